import { insertMany, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { planReply } from './outgoing-file.js';
import { showMessages } from './show-messages.js';

/**
 * Stores a text that no person of the team wrote as messages to the conversation's contact, and shows them in the thread as
 * automatic. Nobody has answered by that: who waits goes on waiting, and it is nobody's first response.
 * @param body WhatsApp text; longer than WHATSAPP_MAX becomes several messages
 * @param sender the system that sends it, by name; null: the house itself
 * @returns the messages; the caller records what makes them leave
 */
export async function storeAutomatic(ctx: Ctx, body: string, sender: string | null): Promise<number[]> {
  const { conversation, tx, now } = ctx;
  const ids = await insertMany(
    tx,
    'INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, sender_name, status, part, occurred_at, created_at) VALUES ?',
    planReply(body, []).map((planned, part) => [conversation.id, conversation.contact_id, 'outbound', planned.kind, planned.body, 'system', sender, 'queued', part, now, now]),
  );
  await showMessages(ctx, 'system', ids.map((id) => ({ id, occurredAt: now })), false);
  Object.assign(conversation, { last_message_at: now, last_message_id: ids.at(-1) ?? null });
  await write(tx, 'UPDATE conversations SET last_message_at = ?, last_message_id = ?, updated_at = ? WHERE id = ?', [now, conversation.last_message_id, now, conversation.id]);
  return ids;
}
