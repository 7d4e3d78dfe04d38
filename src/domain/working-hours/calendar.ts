import { IANAZone } from 'luxon';
import { Broken } from '../../kit/errors.js';
import type { Hours } from './day-plan.js';
import { openYear, type OpenYear } from './open-times.js';
import { lastClosedYear, lastOpenYear } from './reach.js';

const MINUTE_MS = 60_000;
/** A calendar that does not open for this long never opens, years. */
const HORIZON_YEARS = 60;

/**
 * Business time in one zone. Times are instants (UTC), amounts are business minutes, fractions included; everything is
 * exact to the millisecond. Years are worked out when they are first asked for and kept: after that an answer costs two
 * binary searches and one addition a year, whether it spans five minutes or five years of holidays.
 */
export interface Calendar {
  readonly zone: string;
  readonly hours: Hours;
  /**
   * The first instant by which `minutes` business minutes have passed since `from`. Zero minutes: `from` itself.
   * Undefined when the calendar never opens again (within 60 years).
   */
  addBusinessMinutes(from: Date, minutes: number): Date | undefined;
  /** Business minutes of [from, to); negative when `to` is before `from`. */
  businessMinutesBetween(from: Date, to: Date): number;
  isOpen(at: Date): boolean;
  /** `at` when it is open then, else the next opening; undefined when there is none. */
  nextOpening(at: Date): Date | undefined;
  /** The end of the open stretch `at` is in, else of the next one; undefined when there is none, or it has no end. */
  nextClosing(at: Date): Date | undefined;
  /** Open stretches of [from, to), clipped to it; none touches the next. */
  openBetween(from: Date, to: Date): { from: Date; to: Date }[];
}

/** Index of the last element ≤ value, -1 when there is none. */
function lastUpTo(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const yearOf = (ms: number) => new Date(ms).getUTCFullYear();

/** Open ms of the year before `ms`. */
function openBefore(year: OpenYear, ms: number): number {
  const i = lastUpTo(year.starts, ms);
  return i < 0 ? 0 : (year.before[i] as number) + Math.min(ms, year.ends[i] as number) - (year.starts[i] as number);
}

/**
 * Builds a calendar.
 * @param zone IANA name; config.ts has refused others, so an unknown one is ours
 * @throws Broken for a zone that does not exist: it would count nothing, silently
 */
export function createCalendar(hours: Hours, zone: string): Calendar {
  if (!IANAZone.isValidZone(zone)) throw new Broken(`there is no time zone ${zone}`);
  // A local year reaches a day into its neighbours in UTC. Beyond these years nothing opens, or closes: no use looking.
  const opensUntil = lastOpenYear(hours) + 1;
  const closesUntil = lastClosedYear(hours) + 1;
  const years = new Map<number, OpenYear>();
  const of = (year: number): OpenYear => {
    const known = years.get(year) ?? openYear(hours, zone, year);
    years.set(year, known);
    return known;
  };

  function forward(from: number, to: number): number {
    const [first, last] = [yearOf(from), yearOf(to)];
    let open = openBefore(of(last), to) - openBefore(of(first), from);
    for (let year = first; year < last; year += 1) open += of(year).total;
    return open;
  }

  /** The stretch in or after `ms` whose end is after it. */
  function stretchFrom(ms: number): { start: number; end: number } | undefined {
    for (let year = yearOf(ms), ahead = 0; ahead <= HORIZON_YEARS && year <= opensUntil; year += 1, ahead += 1) {
      const table = of(year);
      const i = Math.max(0, lastUpTo(table.starts, ms));
      for (const at of [i, i + 1]) {
        if (at < table.ends.length && (table.ends[at] as number) > ms) return { start: table.starts[at] as number, end: table.ends[at] as number };
      }
    }
    return undefined;
  }

  return {
    zone,
    hours,
    addBusinessMinutes(from, minutes) {
      if (minutes <= 0) return from;
      let year = yearOf(from.getTime());
      // Whole milliseconds from here on: binary fractions of a minute must not push a moment over the end of a day.
      let left = Math.ceil(minutes * MINUTE_MS - 1e-6) + openBefore(of(year), from.getTime());
      for (let ahead = 0; ahead <= HORIZON_YEARS && year <= opensUntil; ahead += 1, year += 1) {
        const table = of(year);
        if (left <= table.total) {
          // The last stretch that begins with less than `left` behind it holds the moment; `left` > 0 here.
          const i = lastUpTo(table.before, left - 1);
          return new Date((table.starts[i] as number) + left - (table.before[i] as number));
        }
        left -= table.total;
      }
      return undefined;
    },
    businessMinutesBetween(from, to) {
      const [a, b] = [from.getTime(), to.getTime()];
      return (a <= b ? forward(a, b) : -forward(b, a)) / MINUTE_MS;
    },
    isOpen(at) {
      const stretch = stretchFrom(at.getTime());
      return stretch !== undefined && stretch.start <= at.getTime();
    },
    nextOpening(at) {
      const stretch = stretchFrom(at.getTime());
      return stretch && new Date(Math.max(stretch.start, at.getTime()));
    },
    nextClosing(at) {
      const latest = Math.min(closesUntil, yearOf(at.getTime()) + HORIZON_YEARS);
      let stretch = stretchFrom(at.getTime());
      // A table ends with its year: what is open over New Year goes on in the next one.
      while (stretch && yearOf(stretch.end) <= latest) {
        const next = stretchFrom(stretch.end);
        if (next?.start !== stretch.end) return new Date(stretch.end);
        stretch = next;
      }
      return undefined;
    },
    openBetween(from, to) {
      const found: { from: Date; to: Date }[] = [];
      for (let at = from.getTime(); at < to.getTime(); ) {
        const stretch = stretchFrom(at);
        if (!stretch || stretch.start >= to.getTime()) break;
        const end = new Date(Math.min(stretch.end, to.getTime()));
        const last = found[found.length - 1];
        if (last?.to.getTime() === stretch.start) last.to = end;
        else found.push({ from: new Date(Math.max(stretch.start, at)), to: end });
        at = stretch.end;
      }
      return found;
    },
  };
}
