import { select, type Sql } from '../../db/rows.js';
import { filterBy, numberOf, numberOrNull, percent, type Query, type ReportRow } from './query.js';

const KINDS = "'first_response', 'next_response', 'resolution'";
const PRIORITIES = "'urgent', 'high', 'normal', 'low'";

interface Row {
  kind: string;
  priority: string;
  stopped: string;
  met: string;
  median: string | null;
  p90: string | null;
}

/**
 * Clocks that stopped in the period, by kind and priority. Median and 90th percentile of the business minutes they
 * counted are nearest-rank: the smallest value that at least so many of them do not exceed. Index sla_clocks_stopped.
 */
export async function slaCompliance(sql: Sql, query: Query): Promise<ReportRow[]> {
  const filter = filterBy(query, { agent: 'agent_id', priority: 'priority', level: 'level' });
  const rows = await select<Row>(
    sql,
    `SELECT kind, priority, COUNT(*) AS stopped, SUM(outcome = 'met') AS met,
       MIN(CASE WHEN place >= CEIL(0.5 * many) THEN spent_minutes END) AS median, MIN(CASE WHEN place >= CEIL(0.9 * many) THEN spent_minutes END) AS p90
     FROM (SELECT kind, priority, outcome, spent_minutes, ROW_NUMBER() OVER (PARTITION BY kind, priority ORDER BY spent_minutes) AS place, COUNT(*) OVER (PARTITION BY kind, priority) AS many
       FROM sla_clocks WHERE stopped_at >= ? AND stopped_at < ?${filter.where}) ranked
     GROUP BY kind, priority ORDER BY FIELD(kind, ${KINDS}), FIELD(priority, ${PRIORITIES})`,
    [query.from, query.to, ...filter.values],
  );
  return rows.map(({ kind, priority, stopped, met, median, p90 }) => ({
    keys: [kind, priority],
    values: { stopped: numberOf(stopped), met: numberOf(met), breached: numberOf(stopped) - numberOf(met), compliance: percent(numberOf(met), numberOf(stopped)), median: numberOrNull(median), p90: numberOrNull(p90) },
  }));
}

/** All priorities of one kind of clock together: what a headline says. */
export async function headlineOf(sql: Sql, query: Query, kind: 'first_response' | 'resolution'): Promise<Record<'stopped' | 'compliance' | 'median' | 'p90', number | null>> {
  const filter = filterBy(query, { agent: 'agent_id', priority: 'priority', level: 'level' });
  const [row] = await select<Row>(
    sql,
    `SELECT COUNT(*) AS stopped, SUM(outcome = 'met') AS met,
       MIN(CASE WHEN place >= CEIL(0.5 * many) THEN spent_minutes END) AS median, MIN(CASE WHEN place >= CEIL(0.9 * many) THEN spent_minutes END) AS p90
     FROM (SELECT outcome, spent_minutes, ROW_NUMBER() OVER (ORDER BY spent_minutes) AS place, COUNT(*) OVER () AS many
       FROM sla_clocks WHERE kind = ? AND stopped_at >= ? AND stopped_at < ?${filter.where}) ranked`,
    [kind, query.from, query.to, ...filter.values],
  );
  return { stopped: numberOf(row?.stopped), compliance: percent(numberOf(row?.met), numberOf(row?.stopped)), median: numberOrNull(row?.median), p90: numberOrNull(row?.p90) };
}
