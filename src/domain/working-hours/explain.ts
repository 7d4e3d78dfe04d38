import { DateTime } from 'luxon';
import type { Calendar } from './calendar.js';
import { dayNumber } from './day-plan.js';
import { planOf } from './open-times.js';

/** Why a stretch does not count. */
export type ClosedBecause = { is: 'night' | 'break' | 'closed_day' } | { is: 'holiday' | 'exception'; name: string };

/** A stretch of time and whether it counts. */
export interface Stretch {
  from: Date;
  to: Date;
  minutes: number;
  because: { is: 'open' } | ClosedBecause;
}

/**
 * [from, to) cut into what counts and what does not, with the reason of each: what a clock says when it is asked why.
 * Neighbours with the same reason are one stretch. Costs what it lists, so ask for weeks, not for decades.
 */
export function explainTime(calendar: Calendar, from: Date, to: Date): Stretch[] {
  const stretches: Stretch[] = [];
  let at = from;
  const add = (until: Date, because: Stretch['because']) => {
    const last = stretches[stretches.length - 1];
    if (last && JSON.stringify(last.because) === JSON.stringify(because)) last.to = until;
    else stretches.push({ from: at, to: until, minutes: 0, because });
    at = until;
  };
  for (const open of [...calendar.openBetween(from, to), { from: to, to }]) {
    while (at < open.from) {
      const { because, until } = closedAt(calendar, at, open.from);
      add(until, because);
    }
    if (open.to > open.from) add(open.to, { is: 'open' });
  }
  for (const one of stretches) one.minutes = one.because.is === 'open' ? calendar.businessMinutesBetween(one.from, one.to) : (one.to.getTime() - one.from.getTime()) / 60_000;
  return stretches;
}

/** Why it is closed at `at`, and until when for the same reason (at most `limit`). */
function closedAt(calendar: Calendar, at: Date, limit: Date): { because: ClosedBecause; until: Date } {
  const local = DateTime.fromJSDate(at, { zone: calendar.zone });
  const day = dayNumber({ year: local.year, month: local.month, day: local.day });
  const midnight = nextMidnight(local);
  const plan = planOf(calendar.hours, day);
  const until = midnight < limit ? midnight : limit;
  if (plan.special) return { because: { is: plan.special.is, name: plan.special.name }, until };
  if (plan.intervals.length === 0) return { because: { is: 'closed_day' }, until };
  const minute = local.hour * 60 + local.minute;
  const isBreak = plan.intervals.some((one) => one.to <= minute) && plan.intervals.some((one) => one.from > minute);
  return { because: { is: isBreak ? 'break' : 'night' }, until };
}

/** The next local midnight. Where clocks go back over it (St John's until 2011) it comes twice: the one that is still ahead. */
function nextMidnight(local: DateTime): Date {
  const twice = local.startOf('day').plus({ days: 1 }).startOf('day').getPossibleOffsets();
  const ahead = twice.map((one) => one.toMillis()).filter((ms) => ms > local.toMillis());
  return new Date(Math.min(...ahead));
}
