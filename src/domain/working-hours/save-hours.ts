import { write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { checkIntervals } from './check-intervals.js';
import type { Holiday, Hours, Interval, LocalDate } from './day-plan.js';
import { touchCalendar } from './load-calendar.js';
import { readRule, writeRule } from './rule-key.js';

/**
 * Replaces the usual week. The hours of a weekday that is closed now are switched off, not deleted: they can be offered
 * again, and a table that never becomes empty is not filled anew by the seed. @throws Refused (check-intervals.ts)
 */
export async function saveWeek(ctx: Ctx, week: Hours['week']): Promise<void> {
  const rows = WEEKDAYS.flatMap((weekday) => checkIntervals(week[weekday] ?? []).map(({ from, to }) => [weekday, from, to]));
  const open = WEEKDAYS.filter((weekday) => (week[weekday] ?? []).length > 0);
  const closed = WEEKDAYS.filter((weekday) => !open.includes(weekday));
  await changed(ctx, 'week', String(rows.length));
  if (closed.length > 0) await write(ctx.tx, 'UPDATE business_hours SET active = 0 WHERE weekday IN (?)', [closed]);
  if (open.length > 0) await write(ctx.tx, 'DELETE FROM business_hours WHERE weekday IN (?)', [open]);
  if (rows.length > 0) await write(ctx.tx, 'INSERT INTO business_hours (weekday, opens, closes) VALUES ?', [rows]);
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** Says what holds on one date; the same date again replaces it. */
export async function saveException(ctx: Ctx, date: LocalDate, label: string, intervals: Interval[]): Promise<void> {
  const key = writeRule({ is: 'date', ...date });
  if (readRule(key) === undefined) throw new Refused('portal:hours.no_date');
  if (label.trim() === '') throw new Refused('portal:hours.no_label');
  const checked = JSON.stringify(checkIntervals(intervals));
  await changed(ctx, 'exception', key);
  await write(
    ctx.tx,
    'INSERT INTO business_exceptions (day, label, intervals, created_at) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE label = VALUES(label), intervals = VALUES(intervals)',
    [key.slice('date:'.length), label.trim().slice(0, 120), checked, ctx.now],
  );
}

/** Takes an exception back: the date is a usual one, or a holiday, again. @throws Refused when there is none */
export async function removeException(ctx: Ctx, date: LocalDate): Promise<void> {
  const key = writeRule({ is: 'date', ...date });
  const { affectedRows } = await write(ctx.tx, 'DELETE FROM business_exceptions WHERE day = ?', [key.slice('date:'.length)]);
  if (affectedRows === 0) throw new Refused('portal:hours.no_exception');
  await changed(ctx, 'exception', `${key} off`);
}

/** What a holiday is beside its rule. */
export interface HolidayRow {
  name: string;
  open: Interval | null;
  scope: 'national' | 'state' | 'city';
  source: 'manual' | 'import';
  active: boolean;
}

/** Adds a holiday, or changes the one with the same rule. */
export async function saveHoliday(ctx: Ctx, on: Holiday['on'], { name, open, scope, source, active }: HolidayRow): Promise<void> {
  const key = writeRule(on);
  if (readRule(key) === undefined) throw new Refused('portal:hours.no_date');
  if (name.trim() === '') throw new Refused('portal:hours.no_label');
  if (open) checkIntervals([open]);
  await changed(ctx, 'holiday', `${key} ${active ? 'on' : 'off'}`);
  await write(
    ctx.tx,
    `INSERT INTO holidays (rule_key, name, opens, closes, scope, source, active, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE name = VALUES(name), opens = VALUES(opens), closes = VALUES(closes), scope = VALUES(scope), source = VALUES(source), active = VALUES(active), updated_at = VALUES(updated_at)`,
    [key, name.trim().slice(0, 120), open?.from ?? null, open?.to ?? null, scope, source, active ? 1 : 0, ctx.now, ctx.now],
  );
}

/** First thing a change writes: the version's row makes two changes at once wait for each other. */
async function changed(ctx: Ctx, what: 'week' | 'exception' | 'holiday', detail: string): Promise<void> {
  await touchCalendar(ctx.tx, ctx.now);
  ctx.record({ kind: 'calendar_changed', what, detail });
}
