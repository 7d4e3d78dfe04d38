import { select, selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import type { Fact } from '../facts.js';
import { HOUSE, planTimer } from '../timers/timers.js';
import { SEEN_WITHIN_MS } from '../working-hours/load-calendar.js';
import { instantAfter } from './clock-rules.js';
import { CLOCK_COLUMNS, pausesOfMany, type Clock } from './clocks.js';
import { planNextOfMany } from './plan-next.js';
import { goalOf, policyInForce } from './policy.js';

/** Conversations planned again in one transaction: short enough that nobody who answers waits for it. */
const BATCH = 200;

/** Only after this long no process plans by the calendar it kept, and every clock that one still did is planned again. */
const OLD_RULES_MS = 2 * SEEN_WITHIN_MS;

/** Goals, hours or holidays changed: every running clock is planned again, in the background (timer `replan`). */
export async function askReplan(ctx: Ctx, fact: Fact): Promise<void> {
  await write(ctx.tx, 'INSERT INTO sla_replans (reason, asked_at) VALUES (?, ?)', [fact.kind, ctx.now]);
  await planTimer(ctx.tx, 'replan', HOUSE, later(ctx.now, OLD_RULES_MS));
}

/**
 * Timer `replan`: takes a batch of running clocks that were planned before the last change, and itself again until none
 * is left. Locks conversations in the order of their numbers, skipping those somebody works on: their own keepClocks plans
 * with the new rules, and the next batch finds the clock if it did not.
 */
export async function replanClocks(ctx: Ctx): Promise<void> {
  const asked = await selectOne<{ id: number }>(ctx.tx, 'SELECT MAX(id) AS id FROM sla_replans');
  const upTo = asked?.id ?? 0;
  const waiting = await select<{ conversation_id: number }>(
    ctx.tx,
    "SELECT DISTINCT conversation_id FROM sla_clocks WHERE outcome = 'running' AND planned_by < ? ORDER BY conversation_id LIMIT ?",
    [upTo, BATCH],
  );
  if (waiting.length === 0) return finish(ctx, upTo);
  const free = await select<{ id: number }>(ctx.tx, 'SELECT id FROM conversations WHERE id IN (?) ORDER BY id FOR UPDATE SKIP LOCKED', [waiting.map((row) => row.conversation_id)]);
  if (free.length > 0) await planAgain(ctx, free.map((row) => row.id), upTo);
  await planTimer(ctx.tx, 'replan', HOUSE, ctx.now);
}

/** Plans the running clocks of these locked conversations in a handful of statements, however many they are: their locks are held for that long. */
async function planAgain(ctx: Ctx, ids: number[], upTo: number): Promise<void> {
  const policy = await policyInForce(ctx.tx, ctx.now);
  const clocks = await select<Clock>(ctx.tx, `SELECT ${CLOCK_COLUMNS} FROM sla_clocks WHERE conversation_id IN (?) AND running_key IS NOT NULL`, [ids]);
  const pauses = await pausesOfMany(ctx.tx, ids);
  for (const clock of clocks) {
    const goal = goalOf(policy, clock.priority, clock.kind);
    const its = pauses.get(clock.conversation_id) ?? [];
    clock.goal_minutes = goal.minutes;
    clock.due_at = instantAfter(ctx.calendar, clock.started_at, goal.minutes, its);
    clock.at_risk_at = instantAfter(ctx.calendar, clock.started_at, goal.atRiskMinutes, its);
  }
  // The rows are there and locked with their conversations: this only ever updates.
  await write(
    ctx.tx,
    `INSERT INTO sla_clocks (id, conversation_id, kind, priority, level, started_at, policy_id, planned_by, goal_minutes, due_at, at_risk_at) VALUES ?
     ON DUPLICATE KEY UPDATE policy_id = VALUES(policy_id), planned_by = VALUES(planned_by), goal_minutes = VALUES(goal_minutes), due_at = VALUES(due_at), at_risk_at = VALUES(at_risk_at)`,
    [clocks.map((clock) => [clock.id, clock.conversation_id, clock.kind, clock.priority, clock.level, clock.started_at, policy.id, upTo, clock.goal_minutes, clock.due_at, clock.at_risk_at])],
  );
  await planNextOfMany(ctx, ids, clocks);
}

async function finish(ctx: Ctx, upTo: number): Promise<void> {
  await write(ctx.tx, 'UPDATE sla_replans SET finished_at = ? WHERE id <= ? AND finished_at IS NULL', [ctx.now, upTo]);
}
