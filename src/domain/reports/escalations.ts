import { select, type Sql } from '../../db/rows.js';
import { filterBy, numberOf, OF_CONVERSATION, type Query, type ReportRow } from './query.js';

/** Moves between support levels in the period, by from and to; by a person, or by the clock of a waiting customer. Index conversation_history_action. */
export async function escalations(sql: Sql, query: Query): Promise<ReportRow[]> {
  const filter = filterBy(query, OF_CONVERSATION);
  const rows = await select<{ before: string; after: string; moves: string; people: string; conversations: string }>(
    sql,
    `SELECT h.old_value AS \`before\`, h.new_value AS \`after\`, COUNT(*) AS moves, SUM(h.actor_kind = 'agent') AS people, COUNT(DISTINCT h.conversation_id) AS conversations
     FROM conversation_history h JOIN conversations c ON c.id = h.conversation_id WHERE h.action = 'escalation' AND h.created_at >= ? AND h.created_at < ?${filter.where}
     GROUP BY h.old_value, h.new_value ORDER BY h.old_value, h.new_value`,
    [query.from, query.to, ...filter.values],
  );
  return rows.map(({ before, after, moves, people, conversations }) => ({
    keys: [before, after],
    values: { moves: numberOf(moves), by_people: numberOf(people), by_clock: numberOf(moves) - numberOf(people), conversations: numberOf(conversations) },
  }));
}
