import type { Ctx } from '../ctx.js';
import { cancelTimer, planTimer } from '../timers/timers.js';
import type { Clock } from './clocks.js';

/** The conversation's one `sla` timer: the next moment at which one of its clocks has something to tell. */
export async function planNext(ctx: Ctx, conversationId: number, clocks: Clock[]): Promise<void> {
  const moments = clocks.flatMap((clock) => [clock.risk_told_at === null && clock.breached_at === null ? clock.at_risk_at : null, clock.breached_at === null ? clock.due_at : null]).filter((at) => at !== null);
  const next = moments.sort((a, b) => a.getTime() - b.getTime())[0];
  if (next === undefined) await cancelTimer(ctx.tx, 'sla', conversationId);
  else await planTimer(ctx.tx, 'sla', conversationId, next);
}
