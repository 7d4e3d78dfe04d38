import { select, write } from '../../db/rows.js';
import type { Conversation, Ctx } from '../ctx.js';
import { lane } from '../outbox/lanes.js';

/**
 * Two contacts proved to be one person (people/find-or-create-contact.ts): the conversations and messages of the absorbed
 * one become those of the one that stays. If both have an open conversation, the one that has an owner (else the older)
 * goes on; the other's messages move into it and its thread gets a link.
 * Both contact rows must be locked by the caller.
 */
export async function mergeConversations(ctx: Ctx, contactId: number, absorbedId: number): Promise<void> {
  const ids = await select<{ id: number }>(ctx.tx, 'SELECT id FROM conversations WHERE open_contact_id IN (?) ORDER BY id FOR UPDATE', [[contactId, absorbedId]]);
  const open: Conversation[] = [];
  for (const { id } of ids) open.push(await ctx.lock(id));
  const [first, second] = open;
  const [stays, goes] = first?.assignee_id === null && second && second.assignee_id !== null ? [second, first] : [first, second];
  if (stays && goes) await moveConversation(ctx, goes, stays);
  if (stays) stays.open_contact_id = contactId;
  for (const conversation of open) conversation.contact_id = contactId;
  await write(ctx.tx, 'UPDATE conversations SET open_contact_id = IF(open_contact_id IS NULL, NULL, ?), contact_id = ? WHERE contact_id = ?', [contactId, contactId, absorbedId]);
  await write(ctx.tx, 'UPDATE messages SET contact_id = ? WHERE contact_id = ?', [contactId, absorbedId]);
  await write(ctx.tx, 'UPDATE echoes SET contact_id = ? WHERE contact_id = ?', [contactId, absorbedId]);
  if (stays) ctx.record({ kind: 'contacts_merged', conversationId: stays.id, contactId, mergedContactId: absorbedId, mergedConversationId: goes?.id ?? null, from: goes?.status ?? null });
}

/** Everything of `goes` becomes part of `stays`, also what still waits to leave; what a worker has in hand ends in its own lane. */
async function moveConversation(ctx: Ctx, goes: Conversation, stays: Conversation): Promise<void> {
  const { tx, now } = ctx;
  await write(tx, "UPDATE conversations SET open_contact_id = NULL, status_before_end = status, status = 'closed', closed_at = ?, merged_into_id = ?, updated_at = ? WHERE id = ?", [now, stays.id, now, goes.id]);
  await write(tx, 'UPDATE conversations SET merged_into_id = ? WHERE merged_into_id = ?', [stays.id, goes.id]);
  await write(tx, 'UPDATE messages SET conversation_id = ? WHERE conversation_id = ?', [stays.id, goes.id]);
  await write(tx, 'UPDATE slack_posts SET conversation_id = ? WHERE conversation_id = ?', [stays.id, goes.id]);
  await write(tx, 'UPDATE slack_replies SET conversation_id = ? WHERE conversation_id = ?', [stays.id, goes.id]);
  for (const table of ['attachments', 'reactions', 'notes']) await write(tx, `UPDATE ${table} SET conversation_id = ? WHERE conversation_id = ?`, [stays.id, goes.id]);
  await write(tx, 'INSERT IGNORE INTO conversation_tags SELECT ?, tag_id, added_by, created_at FROM conversation_tags WHERE conversation_id = ?', [stays.id, goes.id]);
  await write(tx, "UPDATE conversation_threads SET conversation_id = ?, live_conversation_id = NULL, retired_at = COALESCE(retired_at, ?), retired_reason = COALESCE(retired_reason, 'merged') WHERE conversation_id = ?", [stays.id, now, goes.id]);
  for (const laneOf of [lane.thread, lane.whatsapp, lane.ticks, lane.media]) {
    await write(tx, "UPDATE deliveries SET lane = ?, conversation_id = ? WHERE lane = ? AND (status = 'pending' OR (status = 'sending' AND holder IS NULL)) AND kind <> 'slack.card'", [laneOf(stays.id), stays.id, laneOf(goes.id)]);
  }
  const waiting = [goes.waiting_since, stays.waiting_since].filter((date) => date !== null).sort((a, b) => a.getTime() - b.getTime());
  const latest = [goes, stays].sort((a, b) => (b.last_message_at?.getTime() ?? 0) - (a.last_message_at?.getTime() ?? 0))[0] as Conversation;
  Object.assign(stays, { waiting_since: waiting[0] ?? null, assignee_id: stays.assignee_id ?? goes.assignee_id, last_message_at: latest.last_message_at, last_message_id: latest.last_message_id });
  await write(tx, 'UPDATE conversations SET waiting_since = ?, assignee_id = ?, last_message_at = ?, last_message_id = ?, updated_at = ? WHERE id = ?', [
    stays.waiting_since, stays.assignee_id, stays.last_message_at, stays.last_message_id, now, stays.id,
  ]);
  Object.assign(goes, { open_contact_id: null, merged_into_id: stays.id });
}
