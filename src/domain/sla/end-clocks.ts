import { selectOne, write } from '../../db/rows.js';
import type { Conversation, Ctx } from '../ctx.js';
import type { Fact, FactOf } from '../facts.js';
import { cancelTimer } from '../timers/timers.js';
import { minutesSpent, type Pause } from './clock-rules.js';
import { endPause, runningClocks, type Clock } from './clocks.js';

/**
 * When what ends a clock happened. What was typed on the company's phone, or turns out to have arrived after all, answered
 * when it was written, however late we learn of it; everything else ends it now.
 */
export async function answeredAt(ctx: Ctx, fact: Fact, clock: Clock): Promise<Date> {
  const { sql, values } = fact.kind === 'message_status_moved'
    ? { sql: 'id = ?', values: [fact.messageId] }
    : { sql: "conversation_id = ? AND author_kind = 'phone' AND occurred_at >= ?", values: [clock.conversation_id, clock.started_at] };
  if (clock.kind === 'resolution' || !['message_status_moved', 'phone_message_sent', 'message_received'].includes(fact.kind)) return ctx.now;
  const row = await selectOne<{ at: Date | null }>(ctx.tx, `SELECT MIN(occurred_at) AS at FROM messages WHERE ${sql}`, values);
  return row?.at ?? ctx.now;
}

/**
 * The clock stops at `at`; past its goal it is breached, told now when no timer told it before. One that was told breached
 * before we learned that it had been answered in time is met.
 */
export async function stopClock(ctx: Ctx, conversation: Conversation, clock: Clock, at: Date, pauses: Pause[]): Promise<void> {
  const spent = minutesSpent(ctx.calendar, clock.started_at, at < clock.started_at ? clock.started_at : at, pauses);
  const limit = clock.breached_at ?? clock.due_at;
  const wasTold = clock.breached_at !== null;
  // The timer of the breach may have run in its very millisecond: what was told then stays.
  const isLate = limit !== null && (at > limit || (wasTold && at.getTime() === limit.getTime()));
  await write(ctx.tx, 'UPDATE sla_clocks SET running_key = NULL, stopped_at = ?, spent_minutes = ?, outcome = ?, breached_at = ?, agent_id = ? WHERE id = ?', [
    at, spent.toFixed(3), isLate ? 'breached' : 'met', isLate ? limit : null, ctx.actor.kind === 'agent' ? ctx.actor.id : conversation.assignee_id, clock.id,
  ]);
  if (limit !== null && isLate && !wasTold) {
    ctx.record({ kind: 'sla_breached', conversationId: clock.conversation_id, clockId: clock.id, clock: clock.kind, goalMinutes: clock.goal_minutes, startedAt: clock.started_at, breachedAt: limit, agentId: conversation.assignee_id });
  }
  if (isLate || wasTold || clock.risk_told_at !== null) ctx.record({ kind: 'sla_over', conversationId: clock.conversation_id, clockId: clock.id });
}

/** Response clocks that began after `since`, though the answer before them never left: parts of the wait `keptId` measures. */
export async function withdrawClocks(ctx: Ctx, conversationId: number, since: Date, keptId: number): Promise<void> {
  await write(ctx.tx, "DELETE FROM sla_clocks WHERE conversation_id = ? AND kind <> 'resolution' AND started_at > ? AND id <> ?", [conversationId, since, keptId]);
}

/** A conversation became part of another, whose clocks measure both from now on: its own that ran are taken away. */
export async function withdrawOfMerged(ctx: Ctx, { mergedConversationId }: FactOf<'contacts_merged'>): Promise<void> {
  if (mergedConversationId !== null) await withdrawRunning(ctx, mergedConversationId);
}

/** A conversation ended because its contact was erased: that is nobody's answer and no resolution, so nothing is measured by it. */
export async function withdrawOfErased(ctx: Ctx, { conversationId }: FactOf<'conversation_erased'>): Promise<void> {
  await withdrawRunning(ctx, conversationId);
}

async function withdrawRunning(ctx: Ctx, conversationId: number): Promise<void> {
  const running = await runningClocks(ctx.tx, conversationId);
  await write(ctx.tx, 'DELETE FROM sla_clocks WHERE conversation_id = ? AND running_key IS NOT NULL', [conversationId]);
  await endPause(ctx.tx, conversationId, ctx.now);
  await cancelTimer(ctx.tx, 'sla', conversationId);
  for (const clock of running) if (clock.risk_told_at !== null || clock.breached_at !== null) ctx.record({ kind: 'sla_over', conversationId, clockId: clock.id });
}
