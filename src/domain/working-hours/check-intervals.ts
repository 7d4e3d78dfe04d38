import { Refused } from '../../kit/errors.js';
import type { Interval } from './day-plan.js';

const DAY = 1440;

/**
 * Intervals of one day, sorted. @throws Refused `portal:hours.…` when one ends before it begins, lies outside the day, or
 * two overlap (touching ones may: they are one)
 */
export function checkIntervals(given: Interval[]): Interval[] {
  const sorted = [...given].sort((a, b) => a.from - b.from);
  sorted.forEach(({ from, to }, i) => {
    const [opens, closes] = [clock(from), clock(to)];
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to > DAY) throw new Refused('portal:hours.outside', { opens, closes });
    if (to <= from) throw new Refused('portal:hours.reversed', { opens, closes });
    const next = sorted[i + 1];
    if (next && next.from < to) throw new Refused('portal:hours.overlap', { first: `${opens}–${closes}`, second: `${clock(next.from)}–${clock(next.to)}` });
  });
  return sorted;
}

/** 510 → 08:30 */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
