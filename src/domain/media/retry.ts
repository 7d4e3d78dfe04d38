import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { permit } from '../people/permissions.js';
import { attachmentIdOf, findAttachment } from './attachments.js';
import { recordFailed, recordUnshown } from './record-file.js';

/**
 * "Baixar de novo" under a file that is not there: it is fetched again, or, when it is ours and Slack refused it, given to
 * Slack again.
 * @throws Refused `slack:refused.media_not_failed` when it is there or under way: a second click is harmless
 */
export async function retryMedia(ctx: Ctx, attachmentId: number): Promise<void> {
  const attachment = await findAttachment(ctx.tx, attachmentId, 'lock');
  if (!attachment) throw new Refused('slack:refused.media_unknown');
  permit(ctx.actor, 'fetch a file again', ctx.conversation);
  if (attachment.state === 'forgotten') throw new Refused('slack:refused.media_forgotten');
  if (attachment.state === 'waiting' || attachment.error === null) throw new Refused('slack:refused.media_not_failed');
  if (attachment.state === 'failed' && attachment.source_url === null) throw new Refused('slack:refused.media_gone');
  const { conversation_id: conversationId, message_id: messageId } = attachment;
  await closeDead(ctx, attachmentId, messageId);
  if (attachment.state === 'stored') {
    await write(ctx.tx, 'UPDATE attachments SET error = NULL WHERE id = ?', [attachmentId]);
    ctx.record({ kind: 'attachment_stored', conversationId, attachmentId, messageId, again: true });
    return;
  }
  // The reason stays until it is there: by it, the notice is known to be out.
  await write(ctx.tx, "UPDATE attachments SET state = 'waiting' WHERE id = ?", [attachmentId]);
  ctx.record({ kind: 'attachment_retried', conversationId, attachmentId, messageId, postId: attachment.post_id });
}

/** What was dead of it needs nobody's attention any more. */
async function closeDead(ctx: Ctx, attachmentId: number, messageId: number): Promise<void> {
  await write(ctx.tx, "UPDATE deliveries SET status = 'discarded', finished_at = ? WHERE message_id = ? AND kind IN ('media.fetch', 'slack.file') AND status = 'dead' AND payload = ?", [
    ctx.now, messageId, JSON.stringify({ attachmentId }),
  ]);
}

/** A fetch or a showing became a dead letter: the thread says that the file is not there, and why. */
export async function failAttachmentOfDead(ctx: Ctx, fact: FactOf<'delivery_died'>): Promise<void> {
  if (fact.deliveryKind !== 'media.fetch' && fact.deliveryKind !== 'slack.file') return;
  const dead = await selectOne<{ payload: string | null }>(ctx.tx, 'SELECT payload FROM deliveries WHERE id = ?', [fact.deliveryId]);
  const attachmentId = attachmentIdOf(dead?.payload ?? null);
  if (fact.deliveryKind === 'media.fetch') await recordFailed(ctx, attachmentId, fact.reason);
  else await recordUnshown(ctx, attachmentId, `slack_refuses: ${fact.reason}`);
}
