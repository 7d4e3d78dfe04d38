import { select, selectOne, write, type Sql } from '../../db/rows.js';
import { createCalendar, type Calendar } from './calendar.js';
import type { Hours, Interval } from './day-plan.js';
import { readRule } from './rule-key.js';

/** Every process works with changed hours at most this long after they were committed, ms: who plans anew after a change must wait so long. */
export const SEEN_WITHIN_MS = 5000;

/** Counts changes of hours and holidays; kept beside the settings, so that every process sees them. */
const VERSION = 'calendar_version';

/** What is stored, as hours. Rows that make no sense are left out: the portal refuses them before. */
export async function loadHours(sql: Sql): Promise<Hours> {
  const [week, exceptions, holidays] = await Promise.all([
    select<{ weekday: number; opens: number; closes: number }>(sql, 'SELECT weekday, opens, closes FROM business_hours WHERE active = 1 ORDER BY weekday, opens'),
    select<{ day: string; label: string; intervals: string }>(sql, 'SELECT day, label, intervals FROM business_exceptions ORDER BY day'),
    select<{ rule_key: string; name: string; opens: number | null; closes: number | null }>(sql, 'SELECT rule_key, name, opens, closes FROM holidays WHERE active = 1 ORDER BY id'),
  ]);
  const days: Hours['week'] = {};
  for (const { weekday, opens, closes } of week) (days[weekday] ??= []).push({ from: opens, to: closes });
  return {
    week: days,
    exceptions: exceptions.map(({ day, label, intervals }) => {
      const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
      return { date: { year, month, day: date }, label, intervals: JSON.parse(intervals) as Interval[] };
    }),
    holidays: holidays.flatMap(({ rule_key, name, opens, closes }) => {
      const on = readRule(rule_key);
      return on === undefined ? [] : [{ name, on, open: opens === null || closes === null ? null : { from: opens, to: closes } }];
    }),
  };
}

/** Hours or holidays changed: every process reads them again within SEEN_WITHIN_MS. In the transaction of the change. */
export async function touchCalendar(tx: Sql, now: Date): Promise<void> {
  await write(tx, `INSERT INTO settings (name, value, updated_at) VALUES ('${VERSION}', '1', ?) ON DUPLICATE KEY UPDATE value = value + 1, updated_at = VALUES(updated_at)`, [now]);
}

/**
 * The calendar, built anew when its version changed; the version is asked for at most once in `maxAgeMs`.
 * @param now milliseconds of a monotonic clock
 */
export function cachedCalendar(sql: Sql, zone: string, now: () => number, maxAgeMs = SEEN_WITHIN_MS): { get(): Promise<Calendar>; drop(): void } {
  let kept: { calendar: Calendar; version: string } | undefined;
  let checkedAt = -Infinity;
  return {
    async get() {
      if (kept && now() - checkedAt < maxAgeMs) return kept.calendar;
      checkedAt = now();
      const version = (await selectOne<{ value: string }>(sql, `SELECT value FROM settings WHERE name = '${VERSION}'`))?.value ?? '0';
      if (kept?.version !== version) kept = { calendar: createCalendar(await loadHours(sql), zone), version };
      return kept.calendar;
    },
    drop() {
      checkedAt = -Infinity;
      kept = undefined;
    },
  };
}
