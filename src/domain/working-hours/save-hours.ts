import { insertMany, select, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { mayManage } from '../settings/may-manage.js';
import { ChangedMeanwhile } from '../settings/refusals.js';
import { checkIntervals, clock } from './check-intervals.js';
import type { Hours } from './day-plan.js';
import { touchCalendar } from './load-calendar.js';

/** Weekly intervals, those switched off included; one string for the same week, whoever reads it. */
export async function readWeek(sql: Pick<Ctx['tx'], 'query'>): Promise<{ week: Hours['week']; text: string }> {
  const rows = await select<{ weekday: number; opens: number; closes: number }>(sql, 'SELECT weekday, opens, closes FROM business_hours WHERE active = 1 ORDER BY weekday, opens');
  const week: Hours['week'] = {};
  for (const { weekday, opens, closes } of rows) (week[weekday] ??= []).push({ from: opens, to: closes });
  return { week, text: textOf(week) };
}

/**
 * Replaces the usual week. Administrators only.
 * @param seen the week as the person's page showed it (readWeek's text)
 * @throws Refused (check-intervals.ts); ChangedMeanwhile when somebody else saved another week
 */
export async function saveWeek(ctx: Ctx, week: Hours['week'], seen: string): Promise<void> {
  mayManage(ctx.actor);
  await select(ctx.tx, 'SELECT id FROM business_hours FOR UPDATE');
  const before = (await readWeek(ctx.tx)).text;
  if (before !== seen) throw new ChangedMeanwhile({ week: before });
  const checked = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, checkIntervals(week[weekday] ?? [])]));
  const rows = Object.entries(checked).flatMap(([weekday, intervals]) => intervals.map(({ from, to }) => [Number(weekday), from, to]));
  await write(ctx.tx, 'DELETE FROM business_hours');
  if (rows.length > 0) await insertMany(ctx.tx, 'INSERT INTO business_hours (weekday, opens, closes) VALUES ?', rows);
  await touchCalendar(ctx.tx, ctx.now);
  ctx.record({ kind: 'calendar_changed', what: 'week', detail: String(rows.length), before, after: textOf(checked) });
}

/** `1 08:00–18:00, 6 08:00–12:00` */
function textOf(week: Hours['week']): string {
  return Object.entries(week).flatMap(([weekday, intervals]) => intervals.map(({ from, to }) => `${weekday} ${clock(from)}–${clock(to)}`)).join(', ');
}
