import { DateTime } from 'luxon';

const QUARTER_MS = 900_000;

/**
 * SQL groups by quarter of an hour (UTC) and the rest is done here: every zone's clocks stand at a quarter's multiple
 * from UTC, and neither server has to know time zones. The number of quarters from 1970 to `column`.
 */
export const quarterOf = (column: string): string => `TIMESTAMPDIFF(MINUTE, '1970-01-01', ${column}) DIV 15`;

/** Start of a quarter in the business zone. */
export function localTime(quarter: string | number, zone: string): DateTime {
  return DateTime.fromMillis(Number(quarter) * QUARTER_MS, { zone });
}

/** Weekday (ISO, 1 is Monday) and hour of a quarter in the business zone; a zone's offset is asked for once each half hour, since that is slow. */
export function localHours(zone: string): (quarter: string | number) => { weekday: number; hour: number } {
  const offsets = new Map<number, number>();
  return (quarter) => {
    const half = Math.floor(Number(quarter) / 2);
    const offset = offsets.get(half) ?? localTime(quarter, zone).offset;
    offsets.set(half, offset);
    const local = new Date(Number(quarter) * QUARTER_MS + offset * 60_000);
    return { weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(), hour: local.getUTCHours() };
  };
}
