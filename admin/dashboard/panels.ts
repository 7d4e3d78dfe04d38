import { select } from '../../src/db/rows.js';
import { namedPeriod, type NamedPeriod } from '../../src/domain/reports/period.js';
import { queryOf } from '../../src/domain/reports/run-report.js';
import { headlineOf, slaCompliance } from '../../src/domain/reports/sla-compliance.js';
import { specOf, type ReportKey } from '../../src/domain/reports/catalogue.js';
import { rowNames } from '../../src/domain/reports/name-rows.js';
import { backlog, loadPerAgent } from '../../src/domain/reports/supervision.js';
import type { House } from '../../src/wire.js';
import type { ClockKind } from '../../src/domain/facts.js';
import { labelOf } from '../codes.js';

type Parts = Pick<House, 'source' | 'clock' | 'config' | 't'>;

/** A bar of a chart: what it is, how much, and a second figure where there is one. */
export interface Bar {
  name: string;
  value: number | null;
  more?: number | null;
}

const queryFor = (name: NamedPeriod, { clock, config }: Parts) => queryOf(namedPeriod(name, clock.now(), config.TZ_BUSINESS), config.TZ_BUSINESS);

/** What changes by the minute: open conversations, today's service and traffic. */
export async function readToday(house: Parts) {
  const { source, t } = house;
  const query = queryFor('today', house);
  const [{ byStatus, unowned }, levels, people, first, kept, traffic] = await Promise.all([
    backlog(source.manager),
    select<{ level: string; n: string }>(source.manager, 'SELECT level, COUNT(*) AS n FROM conversations WHERE open_contact_id IS NOT NULL GROUP BY level'),
    loadPerAgent(source.manager),
    headlineOf(source.manager, query, 'first_response'),
    compliance('today', house),
    barsOf('traffic', 'today', ['inbound', 'outbound'], house),
  ]);
  return {
    byStatus: ['new', 'triage', 'proposal', 'waiting', 'active'].map((status): Bar => ({ name: labelOf(t, 'status', status), value: byStatus.find((row) => row.status === status)?.n ?? 0 })),
    byLevel: ['n1', 'n2', 'n3'].map((level): Bar => ({ name: labelOf(t, 'level', level), value: Number(levels.find((row) => row.level === level)?.n ?? 0) })),
    byAgent: [{ name: t('reports:live.nobody'), value: unowned }, ...people.map(({ name, open, waiting }): Bar => ({ name, value: Number(open), more: Number(waiting) }))],
    first,
    ...kept,
    traffic,
  };
}

/** What changes by the day: the last seven and thirty days. */
export async function readMonth(house: Parts) {
  const [week, month, funnel, losses, incidents, nps] = await Promise.all([
    compliance('7_days', house),
    compliance('30_days', house),
    barsOf('funnel', '30_days', ['reached', 'conversion'], house),
    barsOf('losses', '30_days', ['lost'], house),
    barsOf('incidents', '30_days', ['opened'], house),
    barsOf('satisfaction', '30_days', ['nps', 'answered'], house),
  ]);
  return { week, month, funnel, losses, incidents, nps: nps.filter(({ value }) => value !== null) };
}

/** Compliance of the first response and of the resolution by priority, as the report of service levels defines it. */
async function compliance(name: NamedPeriod, house: Parts): Promise<{ sla: Bar[]; resolution: Bar[] }> {
  const rows = await slaCompliance(house.source.manager, queryFor(name, house));
  const byPriority = (kind: ClockKind) =>
    ['urgent', 'high', 'normal', 'low'].map((priority): Bar => {
      const row = rows.find(({ keys }) => keys[0] === kind && keys[1] === priority);
      return { name: labelOf(house.t, 'priority', priority), value: row?.values['compliance'] ?? null, more: row?.values['stopped'] ?? 0 };
    });
  return { sla: byPriority('first_response'), resolution: byPriority('resolution') };
}

/** A report as bars: the first figure, and the second beside it. */
async function barsOf(key: ReportKey, name: NamedPeriod, [figure, more]: [string, string?], house: Parts): Promise<Bar[]> {
  const { read, dimensions } = specOf(key);
  const rows = await read(house.source.manager, queryFor(name, house));
  const nameOf = await rowNames(house.source.manager, house.t, dimensions);
  return rows.map(({ keys, values }) => ({
    name: keys.map((one, i) => nameOf(dimensions[i] as (typeof dimensions)[number], one)).join(' · '),
    value: values[figure] ?? null,
    ...(more === undefined ? {} : { more: values[more] ?? null }),
  }));
}
