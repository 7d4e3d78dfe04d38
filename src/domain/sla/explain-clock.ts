import { explainTime, type ClosedBecause } from '../working-hours/explain.js';
import type { Calendar } from '../working-hours/calendar.js';
import { countedStretches, type Pause } from './clock-rules.js';

/** A stretch of a clock's life: whether it counted, and why not. Minutes: business minutes when it counted, else minutes. */
export interface Counted {
  from: Date;
  to: Date;
  minutes: number;
  counts: boolean;
  because: { is: 'open' | 'customer' } | ClosedBecause;
}

/** Everything a clock counted and skipped from its start until it stopped, or until now. The counted minutes add up to its spent time. */
export function explainClock(calendar: Calendar, clock: { started_at: Date; stopped_at: Date | null }, pauses: readonly Pause[], now: Date): Counted[] {
  const end = clock.stopped_at ?? now;
  const running = countedStretches(clock.started_at, end, pauses);
  const told: Counted[] = [];
  let at = clock.started_at;
  const pausedUntil = (to: Date) => {
    if (at < to) told.push({ from: at, to, minutes: (to.getTime() - at.getTime()) / 60_000, counts: false, because: { is: 'customer' } });
  };
  for (const { from, to } of running) {
    pausedUntil(from);
    for (const one of explainTime(calendar, from, to ?? end)) told.push({ ...one, counts: one.because.is === 'open' });
    at = to ?? end;
  }
  pausedUntil(end);
  return told;
}
