import { select, write } from '../../db/rows.js';
import type { Conversation, Ctx } from '../ctx.js';
import { lane } from '../outbox/lanes.js';

export interface ContactRow {
  id: number;
  phone: string | null;
  phone_key: string | null;
  lid: string | null;
  name: string;
}

/**
 * Makes one contact of two that proved to be the same person: the older stays, with the keys, conversations and messages
 * of both. If both have an open conversation, the one that has an owner (else the older) goes on; the other's messages
 * move into it and its thread gets a link.
 * Both contact rows must be locked by the caller.
 */
export async function mergeContacts(ctx: Ctx, keep: ContactRow, drop: ContactRow): Promise<void> {
  await write(ctx.tx, 'UPDATE contacts SET phone = NULL, phone_key = NULL, lid = NULL, merged_into_id = ?, updated_at = ? WHERE id = ?', [keep.id, ctx.now, drop.id]);
  const ids = await select<{ id: number }>(ctx.tx, 'SELECT id FROM conversations WHERE open_contact_id IN (?) ORDER BY id FOR UPDATE', [[keep.id, drop.id]]);
  const open: Conversation[] = [];
  for (const { id } of ids) open.push(await ctx.lock(id));
  const [first, second] = open;
  let mergedConversationId: number | null = null;
  if (first && second) {
    const [stays, goes] = first.assignee_id === null && second.assignee_id !== null ? [second, first] : [first, second];
    mergedConversationId = goes.id;
    await moveConversation(ctx, goes, stays);
    stays.open_contact_id = keep.id;
  } else if (first) {
    first.open_contact_id = keep.id;
  }
  for (const conversation of open) conversation.contact_id = keep.id;
  await write(ctx.tx, 'UPDATE conversations SET open_contact_id = IF(open_contact_id IS NULL, NULL, ?), contact_id = ? WHERE contact_id = ?', [keep.id, keep.id, drop.id]);
  await write(ctx.tx, 'UPDATE messages SET contact_id = ? WHERE contact_id = ?', [keep.id, drop.id]);
  await write(ctx.tx, 'UPDATE echoes SET contact_id = ? WHERE contact_id = ?', [keep.id, drop.id]);
  const survivor = open.find((conversation) => conversation.id !== mergedConversationId);
  if (survivor) ctx.record({ kind: 'contacts_merged', conversationId: survivor.id, contactId: keep.id, mergedContactId: drop.id, mergedConversationId });
}

/** Everything of `goes` becomes part of `stays`, also what still waits to leave. */
async function moveConversation(ctx: Ctx, goes: Conversation, stays: Conversation): Promise<void> {
  const { tx, now } = ctx;
  await write(tx, "UPDATE conversations SET open_contact_id = NULL, status = 'closed', status_before_end = status, closed_at = ?, merged_into_id = ?, updated_at = ? WHERE id = ?", [now, stays.id, now, goes.id]);
  await write(tx, 'UPDATE messages SET conversation_id = ? WHERE conversation_id = ?', [stays.id, goes.id]);
  await write(tx, 'UPDATE slack_posts SET conversation_id = ? WHERE conversation_id = ?', [stays.id, goes.id]);
  await write(tx, 'UPDATE slack_replies SET conversation_id = ? WHERE conversation_id = ?', [stays.id, goes.id]);
  await write(tx, "UPDATE conversation_threads SET conversation_id = ?, live_conversation_id = NULL, retired_at = ?, retired_reason = 'merged' WHERE conversation_id = ?", [stays.id, now, goes.id]);
  for (const laneOf of [lane.thread, lane.whatsapp, lane.ticks]) {
    await write(tx, "UPDATE deliveries SET lane = ?, conversation_id = ? WHERE lane = ? AND status = 'pending' AND kind <> 'slack.card'", [laneOf(stays.id), stays.id, laneOf(goes.id)]);
  }
  const waiting = [goes.waiting_since, stays.waiting_since].filter((date) => date !== null).sort((a, b) => a.getTime() - b.getTime());
  const latest = [goes, stays].sort((a, b) => (b.last_message_at?.getTime() ?? 0) - (a.last_message_at?.getTime() ?? 0))[0] as Conversation;
  Object.assign(stays, { waiting_since: waiting[0] ?? null, assignee_id: stays.assignee_id ?? goes.assignee_id, last_message_at: latest.last_message_at, last_message_id: latest.last_message_id });
  await write(tx, 'UPDATE conversations SET waiting_since = ?, assignee_id = ?, last_message_at = ?, last_message_id = ?, updated_at = ? WHERE id = ?', [
    stays.waiting_since, stays.assignee_id, stays.last_message_at, stays.last_message_id, now, stays.id,
  ]);
  goes.open_contact_id = null;
  goes.merged_into_id = stays.id;
}
