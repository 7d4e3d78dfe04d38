import type { Attachment } from '../../src/domain/media/attachments.js';
import { extensionOf, safeFileName } from '../../src/domain/media/file-name.js';
import { extensionOfMime } from '../../src/domain/media/mime-extension.js';
import type { BotParts } from '../parts.js';
import { clockTime, literalWords, shorten } from './parts.js';

/** The name a file has in Slack: the customer's, made safe, with the ending of what it really is. */
export function fileNameOf(attachment: Attachment): string {
  const ending = extensionOfMime(attachment.mime) ?? '';
  const name = safeFileName(attachment.file_name, attachment.kind);
  return ending === '' || extensionOf(name) !== '' ? name : `${name}.${ending}`;
}

/** The line above a file: a document's name; else what it is. Whose and when, because it may stand apart from its message. */
export function fileTitle(attachment: Attachment, parts: Pick<BotParts, 't' | 'zone' | 'locale' | 'brand'>, now: Date): string {
  const what = attachment.kind === 'document' ? fileNameOf(attachment) : parts.t(`slack:file.kind.${attachment.kind}`);
  const who = attachment.author_kind === 'contact' ? attachment.contact_name || parts.t('slack:card.no_name') : parts.t('slack:author_name.phone', { brand: parts.brand });
  return shorten(literalWords(`${what} · ${who} · ${clockTime(attachment.occurred_at, now, parts.zone, parts.locale)}`), 250);
}
