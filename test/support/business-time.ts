import { DateTime } from 'luxon';
import type { World } from './world.js';

export const SP = 'America/Sao_Paulo';
/** A Monday at nine without holidays around it. */
export const QUIET_MONDAY = '2027-03-08T09:00';

/** Moves the world's clock to a moment in São Paulo, nothing happening on the way. */
export function jumpTo(world: World, iso: string): void {
  world.clock.advance(DateTime.fromISO(iso, { zone: SP }).toMillis() - world.clock.now().getTime());
}

/**
 * Moves the world's clock to the next such moment in São Paulo ("Fri", "17:50"), stopping wherever a timer of these
 * kinds is due and doing all the work there, as a worker that beats each second would.
 */
export async function goTo(world: World, day: string, time: string, kinds = ['sla', 'replan', 'sla_ack', 'waiting', 'follow_up', 'survey']): Promise<void> {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  let target = DateTime.fromJSDate(world.clock.now(), { zone: SP }).set({ hour, minute, second: 0, millisecond: 0 });
  while (target.toMillis() < world.clock.now().getTime() || target.toFormat('ccc') !== day) target = target.plus({ days: 1 });
  for (;;) {
    const [next] = await world.rows<{ at: Date | null }>('SELECT MIN(due_at) AS at FROM timers WHERE kind IN (?)', [kinds]);
    const stop = next?.at && next.at.getTime() < target.toMillis() ? Math.max(next.at.getTime(), world.clock.now().getTime()) : target.toMillis();
    world.clock.advance(stop - world.clock.now().getTime());
    await world.tick();
    await world.settle();
    if (stop === target.toMillis()) return;
  }
}
