import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { createCalendar } from '../../../src/domain/working-hours/calendar.js';
import type { Holiday, Hours, HoursException, Interval } from '../../../src/domain/working-hours/day-plan.js';

const SP = 'America/Sao_Paulo';
const day = (...intervals: [string, string][]): Interval[] => intervals.map(([from, to]) => ({ from: minutes(from), to: minutes(to) }));
const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const weekdays = (intervals: Interval[], saturday: Interval[] = []): Hours['week'] => ({ 1: intervals, 2: intervals, 3: intervals, 4: intervals, 5: intervals, 6: saturday, 7: [] });
const HOLIDAYS: Holiday[] = [
  { name: 'Carnaval', on: { is: 'easter', offset: -47 }, open: null },
  { name: 'Sexta-feira Santa', on: { is: 'easter', offset: -2 }, open: null },
  { name: 'Corpus Christi', on: { is: 'easter', offset: 60 }, open: null },
  { name: 'Natal', on: { is: 'yearly', month: 12, day: 25 }, open: null },
  { name: 'Véspera de Natal', on: { is: 'yearly', month: 12, day: 24 }, open: { from: 0, to: 12 * 60 } },
];
const OFFICE: Hours = { week: weekdays(day(['08:00', '18:00'])), exceptions: [], holidays: HOLIDAYS };
const office = createCalendar(OFFICE, SP);
const at = (text: string, zone = SP) => DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone }).toJSDate();
const shown = (instant: Date | undefined, zone = SP) => instant && DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd HH:mm');

describe('the office of product.md', () => {
  test.each([
    ['Friday evening goes on on Monday', '2026-11-20 17:50', 20, '2026-11-23 08:10'],
    ['before opening counts from the opening', '2026-11-23 05:00', 30, '2026-11-23 08:30'],
    ['exactly to the closing', '2026-11-23 17:30', 30, '2026-11-23 18:00'],
    ['Carnival 2026 (17 February)', '2026-02-16 17:00', 120, '2026-02-18 09:00'],
    ['Corpus Christi 2026 (4 June)', '2026-06-03 17:40', 40, '2026-06-05 08:20'],
    ['the morning of 24 December, then Christmas, then a weekend', '2026-12-24 11:00', 120, '2026-12-28 09:00'],
    ['nothing to add', '2026-11-22 03:00', 0, '2026-11-22 03:00'],
    ['seconds before closing', '2026-11-23 17:59', 1.5, '2026-11-24 08:00'],
  ])('%s', (_, from, add, to) => expect(shown(office.addBusinessMinutes(at(from), add))).toBe(to));

  test('a lunch break does not count', () => {
    const lunch = createCalendar({ ...OFFICE, week: weekdays(day(['08:00', '12:00'], ['13:30', '18:00'])) }, SP);
    expect(lunch.businessMinutesBetween(at('2026-11-23 11:00'), at('2026-11-23 14:00'))).toBe(90);
    expect(shown(lunch.nextClosing(at('2026-11-23 09:00')))).toBe('2026-11-23 12:00');
    expect(shown(lunch.nextOpening(at('2026-11-23 12:00')))).toBe('2026-11-23 13:30');
    expect(lunch.isOpen(at('2026-11-23 12:00'))).toBe(false);
    expect(lunch.isOpen(at('2026-11-23 13:30'))).toBe(true);
  });

  test('an exception says more than a holiday', () => {
    const open: HoursException = { date: { year: 2026, month: 12, day: 25 }, label: 'Plantão', intervals: day(['09:00', '11:00']) };
    expect(createCalendar({ ...OFFICE, exceptions: [open] }, SP).businessMinutesBetween(at('2026-12-25 00:00'), at('2026-12-26 00:00'))).toBe(120);
  });

  test('a calendar that never opens says so', () => {
    const never = createCalendar({ week: {}, exceptions: [], holidays: [] }, SP);
    expect(never.addBusinessMinutes(at('2026-01-01 00:00'), 1)).toBeUndefined();
    expect(never.nextOpening(at('2026-01-01 00:00'))).toBeUndefined();
    expect(never.isOpen(at('2026-01-01 00:00'))).toBe(false);
  });
});

