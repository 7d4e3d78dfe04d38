import { DateTime } from 'luxon';
import { messagePages, type ContactExport, type ExportedMessage } from '../../src/domain/privacy/export-contact.js';
import type { House } from '../../src/wire.js';
import { escapeHtml } from '../page/html.js';
import { mediaName } from './media-name.js';

/** Without scripts, and without anything that is not in the zip. */
const POLICY = "default-src 'none'; img-src 'self' file:; media-src 'self' file:; style-src 'unsafe-inline'";
const STYLE = 'body{max-width:48rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif;color:#1a2b32}article{margin:0 0 1rem;padding:.5rem 1rem;border-left:4px solid #1b6b5e;background:#f4f7f9}article.contact{border-color:#8a4b25}p{margin:.25rem 0;white-space:pre-wrap;overflow-wrap:anywhere}small{color:#4a5860}del{color:#4a5860}';

/** `conversas.html`, a piece at a time: every message in order, readable without a network; what people wrote is text and nothing else. */
export async function* conversationsPage(exported: ContactExport, included: ReadonlySet<number>, house: Pick<House, 't' | 'config' | 'source'>): AsyncGenerator<string> {
  const { t, config, source } = house;
  const { contact } = exported.head;
  const say = (key: string, vars: Record<string, string | number> = {}) => escapeHtml(t(`portal:privacy.page.${key}`, vars));
  const time = (at: Date) => DateTime.fromJSDate(at, { zone: config.TZ_BUSINESS }).setLocale(config.LOCALE).toLocaleString(DateTime.DATETIME_SHORT);
  const title = say('title', { name: contact.name || t('portal:contacts.no_name') });
  yield `<!DOCTYPE html>\n<html lang="${config.LOCALE}">\n<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>\n<body>\n<h1>${title}</h1>\n<p>${say('about', { phone: contact.phone ?? '—', zone: config.TZ_BUSINESS })}</p>\n`;
  let conversation: number | undefined;
  for await (const page of messagePages(source.manager, exported.whole)) {
    for (const message of page) {
      if (message.conversation !== conversation) yield `<h2>${say('conversation', { number: message.conversation })}</h2>\n`;
      conversation = message.conversation;
      yield messageHtml(message);
    }
  }
  yield '</body>\n</html>\n';

  function messageHtml(message: ExportedMessage): string {
    const author = message.author === 'contact' ? contact.name || t('portal:contacts.no_name') : (message.agent ?? t(`slack:author.${message.author}`));
    return [
      `<article class="${message.author}"><small>${escapeHtml(author)} · ${escapeHtml(time(message.occurredAt))}${message.deletedAt ? ` · ${say('deleted')}` : ''}</small>`,
      ...(message.body ? [`<p>${escapeHtml(message.body)}</p>`] : []),
      ...(message['content'] ? [`<p><small>${escapeHtml(JSON.stringify(message['content']))}</small></p>`] : []),
      ...message.formerTexts.map(({ body, replacedAt }) => `<p><small>${say('former', { time: time(replacedAt) })}</small> <del>${escapeHtml(body)}</del></p>`),
      ...message.reactions.map(({ emoji }) => `<p>${escapeHtml(emoji)}</p>`),
      ...message.files.map((file) => fileHtml(file)),
      '</article>\n',
    ].join('');
  }

  function fileHtml(file: ExportedMessage['files'][number]): string {
    if (!included.has(file.id)) return `<p>${say('no_file', { name: file.name || file.kind })}</p>`;
    const path = mediaName(file);
    return `<p>📎 <a href="${escapeHtml(path.split('/').map(encodeURIComponent).join('/'))}">${escapeHtml(file.name || path)}</a></p>`;
  }
}
