import { insertMany, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { checkIntervals } from './check-intervals.js';
import type { Holiday, Hours, Interval, LocalDate } from './day-plan.js';
import { touchCalendar } from './load-calendar.js';
import { readRule, writeRule } from './rule-key.js';

/** Replaces the usual week. @throws Refused (check-intervals.ts) */
export async function saveWeek(ctx: Ctx, week: Hours['week']): Promise<void> {
  const rows = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => checkIntervals(week[weekday] ?? []).map(({ from, to }) => [weekday, from, to]));
  await write(ctx.tx, 'DELETE FROM business_hours');
  if (rows.length > 0) await insertMany(ctx.tx, 'INSERT INTO business_hours (weekday, opens, closes) VALUES ?', rows);
  await changed(ctx, 'week', String(rows.length));
}

/** Says what holds on one date; the same date again replaces it. */
export async function saveException(ctx: Ctx, date: LocalDate, label: string, intervals: Interval[]): Promise<void> {
  const key = writeRule({ is: 'date', ...date });
  if (readRule(key) === undefined) throw new Refused('portal:hours.no_date');
  if (label.trim() === '') throw new Refused('portal:hours.no_label');
  await write(
    ctx.tx,
    'INSERT INTO business_exceptions (day, label, intervals, created_at) VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE label = VALUES(label), intervals = VALUES(intervals)',
    [key.slice('date:'.length), label.trim().slice(0, 120), JSON.stringify(checkIntervals(intervals)), ctx.now],
  );
  await changed(ctx, 'exception', key);
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
  await write(
    ctx.tx,
    `INSERT INTO holidays (rule_key, name, opens, closes, scope, source, active, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE name = VALUES(name), opens = VALUES(opens), closes = VALUES(closes), scope = VALUES(scope), active = VALUES(active), updated_at = VALUES(updated_at)`,
    [key, name.trim().slice(0, 120), open?.from ?? null, open?.to ?? null, scope, source, active ? 1 : 0, ctx.now, ctx.now],
  );
  await changed(ctx, 'holiday', `${key} ${active ? 'on' : 'off'}`);
}

async function changed(ctx: Ctx, what: 'week' | 'exception' | 'holiday', detail: string): Promise<void> {
  await touchCalendar(ctx.tx, ctx.now);
  ctx.record({ kind: 'calendar_changed', what, detail });
}
