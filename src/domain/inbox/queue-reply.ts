import { insertMany, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import { splitText } from '../../kit/text/split.js';
import type { Ctx } from '../ctx.js';

/** What WhatsApp shows without folding, and Z-API is known to take, in UTF-16 units (zapi.md §6). */
export const WHATSAPP_MAX = 4096;

/**
 * Makes a reply's messages and queues them, to leave after the undo window. A person answered, so the customer does not
 * wait any more.
 * @param body WhatsApp text; longer than WHATSAPP_MAX leaves in several messages
 */
export async function queueReply(ctx: Ctx, reply: { id: number; agentId: number; body: string }, undoSeconds: number): Promise<void> {
  const { conversation, tx, now } = ctx;
  const parts = splitText(reply.body, WHATSAPP_MAX);
  const ids = await insertMany(
    tx,
    'INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, agent_id, status, reply_id, part, occurred_at, created_at) VALUES ?',
    parts.map((body, part) => [conversation.id, conversation.contact_id, 'outbound', 'text', body, 'agent', reply.agentId, 'queued', reply.id, part, now, now]),
  );
  conversation.waiting_since = null;
  conversation.last_message_at = now;
  conversation.last_message_id = ids[ids.length - 1] ?? null;
  await write(tx, 'UPDATE conversations SET waiting_since = NULL, last_message_at = ?, last_message_id = ?, updated_at = ? WHERE id = ?', [now, conversation.last_message_id, now, conversation.id]);
  ctx.record({ kind: 'reply_queued', conversationId: conversation.id, replyId: reply.id, messageIds: ids, sendAt: later(now, undoSeconds * 1000) });
}
