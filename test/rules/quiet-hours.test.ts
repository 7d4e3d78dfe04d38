import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { quietUntil } from '../../src/domain/outbox/quiet-hours.js';

const SP = 'America/Sao_Paulo';
const until = (iso: string, hours: string, zone = SP) => {
  const end = quietUntil(DateTime.fromISO(iso, { zone }).toJSDate(), zone, hours);
  return end && DateTime.fromJSDate(end, { zone }).toFormat('dd HH:mm');
};

describe('quiet hours', () => {
  test.each<[at: string, hours: string, end: string | null]>([
    ['2027-03-08T21:59', '22:00-07:00', null],
    ['2027-03-08T22:00', '22:00-07:00', '09 07:00'],
    ['2027-03-09T00:00', '22:00-07:00', '09 07:00'],
    ['2027-03-09T06:59', '22:00-07:00', '09 07:00'],
    ['2027-03-09T07:00', '22:00-07:00', null],
    ['2027-03-09T12:30', '12:00-13:30', '09 13:30'],
    ['2027-03-09T13:30', '12:00-13:30', null],
    ['2027-03-09T03:00', '', null],
    ['2027-03-09T03:00', '03:00-03:00', null],
    ['2027-03-31T23:10', '22:00-07:00', '01 07:00'],
  ])('at %s, with %j: %s', (at, hours, end) => expect(until(at, hours)).toBe(end));

  test('the night in which the clocks go forward ends at seven all the same', () => {
    expect(until('2027-03-27T23:00', '22:00-07:00', 'Europe/Lisbon')).toBe('28 07:00');
  });
});
