import { write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { runningClocks } from './clocks.js';
import { planNext } from './plan-next.js';

/**
 * Timer `sla`: tells what is at risk or breached by now, each once a clock (the columns say what was told, in the
 * transaction that records the fact), and plans the next moment. One that is breached already is not also at risk.
 */
export async function alertWhenDue(ctx: Ctx): Promise<void> {
  const { conversation } = ctx;
  const clocks = await runningClocks(ctx.tx, conversation.id);
  for (const clock of clocks) {
    if (clock.breached_at === null && clock.due_at !== null && clock.due_at <= ctx.now) {
      clock.breached_at = clock.due_at;
      await write(ctx.tx, 'UPDATE sla_clocks SET breached_at = ? WHERE id = ?', [clock.due_at, clock.id]);
      ctx.record({ kind: 'sla_breached', conversationId: conversation.id, clockId: clock.id, clock: clock.kind, goalMinutes: clock.goal_minutes, startedAt: clock.started_at, breachedAt: clock.due_at, agentId: conversation.assignee_id });
    } else if (clock.breached_at === null && clock.risk_told_at === null && clock.at_risk_at !== null && clock.at_risk_at <= ctx.now) {
      clock.risk_told_at = ctx.now;
      await write(ctx.tx, 'UPDATE sla_clocks SET risk_told_at = ? WHERE id = ?', [ctx.now, clock.id]);
      ctx.record({ kind: 'sla_at_risk', conversationId: conversation.id, clockId: clock.id, clock: clock.kind, agentId: conversation.assignee_id });
    }
  }
  await planNext(ctx, conversation.id, clocks);
}
