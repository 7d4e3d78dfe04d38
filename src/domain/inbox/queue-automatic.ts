import { selectOne } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { storeAutomatic } from './store-automatic.js';

/**
 * Sends a text to the conversation's contact because a rule says so, behind whatever leaves before it; the conversation may
 * have ended and stays so. The thread shows it as automatic. Nobody has answered by that: who waits goes on waiting, and it
 * is nobody's first response.
 * @param body WhatsApp text; longer than WHATSAPP_MAX leaves in several messages
 * @param why what it is for, as a code
 * @returns the messages
 */
export async function queueAutomatic(ctx: Ctx, body: string, why: string): Promise<number[]> {
  const ids = await storeAutomatic(ctx, body, null);
  ctx.record({ kind: 'automatic_queued', conversationId: ctx.conversation.id, messageIds: ids, why });
  return ids;
}

/** An automatic message has no reply to stand a tick on: its own post tells how far it is. */
export async function tickAutomatic(ctx: Ctx, fact: FactOf<'message_status_moved'>): Promise<void> {
  if (fact.replyId !== null) return;
  const post = await selectOne<{ post_id: number }>(ctx.tx, "SELECT post_id FROM messages WHERE id = ? AND author_kind = 'system' AND post_id IS NOT NULL", [fact.messageId]);
  if (post) ctx.record({ kind: 'posts_changed', conversationId: fact.conversationId, newPosts: [], changedPosts: [post.post_id] });
}
