/** Minutes of a local day, `from` ≤ m < `to`; 0 to 1440. */
export interface Interval {
  from: number;
  to: number;
}

export interface LocalDate {
  year: number;
  month: number;
  day: number;
}

/** A holiday rule. `open`: the part of the day that is worked all the same (a half-day). */
export interface Holiday {
  name: string;
  on: { is: 'date'; year: number; month: number; day: number } | { is: 'yearly'; month: number; day: number } | { is: 'easter'; offset: number };
  open: Interval | null;
}

/** One date on which something else holds than in a usual week. */
export interface HoursException {
  date: LocalDate;
  label: string;
  intervals: Interval[];
}

export interface Hours {
  /** Intervals by ISO weekday, 1 Monday to 7 Sunday; sorted, without overlaps. */
  week: Record<number, Interval[]>;
  exceptions: HoursException[];
  holidays: Holiday[];
}

/** What is worked on a date, and why it is not a usual day. */
export interface DayPlan {
  intervals: Interval[];
  special: { is: 'holiday' | 'exception'; name: string } | null;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a civil date. */
export function dayNumber({ year, month, day }: LocalDate): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** The civil date of a day number. */
export function dateOfDay(number: number): LocalDate {
  const date = new Date(number * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** ISO weekday, 1 Monday to 7 Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher), as a day number. */
export function easterDay(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayNumber({ year, month, day: ((h + l - 7 * m + 114) % 31) + 1 });
}

/** The days of a year that are no usual ones, by day number. Exceptions say more than holidays; of two holidays on one day the one that leaves less time open. */
export function specialDays(hours: Hours, year: number): Map<number, DayPlan> {
  const found = new Map<number, DayPlan>();
  for (const holiday of hours.holidays) {
    const day = dayOfHoliday(holiday, year);
    if (day === undefined) continue;
    const usual = hours.week[weekdayOf(day)] ?? [];
    const intervals = holiday.open === null ? [] : intersect(usual, holiday.open);
    const known = found.get(day);
    if (!known || openMinutes(known.intervals) > openMinutes(intervals)) found.set(day, { intervals, special: { is: 'holiday', name: holiday.name } });
  }
  for (const { date, label, intervals } of hours.exceptions) {
    if (date.year === year) found.set(dayNumber(date), { intervals, special: { is: 'exception', name: label } });
  }
  return found;
}

function dayOfHoliday({ on }: Holiday, year: number): number | undefined {
  if (on.is === 'easter') return easterDay(year) + on.offset;
  if (on.is === 'date' && on.year !== year) return undefined;
  const day = dayNumber({ year, month: on.month, day: on.day });
  // 29 February of other years is no day of theirs.
  return dateOfDay(day).month === on.month ? day : undefined;
}

function openMinutes(intervals: Interval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + to - from, 0);
}

function intersect(intervals: Interval[], within: Interval): Interval[] {
  return intervals.map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) })).filter(({ from, to }) => from < to);
}
