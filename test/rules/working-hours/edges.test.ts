import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCalendar } from '../../../src/domain/working-hours/calendar.js';
import type { Holiday, Hours, Interval } from '../../../src/domain/working-hours/day-plan.js';
import { describeHours } from '../../../src/domain/working-hours/describe-hours.js';
import { explainTime } from '../../../src/domain/working-hours/explain.js';
import { createTranslate } from '../../../src/kit/i18n.js';

const SP = 'America/Sao_Paulo';
const everyDay = (...intervals: [number, number][]): Hours['week'] => Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((one) => [one, intervals.map(([from, to]) => ({ from: from * 60, to: to * 60 }))]));
const only = (week: Hours['week'], rest: Partial<Hours> = {}): Hours => ({ week, exceptions: [], holidays: [], ...rest });
const utc = (text: string) => new Date(`${text}Z`);

describe('hours at their edges', () => {
  test('of two half-days on one date the shorter one holds, in whatever order they are stored', () => {
    const until = (hour: number): Holiday => ({ name: `até ${hour}h`, on: { is: 'yearly', month: 12, day: 24 }, open: { from: 0, to: hour * 60 } });
    for (const holidays of [[until(12), until(10)], [until(10), until(12)]]) {
      expect(createCalendar(only(everyDay([8, 18]), { holidays }), 'UTC').businessMinutesBetween(utc('2026-12-24T00:00'), utc('2026-12-25T00:00'))).toBe(120);
    }
  });

  test('what never closes has no closing, and one open stretch over New Year', () => {
    const always = createCalendar(only(everyDay([0, 24])), SP);
    expect(always.nextClosing(utc('2026-05-01T00:00'))).toBeUndefined();
    expect(always.openBetween(utc('2026-12-01T00:00'), utc('2029-02-01T00:00'))).toHaveLength(1);
    const christmas = createCalendar(only(everyDay([0, 24]), { holidays: [{ name: 'Natal', on: { is: 'yearly', month: 12, day: 25 }, open: null }] }), SP);
    expect(christmas.nextClosing(utc('2026-12-27T00:00'))).toEqual(utc('2027-12-25T03:00'));
  });

  test('open over midnight and New Year: it closes when the night ends', () => {
    const night = createCalendar(only(everyDay([0, 2], [20, 24])), SP);
    expect(night.nextClosing(utc('2026-12-31T23:30'))).toEqual(utc('2027-01-01T05:00'));
    expect(night.nextClosing(utc('2026-07-01T23:30'))).toEqual(utc('2026-07-02T05:00'));
  });

  test('a week without hours opens on its exceptions, and then never', () => {
    const once = createCalendar(only({}, { exceptions: [{ date: { year: 2028, month: 2, day: 29 }, label: 'Mutirão', intervals: [{ from: 540, to: 600 }] }] }), SP);
    expect(once.addBusinessMinutes(utc('2026-01-01T00:00'), 60)).toEqual(utc('2028-02-29T13:00'));
    expect(once.addBusinessMinutes(utc('2026-01-01T00:00'), 61)).toBeUndefined();
    expect(once.nextOpening(utc('2028-03-01T00:00'))).toBeUndefined();
  });

  test('a zone that does not exist is no calendar', () => expect(() => createCalendar(only(everyDay([8, 18])), 'Mars/Base')).toThrow('Mars/Base'));

  test('Casablanca: the clock goes back for Ramadan and forward after it', () => {
    const office = createCalendar(only(everyDay([2, 4])), 'Africa/Casablanca');
    // 15 February 2026, 03:00 → 02:00; 22 March 2026, 02:00 → 03:00.
    expect(office.businessMinutesBetween(utc('2026-02-14T12:00'), utc('2026-02-15T12:00'))).toBe(180);
    expect(office.businessMinutesBetween(utc('2026-03-21T12:00'), utc('2026-03-22T12:00'))).toBe(60);
  });
});

test('a sentence for customers, in English', () => {
  const week: Hours['week'] = { 1: [{ from: 480, to: 720 }, { from: 810, to: 1080 }], 6: [{ from: 480, to: 720 }] };
  expect(describeHours(only(week), createTranslate('en'))).toBe('Monday, from 8:00 to 12:00 and from 13:30 to 18:00; Saturday, from 8:00 to 12:00');
});

