import { selectOne, write } from '../../db/rows.js';
import type { Conversation, Ctx } from '../ctx.js';
import type { Fact, FactOf } from '../facts.js';
import { HUMAN_ANSWERS } from './is-answer.js';

/**
 * A reply that had stopped the customer's waiting did not go out after all, or does again: who waits since when, and which
 * message was the last, are told anew.
 */
export async function restoreWaiting(ctx: Ctx, fact: Fact): Promise<void> {
  if (!('conversationId' in fact) || fact.conversationId === null) return;
  const conversation = await ctx.lock(fact.conversationId);
  await refreshWaiting(ctx, conversation);
  await refreshLast(ctx, conversation);
}

/** A failed send answered nobody; one that turns out to have arrived did. */
export async function restoreWaitingOfFailed(ctx: Ctx, fact: FactOf<'message_status_moved'>): Promise<void> {
  if (fact.from === 'failed' || fact.to === 'failed') await restoreWaiting(ctx, fact);
}

/**
 * The customer waits since the first message after the last answer that went out or is on its way; what was taken back,
 * failed, or is held for a decision is no answer. Before and after go by what was here when the answer was written, which
 * is the order of ids: a message may come late, and clocks differ.
 */
export async function refreshWaiting(ctx: Ctx, conversation: Conversation): Promise<void> {
  const row = await selectOne<{ since: Date | null }>(
    ctx.tx,
    `SELECT MIN(i.occurred_at) AS since FROM messages i WHERE i.conversation_id = ? AND i.direction = 'inbound' AND i.claimed_by IS NULL AND i.id >
       COALESCE((SELECT MAX(m.id) ${HUMAN_ANSWERS}), 0)`,
    [conversation.id, conversation.id],
  );
  // In one that has ended nobody waits, whatever becomes of its last replies.
  const since = row?.since && conversation.open_contact_id !== null ? new Date(row.since) : null;
  if (since?.getTime() === conversation.waiting_since?.getTime()) return;
  conversation.waiting_since = since;
  await write(ctx.tx, 'UPDATE conversations SET waiting_since = ?, updated_at = ? WHERE id = ?', [since, ctx.now, conversation.id]);
}

/** A message that was taken back is not the last one of its conversation. */
async function refreshLast(ctx: Ctx, conversation: Conversation): Promise<void> {
  const last = await selectOne<{ status: string }>(ctx.tx, 'SELECT status FROM messages WHERE id = ?', [conversation.last_message_id]);
  if (last?.status !== 'deleted') return;
  const row = await selectOne<{ id: number; occurred_at: Date }>(ctx.tx, "SELECT id, occurred_at FROM messages WHERE conversation_id = ? AND status <> 'deleted' ORDER BY occurred_at DESC, id DESC LIMIT 1", [conversation.id]);
  Object.assign(conversation, { last_message_id: row?.id ?? null, last_message_at: row?.occurred_at ?? null });
  await write(ctx.tx, 'UPDATE conversations SET last_message_id = ?, last_message_at = ?, updated_at = ? WHERE id = ?', [conversation.last_message_id, conversation.last_message_at, ctx.now, conversation.id]);
}