describe('when clocks change', () => {
  const always: Hours = { week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((one) => [one, day(['00:00', '24:00'])])), exceptions: [], holidays: [] };
  const night: Hours = { ...always, week: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((one) => [one, day(['01:30', '03:00'])])) };
  test.each([
    ['New York, an hour is skipped', 'America/New_York', '2026-03-08', 23 * 60, 30],
    ['New York, an hour comes twice', 'America/New_York', '2026-11-01', 25 * 60, 120],
    ['Lord Howe, half an hour is skipped', 'Australia/Lord_Howe', '2026-10-04', 23.5 * 60, 60],
    ['São Paulo 2018, midnight is skipped', SP, '2018-11-04', 23 * 60, 90],
    ['São Paulo 2018, an hour before midnight comes twice', SP, '2018-02-17', 25 * 60, 90],
  ])('%s', (_, zone, date, all, some) => {
    const from = DateTime.fromISO(date, { zone }).startOf('day');
    const [start, end] = [from.toJSDate(), from.plus({ days: 1 }).startOf('day').toJSDate()];
    expect(createCalendar(always, zone).businessMinutesBetween(start, end)).toBe(all);
    expect(createCalendar(night, zone).businessMinutesBetween(start, end)).toBe(some);
  });
});

const ZONES = [SP, 'America/New_York', 'Europe/Lisbon', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kathmandu'];

const intervals = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 6 }).map((marks) => {
  const sorted = [...marks].sort((a, b) => a - b).map((mark) => mark * 15);
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => ({ from: sorted[2 * i] as number, to: sorted[2 * i + 1] as number }));
});
const holiday: fc.Arbitrary<Holiday> = fc.record({
  name: fc.constant('feriado'),
  on: fc.oneof(
    fc.record({ is: fc.constant('yearly' as const), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 29 }) }),
    fc.record({ is: fc.constant('easter' as const), offset: fc.integer({ min: -60, max: 70 }) }),
    fc.record({ is: fc.constant('date' as const), year: fc.integer({ min: 2020, max: 2035 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) }),
  ),
  open: fc.option(fc.record({ from: fc.integer({ min: 0, max: 700 }), to: fc.integer({ min: 701, max: 1440 }) })),
});
const hours: fc.Arbitrary<Hours> = fc.record({
  week: fc.tuple(intervals, intervals, intervals, intervals, intervals, intervals, intervals).map((week) => Object.fromEntries(week.map((one, i) => [i + 1, one]))),
  exceptions: fc.array(fc.record({ date: fc.record({ year: fc.integer({ min: 2020, max: 2035 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) }), label: fc.constant('x'), intervals }), { maxLength: 5 }),
  holidays: fc.array(holiday, { maxLength: 8 }),
});
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 11, 1) }).map((ms) => new Date(ms));

/** Minute by minute, by the wall clock and nothing else. */
function oracle(given: Hours, zoneName: string, from: Date, to: Date): number {
  let open = 0;
  // Clocks change on quarters of an hour, so the wall clock is read once a quarter.
  const quarter = (ms: number) => Math.floor(ms / 900_000) * 900_000;
  for (let ms = quarter(from.getTime()); ms < to.getTime(); ms += 900_000) {
    const local = DateTime.fromMillis(ms, { zone: zoneName });
    const plan = worked(given, local);
    for (let minute = 0; minute < 15; minute += 1) {
      const now = ms + minute * 60_000;
      const shown = local.hour * 60 + local.minute + minute;
      if (now >= from.getTime() && now < to.getTime() && plan.some((one) => one.from <= shown && shown < one.to)) open += 1;
    }
  }
  return open;
}

