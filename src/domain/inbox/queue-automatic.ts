import { insertMany, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { planReply } from './outgoing-file.js';
import { showMessages } from './show-messages.js';

/**
 * Sends a text to the conversation's contact because a rule says so, behind whatever leaves before it; the conversation may
 * have ended and stays so. The thread shows it as automatic. Nobody has answered by that: who waits goes on waiting, and it
 * is nobody's first response.
 * @param body WhatsApp text; longer than WHATSAPP_MAX leaves in several messages
 * @param why what it is for, as a code
 * @returns the messages
 */
export async function queueAutomatic(ctx: Ctx, body: string, why: string): Promise<number[]> {
  const { conversation, tx, now } = ctx;
  const ids = await insertMany(
    tx,
    'INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, status, part, occurred_at, created_at) VALUES ?',
    planReply(body, []).map((planned, part) => [conversation.id, conversation.contact_id, 'outbound', planned.kind, planned.body, 'system', 'queued', part, now, now]),
  );
  await showMessages(ctx, 'system', ids.map((id) => ({ id, occurredAt: now })), false);
  Object.assign(conversation, { last_message_at: now, last_message_id: ids.at(-1) ?? null });
  await write(tx, 'UPDATE conversations SET last_message_at = ?, last_message_id = ?, updated_at = ? WHERE id = ?', [now, conversation.last_message_id, now, conversation.id]);
  ctx.record({ kind: 'automatic_queued', conversationId: conversation.id, messageIds: ids, why });
  return ids;
}

/** An automatic message has no reply to stand a tick on: its own post tells how far it is. */
export async function tickAutomatic(ctx: Ctx, fact: FactOf<'message_status_moved'>): Promise<void> {
  if (fact.replyId !== null) return;
  const post = await selectOne<{ post_id: number }>(ctx.tx, "SELECT post_id FROM messages WHERE id = ? AND author_kind = 'system' AND post_id IS NOT NULL", [fact.messageId]);
  if (post) ctx.record({ kind: 'posts_changed', conversationId: fact.conversationId, newPosts: [], changedPosts: [post.post_id] });
}
