import type { Ctx } from '../ctx.js';
import { cancelTimers, planTimers } from '../timers/timers.js';
import type { Clock } from './clocks.js';

/** The conversation's one `sla` timer: the next moment at which one of its clocks has something to tell. */
export function planNext(ctx: Ctx, conversationId: number, clocks: Clock[]): Promise<void> {
  return planNextOfMany(ctx, [conversationId], clocks);
}

/** The same for several conversations, in two statements at most. `clocks`: the running ones of all of them. */
export async function planNextOfMany(ctx: Ctx, conversationIds: number[], clocks: Clock[]): Promise<void> {
  const next = new Map<number, Date>();
  for (const clock of clocks) {
    for (const at of momentsOf(clock)) {
      const known = next.get(clock.conversation_id);
      if (known === undefined || at < known) next.set(clock.conversation_id, at);
    }
  }
  await planTimers(ctx.tx, 'sla', next);
  await cancelTimers(ctx.tx, 'sla', conversationIds.filter((id) => !next.has(id)));
}

function momentsOf({ risk_told_at, breached_at, at_risk_at, due_at }: Clock): Date[] {
  if (breached_at !== null) return [];
  return [risk_told_at === null ? at_risk_at : null, due_at].filter((at) => at !== null);
}
