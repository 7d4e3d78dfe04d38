import { IANAZone } from 'luxon';
import { dateOfDay, specialDays, weekdayOf, type DayPlan, type Hours } from './day-plan.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** No zone has changed its offset twice within this time, ms. */
const PROBE_MS = 6 * 3_600_000;
/** Zones are at most this far from UTC, ms. */
const FARTHEST_MS = 15 * 3_600_000;

/** The open time of one UTC year: sorted stretches [starts, ends) in ms, and how much was open before each. */
export interface OpenYear {
  starts: Float64Array;
  ends: Float64Array;
  before: Float64Array;
  total: number;
}

/** A stretch of time with one distance from UTC, ms. */
interface Offset {
  from: number;
  to: number;
  offset: number;
}

/**
 * When a year is open. An instant is open when the wall clock of the zone shows a time within an interval of that date: so
 * an hour that a clock change skips is never open, and an hour that comes twice is open twice. Worked out per stretch of
 * equal offset, in which wall clock and UTC go in step; exact for every zone.
 */
export function openYear(hours: Hours, zone: string, year: number): OpenYear {
  const from = Date.UTC(year, 0, 1);
  const to = Date.UTC(year + 1, 0, 1);
  const plans = new Map([year - 1, year, year + 1].flatMap((one) => [...specialDays(hours, one)]));
  const stretches: [number, number][] = [];
  for (const part of offsetsBetween(zone, from, to)) {
    const first = Math.floor((part.from + part.offset) / DAY_MS);
    const last = Math.floor((part.to + part.offset - 1) / DAY_MS);
    for (let day = first; day <= last; day += 1) {
      for (const interval of intervalsOf(hours, plans, day)) {
        const start = Math.max(part.from, day * DAY_MS + interval.from * MINUTE_MS - part.offset);
        const end = Math.min(part.to, day * DAY_MS + interval.to * MINUTE_MS - part.offset);
        if (start < end) stretches.push([start, end]);
      }
    }
  }
  return tabled(joined(stretches));
}

/** What holds on a day of the local calendar. */
export function planOf(hours: Hours, day: number): DayPlan {
  return specialDays(hours, dateOfDay(day).year).get(day) ?? { intervals: hours.week[weekdayOf(day)] ?? [], special: null };
}

function intervalsOf(hours: Hours, plans: Map<number, DayPlan>, day: number) {
  return plans.get(day)?.intervals ?? hours.week[weekdayOf(day)] ?? [];
}

/** Offsets are facts of the zone database: read once a process, whatever calendars are built on them. */
const knownOffsets = new Map<string, Offset[]>();

/** Stretches of equal offset that cover [from, to). */
function offsetsBetween(zoneName: string, from: number, to: number): Offset[] {
  const key = `${zoneName} ${from} ${to}`;
  const known = knownOffsets.get(key) ?? readOffsets(zoneName, from, to);
  knownOffsets.set(key, known);
  return known;
}

function readOffsets(zoneName: string, from: number, to: number): Offset[] {
  const zone = IANAZone.create(zoneName);
  const at = (ms: number) => Math.max(-FARTHEST_MS, Math.min(FARTHEST_MS, zone.offset(ms) * MINUTE_MS));
  const found: Offset[] = [];
  let start = from;
  let offset = at(from);
  for (let probe = from; probe < to; probe += PROBE_MS) {
    const next = Math.min(to, probe + PROBE_MS);
    if (at(next) === offset) continue;
    const change = changeBetween(at, probe, next, offset);
    found.push({ from: start, to: change, offset });
    start = change;
    offset = at(next);
  }
  found.push({ from: start, to, offset });
  return found.filter((part) => part.from < part.to);
}

/** The first instant in (low, high] whose offset is no longer `offset`; to the second, as the zone database has it. */
function changeBetween(at: (ms: number) => number, low: number, high: number, offset: number): number {
  let before = low;
  let after = high;
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000;
    if (middle === before) break;
    if (at(middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** Stretches that touch are one. */
function joined(stretches: [number, number][]): [number, number][] {
  const sorted = stretches.sort((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = result[result.length - 1];
    if (last && last[1] >= start) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

function tabled(stretches: [number, number][]): OpenYear {
  const before = new Float64Array(stretches.length);
  let total = 0;
  stretches.forEach(([start, end], i) => {
    before[i] = total;
    total += end - start;
  });
  return { starts: Float64Array.from(stretches, ([start]) => start), ends: Float64Array.from(stretches, ([, end]) => end), before, total };
}