describe('a clock that explains itself', () => {
  const lunch: Interval[] = [{ from: 8 * 60, to: 12 * 60 }, { from: 13 * 60, to: 18 * 60 }];
  const office = createCalendar(only({ 1: lunch, 2: lunch, 3: lunch, 4: lunch, 5: lunch }, { holidays: [{ name: 'Corpus Christi', on: { is: 'easter', offset: 60 }, open: null }], exceptions: [{ date: { year: 2026, month: 6, day: 5 }, label: 'Ponte', intervals: [] }] }), SP);

  test('from Wednesday before Corpus Christi to Monday after lunch', () => {
    const told = explainTime(office, utc('2026-06-03T20:40'), utc('2026-06-08T16:30'));
    expect(told.map(({ minutes, because }) => [minutes, 'name' in because ? because.name : because.is])).toEqual([
      [20, 'open'], [360, 'night'], [1440, 'Corpus Christi'], [1440, 'Ponte'], [2880, 'closed_day'], [480, 'night'], [240, 'open'], [60, 'break'], [30, 'open'],
    ]);
  });

  /** Cuts [start, start + length). Saturday closes at 23:30, in the hour that may come twice; Sunday is closed for another reason. */
  function checkStretches(zone: string, start: number, length: number): void {
    const calendar = createCalendar(only({ ...everyDay([0, 1], [9, 12], [13, 23.5]), 7: [] }), zone);
    const [from, to] = [new Date(start), new Date(start + length)];
    const told = explainTime(calendar, from, to);
    expect([told[0]?.from, told[told.length - 1]?.to]).toEqual([from, to]);
    told.forEach((one, i) => {
      expect(one.to.getTime()).toBeGreaterThan(one.from.getTime());
      if (i > 0) expect(one.from).toEqual(told[i - 1]?.to);
    });
    expect(told.filter((one) => one.because.is === 'open').reduce((sum, one) => sum + one.minutes, 0)).toBeCloseTo(calendar.businessMinutesBetween(from, to), 6);
  }

  test.each([
    ['St John’s 2009: 00:01 becomes 23:01 of the day before', 'America/St_Johns', Date.UTC(2009, 9, 31, 20)],
    ['St John’s 2010: the same', 'America/St_Johns', Date.UTC(2010, 10, 6, 20)],
    ['Havana: 01:00 becomes 00:00', 'America/Havana', Date.UTC(2026, 10, 1, 0)],
    ['São Paulo 2018: 00:00 becomes 23:00', SP, Date.UTC(2018, 1, 17, 12)],
    ['Nuuk 2024: the same', 'America/Nuuk', Date.UTC(2024, 9, 26, 12)],
    ['Apia: 30 December 2011 is left out', 'Pacific/Apia', Date.UTC(2011, 11, 29)],
  ])('goes forward only, where clocks do not: %s', (_, zone, start) => checkStretches(zone, start, 4 * 86_400_000));

  const ZONES = [SP, 'America/St_Johns', 'America/Havana', 'Australia/Lord_Howe', 'Africa/Casablanca', 'America/Nuuk', 'Asia/Tehran', 'Pacific/Apia', 'Europe/Lisbon'];

  test('leaves nothing out, says nothing twice, and counts what the calendar counts, in any zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: Date.UTC(2009, 0, 1), max: Date.UTC(2035, 0, 1) }), fc.integer({ min: 1, max: 10 * 86_400_000 }), (zone, start, length) => checkStretches(zone, start, length)),
      { numRuns: 60 },
    );
  });
});

describe('what an answer costs', () => {
  /** Hours that count how often they are read. */
  function watched(hours: Hours): { hours: Hours; reads: () => number } {
    let reads = 0;
    const handler: ProxyHandler<object> = {
      get(target, key) {
        reads += 1;
        const value = Reflect.get(target, key) as unknown;
        return typeof value === 'object' && value !== null ? new Proxy(value, handler) : value;
      },
    };
    return { hours: new Proxy(hours, handler) as Hours, reads: () => reads };
  }

  test('once its years are known: no look at hours or holidays, for five minutes or for five years', () => {
    const holidays = Array.from({ length: 300 }, (_, i): Holiday => ({ name: `f${i}`, on: { is: 'date', year: 2026 + (i % 6), month: 1 + (i % 12), day: 1 + (i % 28) }, open: null }));
    const { hours, reads } = watched(only(everyDay([8, 12], [13, 18]), { holidays }));
    const calendar = createCalendar(hours, SP);
    calendar.businessMinutesBetween(utc('2026-01-05T12:00'), utc('2031-12-05T12:00'));
    const known = reads();
    expect(known).toBeGreaterThan(300);
    calendar.addBusinessMinutes(utc('2026-01-05T12:00'), 5);
    const far = calendar.addBusinessMinutes(utc('2026-01-05T12:00'), 5 * 300 * 540) as Date;
    expect(far.getUTCFullYear()).toBeGreaterThan(2029);
    calendar.businessMinutesBetween(utc('2026-01-05T12:00'), far);
    calendar.nextOpening(far);
    calendar.isOpen(far);
    expect(reads()).toBe(known);
  });

  test('a calendar that never opens is not searched year by year', () => {
    const { hours, reads } = watched(only({}));
    const calendar = createCalendar(hours, SP);
    const before = reads();
    expect(calendar.addBusinessMinutes(utc('2026-01-01T00:00'), 1)).toBeUndefined();
    // Measuring from now builds this year's table at most; sixty would read sixty times as much.
    expect(reads() - before).toBeLessThan(2000);
  });
});
