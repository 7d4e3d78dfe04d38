import { DateTime } from 'luxon';
import { Refused } from '../../kit/errors.js';

/** Whole days of the business zone, `YYYY-MM-DD`; `to` is the first day that is no part of it. */
export interface Period {
  from: string;
  to: string;
}

/** Periods that have a name; each ends with today or, for the month, with its last day. */
export const NAMED_PERIODS = ['today', '7_days', '30_days', 'month'] as const;
export type NamedPeriod = (typeof NAMED_PERIODS)[number];

/** Longer ones are refused: a report is read by people, and a year of it is what they compare. */
const LONGEST_DAYS = 366;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const dayIn = (day: string, zone: string) => DateTime.fromISO(day, { zone }).startOf('day');
const isoDay = (at: DateTime) => at.toFormat('yyyy-MM-dd');

/** The days a name means at `now`. */
export function namedPeriod(name: NamedPeriod, now: Date, zone: string): Period {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  if (name === 'month') return { from: isoDay(today.startOf('month')), to: isoDay(today.startOf('month').plus({ months: 1 })) };
  const days = { today: 0, '7_days': 6, '30_days': 29 }[name];
  return { from: isoDay(today.minus({ days })), to: isoDay(today.plus({ days: 1 })) };
}

/** @throws Refused when a day does not exist, the period is empty or longer than 366 days */
export function checkPeriod(period: Period): Period {
  const [from, to] = [period.from, period.to].map((day) => (DAY.test(day) ? DateTime.fromISO(day, { zone: 'utc' }) : DateTime.invalid('no day')));
  if (!from?.isValid || !to?.isValid) throw new Refused('reports:refused.no_day');
  const days = to.diff(from, 'days').days;
  if (days < 1) throw new Refused('reports:refused.empty');
  if (days > LONGEST_DAYS) throw new Refused('reports:refused.too_long', { days: LONGEST_DAYS });
  return period;
}

/** The instants [from, to) of a period: each day from its own start, whatever its clocks do. */
export function instantsOf({ from, to }: Period, zone: string): { from: Date; to: Date } {
  return { from: dayIn(from, zone).toJSDate(), to: dayIn(to, zone).toJSDate() };
}

/** What a period is compared with: the month before a whole month, else as many days right before it. */
export function previousPeriod({ from, to }: Period): Period {
  const [start, end] = [from, to].map((day) => DateTime.fromISO(day, { zone: 'utc' })) as [DateTime, DateTime];
  if (start.day === 1 && end.equals(start.plus({ months: 1 }))) return { from: isoDay(start.minus({ months: 1 })), to: from };
  return { from: isoDay(start.minus({ days: end.diff(start, 'days').days })), to: from };
}

/** How many days a period has. */
export function daysOf({ from, to }: Period): number {
  return DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days;
}
