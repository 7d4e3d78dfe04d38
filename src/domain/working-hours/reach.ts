import type { Hours } from './day-plan.js';

const DAY = 1440;

/** The last local year in which these hours can open: always when the week has any, else the last exception that does. */
export function lastOpenYear({ week, exceptions }: Hours): number {
  if (Object.values(week).some((day) => day.length > 0)) return Infinity;
  return Math.max(-Infinity, ...exceptions.filter((one) => one.intervals.length > 0).map((one) => one.date.year));
}

/** The last local year in which these hours can close: always when the week does, else the last special day. */
export function lastClosedYear({ week, exceptions, holidays }: Hours): number {
  if ([1, 2, 3, 4, 5, 6, 7].some((weekday) => !isWholeDay(week[weekday] ?? []))) return Infinity;
  return Math.max(-Infinity, ...exceptions.map((one) => one.date.year), ...holidays.map(({ on }) => (on.is === 'date' ? on.year : Infinity)));
}

/** Do these sorted intervals fill the day? Touching ones are one. */
function isWholeDay(intervals: Hours['week'][number]): boolean {
  const end = intervals.reduce((reached, { from, to }) => (from <= reached ? Math.max(reached, to) : reached), 0);
  return end >= DAY;
}