function worked(given: Hours, local: DateTime): Interval[] {
  const exception = [...given.exceptions].reverse().find(({ date }) => date.year === local.year && date.month === local.month && date.day === local.day);
  if (exception) return exception.intervals;
  const usual = given.week[local.weekday] ?? [];
  const plans = given.holidays.filter(({ on }) => isOn(on, local)).map(({ open }) => (open === null ? [] : usual.map((one) => ({ from: Math.max(one.from, open.from), to: Math.min(one.to, open.to) })).filter((one) => one.from < one.to)));
  const time = (plan: Interval[]) => plan.reduce((sum, one) => sum + one.to - one.from, 0);
  return plans.reduce((least, plan) => (time(plan) < time(least) ? plan : least), plans[0] ?? usual);
}

function isOn(on: Holiday['on'], local: DateTime): boolean {
  if (on.is === 'easter') return local.startOf('day').hasSame(easter(local.year, local.zoneName as string).plus({ days: on.offset }), 'day');
  return on.month === local.month && on.day === local.day && (on.is === 'yearly' || on.year === local.year);
}

/** Easter by Gauss, another way than the product's: days after 22 March. */
function easter(year: number, zoneName: string): DateTime {
  const k = Math.floor(year / 100);
  const m = (15 - Math.floor((13 + 8 * k) / 25) + k - Math.floor(k / 4)) % 30;
  const d = (19 * (year % 19) + m) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + ((4 + k - Math.floor(k / 4)) % 7)) % 7;
  const late = (d === 29 && e === 6) || (d === 28 && e === 6 && (11 * m + 11) % 30 < 19);
  return DateTime.fromObject({ year, month: 3, day: 22 }, { zone: zoneName }).plus({ days: d + e - (late ? 7 : 0) });
}

describe('for any calendar, zone and year', () => {
  test('adding and then measuring gives the same', () => {
    fc.assert(
      fc.property(hours, zone, instant, fc.integer({ min: 1, max: 200_000 }), (given, zoneName, from, add) => {
        const calendar = createCalendar(given, zoneName);
        const to = calendar.addBusinessMinutes(from, add);
        if (to) expect(calendar.businessMinutesBetween(from, to)).toBeCloseTo(add, 6);
      }),
      { numRuns: 100 },
    );
  });

  test('it is monotone and additive', () => {
    fc.assert(
      fc.property(hours, zone, fc.tuple(instant, instant, instant), (given, zoneName, moments) => {
        const calendar = createCalendar(given, zoneName);
        const [a, b, c] = moments.sort((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date];
        const [ab, bc, ac] = [calendar.businessMinutesBetween(a, b), calendar.businessMinutesBetween(b, c), calendar.businessMinutesBetween(a, c)];
        expect(ab + bc).toBeCloseTo(ac, 6);
        expect(ab).toBeGreaterThanOrEqual(0);
        expect(calendar.businessMinutesBetween(c, a)).toBeCloseTo(-ac, 6);
      }),
      { numRuns: 60 },
    );
  });

  test('it is what a minute-by-minute count says', () => {
    fc.assert(
      fc.property(hours, zone, fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2035, 11, 1) / 60_000 }), fc.integer({ min: 0, max: 5 * 1440 }), (given, zoneName, fromMinute, length) => {
        const [from, to] = [new Date(fromMinute * 60_000), new Date((fromMinute + length) * 60_000)];
        expect(createCalendar(given, zoneName).businessMinutesBetween(from, to)).toBe(oracle(given, zoneName, from, to));
      }),
      { numRuns: 60 },
    );
  });

  test('what is open adds up, and openings and closings are its ends', () => {
    fc.assert(
      fc.property(hours, zone, instant, fc.integer({ min: 1, max: 30 }), (given, zoneName, from, days) => {
        const calendar = createCalendar(given, zoneName);
        const to = new Date(from.getTime() + days * 86_400_000);
        const open = calendar.openBetween(from, to);
        expect(open.reduce((sum, one) => sum + (one.to.getTime() - one.from.getTime()) / 60_000, 0)).toBeCloseTo(calendar.businessMinutesBetween(from, to), 6);
        const first = open[0];
        if (first) expect(calendar.nextOpening(from)).toEqual(first.from);
        if (first) expect(calendar.isOpen(first.from)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
