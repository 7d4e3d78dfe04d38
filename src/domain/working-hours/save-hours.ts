import { select, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { mayManage } from '../settings/may-manage.js';
import { ChangedMeanwhile } from '../settings/refusals.js';
import { checkIntervals, clock } from './check-intervals.js';
import type { Hours } from './day-plan.js';
import { touchCalendar } from './load-calendar.js';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The usual week, and one string for the same week, whoever reads it. */
export async function readWeek(sql: Pick<Ctx['tx'], 'query'>): Promise<{ week: Hours['week']; text: string }> {
  const rows = await select<{ weekday: number; opens: number; closes: number }>(sql, 'SELECT weekday, opens, closes FROM business_hours WHERE active = 1 ORDER BY weekday, opens');
  const week: Hours['week'] = {};
  for (const { weekday, opens, closes } of rows) (week[weekday] ??= []).push({ from: opens, to: closes });
  return { week, text: textOf(week) };
}

/**
 * Replaces the usual week. Administrators only. The hours of a weekday that is closed now are switched off, not deleted:
 * they can be offered again, and a table that never becomes empty is not filled anew by the seed.
 * @param seen the week as the person's page showed it (readWeek's text)
 * @throws Refused (check-intervals.ts); ChangedMeanwhile when somebody else saved another week
 */
export async function saveWeek(ctx: Ctx, week: Hours['week'], seen: string): Promise<void> {
  mayManage(ctx.actor);
  const checked = Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, checkIntervals(week[weekday] ?? [])]));
  // First thing written: the version's row makes two changes at once wait for each other.
  await touchCalendar(ctx.tx, ctx.now);
  await select(ctx.tx, 'SELECT id FROM business_hours FOR UPDATE');
  const before = (await readWeek(ctx.tx)).text;
  if (before !== seen) throw new ChangedMeanwhile({ week: before });
  const rows = Object.entries(checked).flatMap(([weekday, intervals]) => intervals.map(({ from, to }) => [Number(weekday), from, to]));
  const open = WEEKDAYS.filter((weekday) => (checked[weekday] ?? []).length > 0);
  const closed = WEEKDAYS.filter((weekday) => !open.includes(weekday));
  if (closed.length > 0) await write(ctx.tx, 'UPDATE business_hours SET active = 0 WHERE weekday IN (?)', [closed]);
  if (open.length > 0) await write(ctx.tx, 'DELETE FROM business_hours WHERE weekday IN (?)', [open]);
  if (rows.length > 0) await write(ctx.tx, 'INSERT INTO business_hours (weekday, opens, closes) VALUES ?', [rows]);
  ctx.record({ kind: 'calendar_changed', what: 'week', detail: String(rows.length), before, after: textOf(checked) });
}

/** `1 08:00–18:00, 6 08:00–12:00` */
function textOf(week: Hours['week']): string {
  return Object.entries(week).flatMap(([weekday, intervals]) => intervals.map(({ from, to }) => `${weekday} ${clock(from)}–${clock(to)}`)).join(', ');
}
