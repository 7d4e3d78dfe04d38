import { select, type Sql } from '../../db/rows.js';
import { filterBy, numberOf, OF_CONVERSATION, percent, type Query, type ReportRow } from './query.js';

const EVER = (status: string) => `EXISTS (SELECT 1 FROM conversation_history h WHERE h.conversation_id = c.id AND h.action = 'status_change' AND h.new_value = '${status}')`;

/** Conversations opened in the period by the advertisement or page they came from (null: none is known), and what became of them. Index conversations_opened. */
export async function sources(sql: Sql, query: Query): Promise<ReportRow[]> {
  const filter = filterBy(query, OF_CONVERSATION);
  const rows = await select<{ source: string | null; opened: string; won: string; lost: string }>(
    sql,
    `SELECT c.source_title AS source, COUNT(*) AS opened, SUM(${EVER('active')}) AS won, SUM(${EVER('lost')}) AS lost FROM conversations c
     WHERE c.opened_at >= ? AND c.opened_at < ? AND c.merged_into_id IS NULL${filter.where} GROUP BY c.source_title ORDER BY opened DESC, source`,
    [query.from, query.to, ...filter.values],
  );
  return rows.map(({ source, opened, won, lost }) => ({ keys: [source], values: { opened: numberOf(opened), won: numberOf(won), conversion: percent(numberOf(won), numberOf(opened)), lost: numberOf(lost) } }));
}
