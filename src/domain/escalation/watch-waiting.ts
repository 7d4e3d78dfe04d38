import { selectOne } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Conversation, Ctx } from '../ctx.js';
import type { Fact, FactOf } from '../facts.js';
import { cancelTimer, planTimer, planTimerOnce } from '../timers/timers.js';
import { levelsAbove, moveLevel } from './move-level.js';

/** A reply held for a decision is somebody answering, for this long, ms. */
const ANSWERING_MS = 600_000;
/** While somebody is answering, looked at again after so many business minutes. */
const LOOK_AGAIN_MINUTES = 5;

/**
 * Keeps the timer `waiting`: how long a customer may wait on a level before the next one is called (product.md, support
 * levels). Planned when the waiting begins or the level changes, taken away when nobody waits.
 */
export async function watchWaiting(ctx: Ctx, fact: Fact): Promise<void> {
  if (!('conversationId' in fact) || fact.conversationId === null) return;
  const conversation = await ctx.lock(fact.conversationId);
  const { waiting_since: since } = conversation;
  if (since === null || conversation.open_contact_id === null) return cancelTimer(ctx.tx, 'waiting', conversation.id);
  // Further messages of one who waits already change nothing, and cost nothing.
  if (fact.kind === 'message_received' && fact.occurredAt.getTime() !== since.getTime()) return;
  const minutes = await patience(ctx, conversation);
  const due = ctx.calendar.addBusinessMinutes(fact.kind === 'level_moved' ? ctx.now : since, minutes);
  if (due === undefined) return;
  await (fact.kind === 'level_moved' ? planTimer : planTimerOnce)(ctx.tx, 'waiting', conversation.id, due);
}

/** A send that failed answered nobody; one that arrived after all did. */
export async function watchWaitingOfFailed(ctx: Ctx, fact: FactOf<'message_status_moved'>): Promise<void> {
  if (fact.from === 'failed' || fact.to === 'failed') await watchWaiting(ctx, fact);
}

/**
 * Timer `waiting`: the customer has waited too long on this level. Counted again here, because hours and holidays may have
 * changed since it was planned. On the highest level the alert is repeated. Nothing happens while the conversation waits for the customer.
 */
export async function waitedTooLong(ctx: Ctx): Promise<void> {
  const { conversation, tx, now } = ctx;
  const { waiting_since: since } = conversation;
  if (since === null || conversation.open_contact_id === null) return;
  if (await selectOne(tx, 'SELECT id FROM conversation_pauses WHERE open_conversation_id = ?', [conversation.id])) return;
  if (await selectOne(tx, "SELECT id FROM slack_replies WHERE conversation_id = ? AND state = 'held' AND created_at > ? LIMIT 1", [conversation.id, later(now, -ANSWERING_MS)])) {
    return plan(ctx, now, LOOK_AGAIN_MINUTES);
  }
  const moved = await selectOne<{ at: Date | null }>(tx, "SELECT MAX(created_at) AS at FROM conversation_history WHERE conversation_id = ? AND action = 'escalation'", [conversation.id]);
  const from = moved?.at && moved.at > since ? moved.at : since;
  const minutes = await patience(ctx, conversation);
  const waited = ctx.calendar.businessMinutesBetween(from, now);
  if (waited < minutes) return plan(ctx, now, minutes - waited);
  const [next] = levelsAbove(conversation.level);
  if (next !== undefined) return moveLevel(ctx, next, 'waited');
  ctx.record({ kind: 'still_waiting', conversationId: conversation.id, since });
  return plan(ctx, now, minutes);
}

async function plan(ctx: Ctx, from: Date, minutes: number): Promise<void> {
  const due = ctx.calendar.addBusinessMinutes(from, minutes);
  if (due) await planTimer(ctx.tx, 'waiting', ctx.conversation.id, due);
}

/** Business minutes a customer may wait on the conversation's level. */
async function patience(ctx: Ctx, conversation: Conversation): Promise<number> {
  const row = await selectOne<{ wait_minutes: number }>(ctx.tx, 'SELECT wait_minutes FROM support_levels WHERE code = ?', [conversation.level]);
  return Math.max(1, row?.wait_minutes ?? 60);
}
