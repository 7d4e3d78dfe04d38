import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { nextReport } from '../../src/domain/reports/house-timers.js';

const HOUR_MS = 3_600_000;
/** Zones whose clocks change at 02:00, at midnight, by half an hour, by a whole day, or not at all. */
const ZONES = ['America/Sao_Paulo', 'UTC', 'America/New_York', 'Europe/Lisbon', 'Asia/Beirut', 'America/Santiago', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kolkata'];
const there = (instant: Date, zone: string) => DateTime.fromJSDate(instant, { zone });

describe('nextReport', () => {
  test.each([
    ['2026-03-02T10:59:59.999Z', 8, 'America/Sao_Paulo', '2026-03-02T11:00:00.000Z', 'this morning'],
    ['2026-03-02T11:00:00.000Z', 8, 'America/Sao_Paulo', '2026-03-03T11:00:00.000Z', 'it is eight now: tomorrow'],
    ['2018-11-03T12:00:00.000Z', 0, 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', 'midnight does not exist: one o’clock'],
    ['2018-11-04T04:00:00.000Z', 0, 'America/Sao_Paulo', '2018-11-05T02:00:00.000Z', 'and the day after it is midnight again'],
    ['2026-03-08T05:30:00.000Z', 2, 'America/New_York', '2026-03-08T07:00:00.000Z', 'two o’clock is skipped: three'],
    ['2026-03-07T13:00:00.000Z', 8, 'America/New_York', '2026-03-08T12:00:00.000Z', 'a day of 23 hours'],
    ['2026-10-31T12:00:00.000Z', 8, 'America/New_York', '2026-11-01T13:00:00.000Z', 'a day of 25 hours'],
  ])('%s, %i o’clock in %s: %s (%s)', (now, hour, zone, expected) => {
    expect(nextReport(new Date(now), hour, zone).toISOString()).toBe(expected);
  });

  test('is after now, soon, at that hour unless the day skips it, and none is left out in between', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 23 }), fc.date({ min: new Date('2005-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }), (zone, hour, now) => {
        const next = nextReport(now, hour, zone);
        expect(next.getTime()).toBeGreaterThan(now.getTime());
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(49 * HOUR_MS);
        const local = there(next, zone);
        const wished = local.startOf('day').set({ hour });
        expect(wished.toMillis()).toBe(local.toMillis());
        if (local.hour !== hour) expect(local.minus({ milliseconds: 1 }).hour).not.toBe(hour);
        expect(nextReport(new Date(next.getTime() - 1), hour, zone)).toEqual(next);
      }),
      { numRuns: 400 },
    );
  });

  test('months of reports over a change of clocks: one a day', () => {
    for (const zone of ZONES.filter((name) => name !== 'Pacific/Apia')) {
      const days = new Set<string>();
      let at = new Date('2018-09-01T12:00:00Z');
      for (let n = 0; n < 120; n += 1) {
        at = nextReport(at, 0, zone);
        days.add(there(at, zone).toISODate() as string);
      }
      expect(days.size).toBe(120);
    }
  });
});
