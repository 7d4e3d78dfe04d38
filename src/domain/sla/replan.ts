import { select, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { Fact } from '../facts.js';
import { HOUSE, planTimer } from '../timers/timers.js';
import { instantAfter } from './clock-rules.js';
import { CLOCK_COLUMNS, pausesOf, type Clock } from './clocks.js';
import { planNext } from './plan-next.js';
import { goalOf, policyInForce } from './policy.js';

/** Conversations planned again in one transaction: short enough that nobody who answers waits for it. */
const BATCH = 100;

/** Goals, hours or holidays changed: every running clock is planned again, in the background (timer `replan`). */
export async function askReplan(ctx: Ctx, fact: Fact): Promise<void> {
  await write(ctx.tx, 'INSERT INTO sla_replans (reason, asked_at) VALUES (?, ?)', [fact.kind, ctx.now]);
  await planTimer(ctx.tx, 'replan', HOUSE, ctx.now);
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
  const policy = await policyInForce(ctx.tx, ctx.now);
  for (const { id } of free) {
    const clocks = await select<Clock>(ctx.tx, `SELECT ${CLOCK_COLUMNS} FROM sla_clocks WHERE conversation_id = ? AND running_key IS NOT NULL`, [id]);
    const pauses = await pausesOf(ctx.tx, id);
    for (const clock of clocks) {
      const goal = goalOf(policy, clock.priority, clock.kind);
      clock.due_at = instantAfter(ctx.calendar, clock.started_at, goal.minutes, pauses);
      clock.at_risk_at = instantAfter(ctx.calendar, clock.started_at, goal.atRiskMinutes, pauses);
      await write(ctx.tx, 'UPDATE sla_clocks SET policy_id = ?, planned_by = ?, goal_minutes = ?, due_at = ?, at_risk_at = ? WHERE id = ?', [policy.id, upTo, goal.minutes, clock.due_at, clock.at_risk_at, clock.id]);
    }
    await planNext(ctx, id, clocks);
  }
  await planTimer(ctx.tx, 'replan', HOUSE, ctx.now);
}

async function finish(ctx: Ctx, upTo: number): Promise<void> {
  await write(ctx.tx, 'UPDATE sla_replans SET finished_at = ? WHERE id <= ? AND finished_at IS NULL', [ctx.now, upTo]);
}
