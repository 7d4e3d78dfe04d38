import { select, type Sql } from '../../db/rows.js';
import type { FunnelStatus } from '../facts.js';
import { filterBy, numberOf, OF_CONVERSATION, percent, type Query, type ReportRow } from './query.js';

const STAGES: readonly FunnelStatus[] = ['new', 'triage', 'proposal', 'waiting', 'active', 'lost', 'closed'];

/**
 * What became of the conversations that were opened in the period, until now: how many ever reached each status (the
 * history says so; every one began as new), and where they stand. Merged ones are counted where they went.
 */
export async function funnelConversion(sql: Sql, query: Query): Promise<ReportRow[]> {
  const filter = filterBy(query, OF_CONVERSATION);
  const values = [query.from, query.to, ...filter.values];
  const cohort = `c.opened_at >= ? AND c.opened_at < ? AND c.merged_into_id IS NULL${filter.where}`;
  const [standing, reached] = await Promise.all([
    select<{ status: string; n: string }>(sql, `SELECT c.status, COUNT(*) AS n FROM conversations c WHERE ${cohort} GROUP BY c.status`, values),
    select<{ status: string; n: string }>(
      sql,
      `SELECT h.new_value AS status, COUNT(DISTINCT h.conversation_id) AS n FROM conversations c JOIN conversation_history h ON h.conversation_id = c.id AND h.action = 'status_change' WHERE ${cohort} GROUP BY h.new_value`,
      values,
    ),
  ]);
  const all = standing.reduce((sum, { n }) => sum + numberOf(n), 0);
  if (all === 0) return [];
  const countOf = (rows: { status: string; n: string }[], stage: string) => numberOf(rows.find(({ status }) => status === stage)?.n);
  return STAGES.map((stage) => {
    const many = stage === 'new' ? all : countOf(reached, stage);
    return { keys: [stage], values: { reached: many, conversion: percent(many, all), standing: countOf(standing, stage) } };
  });
}
