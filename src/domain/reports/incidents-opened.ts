import { select, type Sql } from '../../db/rows.js';
import { filterBy, numberOf, numberOrNull, OF_CONVERSATION, type Query, type ReportRow } from './query.js';

const SEVERITIES = "'critical', 'high', 'medium', 'low'";

/** Incidents opened in the period, by category and severity; the median (nearest rank) is of those that are resolved. Index incidents_opened. */
export async function incidentsOpened(sql: Sql, query: Query): Promise<ReportRow[]> {
  const filter = filterBy(query, OF_CONVERSATION);
  const rows = await select<{ category: string; severity: string; opened: string; resolved: string; seconds: string | null }>(
    sql,
    `SELECT category, severity, COUNT(*) AS opened, SUM(seconds IS NOT NULL) AS resolved, MIN(CASE WHEN seconds IS NOT NULL AND place >= CEIL(0.5 * many) THEN seconds END) AS seconds
     FROM (SELECT i.category, i.severity, TIMESTAMPDIFF(SECOND, i.opened_at, i.resolved_at) AS seconds,
         ROW_NUMBER() OVER (PARTITION BY i.category, i.severity ORDER BY i.resolved_at IS NULL, TIMESTAMPDIFF(SECOND, i.opened_at, i.resolved_at)) AS place,
         COUNT(i.resolved_at) OVER (PARTITION BY i.category, i.severity) AS many
       FROM incidents i JOIN conversations c ON c.id = i.conversation_id WHERE i.opened_at >= ? AND i.opened_at < ?${filter.where}) ranked
     GROUP BY category, severity ORDER BY category, FIELD(severity, ${SEVERITIES})`,
    [query.from, query.to, ...filter.values],
  );
  return rows.map(({ category, severity, opened, resolved, seconds }) => {
    const median = numberOrNull(seconds);
    return { keys: [category, severity], values: { opened: numberOf(opened), resolved: numberOf(resolved), unresolved: numberOf(opened) - numberOf(resolved), hours: median === null ? null : median / 3600 } };
  });
}
