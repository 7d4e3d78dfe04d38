import { z } from 'zod';
import { selectOne } from '../../../db/rows.js';
import { REPORTS, specOf, type ReportKey } from '../../../domain/reports/catalogue.js';
import { rowNames } from '../../../domain/reports/name-rows.js';
import { checkPeriod, namedPeriod } from '../../../domain/reports/period.js';
import { runReport } from '../../../domain/reports/run-report.js';
import { backlog } from '../../../domain/reports/supervision.js';
import { endpoint } from '../endpoint.js';
import { present, report, reportQuery } from '../schemas/metrics.js';

export const metricsNow = endpoint({
  id: 'readMetricsNow',
  method: 'get',
  path: '/metrics/now',
  group: 'metrics',
  scope: 'metrics:read',
  params: z.object({}),
  query: z.object({}).strict(),
  status: 200,
  answer: present,
  problems: [],
  async run({ sql, clock }) {
    const [{ byStatus, unowned, waiting, oldestWaiting }, dead] = await Promise.all([backlog(sql), selectOne<{ n: number }>(sql, "SELECT COUNT(*) AS n FROM deliveries WHERE status = 'dead'")]);
    return {
      body: {
        at: clock.now().toISOString(),
        open: byStatus.reduce((sum, { n }) => sum + n, 0),
        by_status: Object.fromEntries(byStatus.map(({ status, n }) => [status, n])),
        unowned,
        waiting,
        oldest_waiting_since: oldestWaiting?.toISOString() ?? null,
        failed_deliveries: Number(dead?.n ?? 0),
      },
    };
  },
});

export const metricsReport = endpoint({
  id: 'readReport',
  method: 'get',
  path: '/metrics/{report}',
  group: 'metrics',
  scope: 'metrics:read',
  params: z.object({ report: z.enum(Object.keys(REPORTS) as [ReportKey, ...ReportKey[]]) }),
  query: reportQuery,
  status: 200,
  answer: report,
  problems: [],
  async run({ sql, clock, zone, t, params, query }) {
    const { from, to, period: name, assignee, priority, level } = query;
    const period = from !== undefined && to !== undefined ? checkPeriod({ from, to }) : namedPeriod(name ?? '30_days', clock.now(), zone);
    const { dimensions, figures } = specOf(params.report);
    const made = await runReport(sql, params.report, period, zone, { agentId: assignee, priority, level });
    const nameOf = await rowNames(sql, t, dimensions);
    return {
      body: {
        report: params.report,
        period: made.period,
        previous: made.previous,
        dimensions,
        figures: Object.entries(figures).map(([code, unit]) => ({ code, unit, name: t(`reports:figures.${params.report}.${code}.name`) })),
        rows: made.rows.map(({ keys, values, before }) => ({ keys, names: keys.map((key, i) => nameOf(dimensions[i] as (typeof dimensions)[number], key)), values, before })),
      },
    };
  },
});
