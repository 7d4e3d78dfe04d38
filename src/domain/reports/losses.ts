import { select, type Sql } from '../../db/rows.js';
import { filterBy, numberOf, OF_CONVERSATION, percent, type Query, type ReportRow } from './query.js';

/** Conversations that were moved to lost in the period, by the reason they have now. Index conversation_history_action. */
export async function losses(sql: Sql, query: Query): Promise<ReportRow[]> {
  const filter = filterBy(query, OF_CONVERSATION);
  const rows = await select<{ reason: string | null; n: string }>(
    sql,
    `SELECT c.loss_reason AS reason, COUNT(DISTINCT c.id) AS n FROM conversation_history h JOIN conversations c ON c.id = h.conversation_id
     WHERE h.action = 'status_change' AND h.created_at >= ? AND h.created_at < ? AND h.new_value = 'lost'${filter.where} GROUP BY c.loss_reason ORDER BY n DESC, reason`,
    [query.from, query.to, ...filter.values],
  );
  const all = rows.reduce((sum, { n }) => sum + numberOf(n), 0);
  return rows.map(({ reason, n }) => ({ keys: [reason], values: { lost: numberOf(n), share: percent(numberOf(n), all) } }));
}
