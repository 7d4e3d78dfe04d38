import { DateTime } from 'luxon';
import { selectOne, type Sql } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import { satisfactionIn } from '../satisfaction/count-scores.js';
import { HOUSE, planTimer } from '../timers/timers.js';
import { nextReport } from './house-timers.js';
import { funnelConversion } from './funnel-conversion.js';
import { instantsOf, type Period } from './period.js';
import { queryOf } from './run-report.js';
import { headlineOf } from './sla-compliance.js';

const DAY_MS = 24 * 3_600_000;

/** The next instant after `now` at which it is this hour of this ISO weekday in the zone. Weekday 0 (no report): a day later, to look again. */
export function nextWeekly(now: Date, weekday: number, hour: number, zone: string): Date {
  if (weekday === 0) return later(now, DAY_MS);
  let next = nextReport(now, hour, zone);
  while (DateTime.fromJSDate(next, { zone }).weekday !== weekday) next = nextReport(next, hour, zone);
  return next;
}

/** Timer `weekly`: the quality report of the seven days that ended; plans the next. On another day than the setting says (it was moved) it only plans. */
export async function reportWeek(ctx: Ctx, zone: string): Promise<void> {
  const { weekly_report_weekday: weekday, weekly_report_hour: hour } = ctx.settings;
  const today = DateTime.fromJSDate(ctx.now, { zone }).startOf('day');
  if (today.weekday === weekday) ctx.record({ kind: 'week_ended', from: today.minus({ days: 7 }).toFormat('yyyy-MM-dd'), to: today.toFormat('yyyy-MM-dd') });
  await planTimer(ctx.tx, 'weekly', HOUSE, nextWeekly(ctx.now, weekday, hour, zone));
}

export interface Week {
  opened: number;
  proposals: number;
  won: number;
  lost: number;
  firstCompliance: number | null;
  firstMedian: number | null;
  firstP90: number | null;
  resolutionCompliance: number | null;
  incidents: number;
  nps: number | null;
  answered: number;
  sent: number;
}

/** The main figures of a period of days, each as its report defines it. */
export async function weekOf(sql: Sql, period: Period, zone: string): Promise<Week> {
  const query = queryOf(period, zone);
  const { from, to } = instantsOf(period, zone);
  const [funnel, first, resolution, satisfaction, incidents] = await Promise.all([
    funnelConversion(sql, query),
    headlineOf(sql, query, 'first_response'),
    headlineOf(sql, query, 'resolution'),
    satisfactionIn(sql, { from, to }),
    selectOne<{ n: string }>(sql, 'SELECT COUNT(*) AS n FROM incidents WHERE opened_at >= ? AND opened_at < ?', [from, to]),
  ]);
  const reached = (status: string) => funnel.find(({ keys }) => keys[0] === status)?.values['reached'] ?? 0;
  return {
    opened: reached('new'), proposals: reached('proposal'), won: reached('active'), lost: reached('lost'),
    firstCompliance: first.compliance, firstMedian: first.median, firstP90: first.p90, resolutionCompliance: resolution.compliance,
    incidents: Number(incidents?.n ?? 0), nps: satisfaction.nps, answered: satisfaction.answered, sent: satisfaction.sent,
  };
}
