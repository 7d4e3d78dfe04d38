import { attachmentIdOf, findAttachment, type Attachment } from '../../src/domain/media/attachments.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';
import { fileTitle } from '../views/file-title.js';
import { explainMedia } from '../views/media-reasons.js';
import { actions, button, plainWords, section } from '../views/parts.js';
import { inThread } from './home.js';
import { standOrRewrite, standingNotice, type Notice } from './notices.js';

/**
 * What the thread says of a file that is not there: the reason and "Baixar de novo". The one notice of a file is rewritten
 * when it is being fetched again or came after all, so that it never claims what is not so.
 */
export function tellOfFile(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const attachment = await findAttachment(context.sql, attachmentIdOf(delivery.payload));
    if (!attachment || attachment.state === 'forgotten') return { done: 'obsolete' };
    const before = await standingNotice(context, home.thread_ts, 'slack.file_notice', { sql: 'message_id = ? AND payload = ?', values: [delivery.message_id, delivery.payload] });
    if (!before && (attachment.error === null || attachment.state === 'waiting')) return { done: 'obsolete' };
    return standOrRewrite(before, contentOf(attachment, parts, context.now), home, delivery, context, parts);
  });
}

function contentOf(attachment: Attachment, parts: BotParts, now: Date): Notice {
  const { t } = parts;
  const file = plainWords(fileTitle(attachment, parts, now));
  if (attachment.state === 'waiting') return { text: t('slack:file.retrying', { file }), blocks: [section(`⏳ ${t('slack:file.retrying', { file })}`)] };
  if (attachment.error === null) return { text: t('slack:file.mended', { file }), blocks: [section(`✅ ${t('slack:file.mended', { file })}`)] };
  const reason = explainMedia(attachment.error, t);
  const text = attachment.state === 'stored' ? t('slack:file.unshown', { file, reason }) : t('slack:file.failed', { file, reason });
  const label = attachment.state === 'stored' ? t('slack:file.show_again') : t('slack:file.retry');
  const again = attachment.state === 'stored' || attachment.source_url !== null;
  return { text, blocks: [section(`⚠️ ${text}`), ...(again ? [actions(button(label, ACTIONS.retryMedia, String(attachment.id), 'primary'))] : [])] };
}
