import { select, selectOne, type Sql } from '../../db/rows.js';
import { filterBy, numberOf, OF_CONVERSATION, type Query } from './query.js';

/** A conversation as it leaves in an export: no phone, no text of anybody. Minutes are business minutes. */
export interface ConversationRow {
  id: number;
  contact: string;
  opened_at: Date;
  closed_at: Date | null;
  status: string;
  priority: string;
  level: string;
  agent: string | null;
  source_title: string | null;
  loss_reason: string | null;
  first_response: string | null;
  first_outcome: string | null;
  resolution: string | null;
  resolution_outcome: string | null;
  score: number | null;
  channel_id: string | null;
  thread_ts: string | null;
}

/** Read at a time, so that an export of any size needs little memory. */
const PAGE = 500;

const FROM = (where: string) => `FROM conversations c WHERE c.opened_at >= ? AND c.opened_at < ? AND c.merged_into_id IS NULL${where}`;
/** The last clock of a kind that stopped. */
const CLOCK = (kind: string, column: string) => `(SELECT s.${column} FROM sla_clocks s WHERE s.conversation_id = c.id AND s.kind = '${kind}' AND s.stopped_at IS NOT NULL ORDER BY s.id DESC LIMIT 1)`;
const COLUMNS = `c.id, p.name AS contact, c.opened_at, c.closed_at, c.status, c.priority, c.level, a.name AS agent, c.source_title, COALESCE(l.label, c.loss_reason) AS loss_reason,
  ${CLOCK('first_response', 'spent_minutes')} AS first_response, ${CLOCK('first_response', 'outcome')} AS first_outcome,
  ${CLOCK('resolution', 'spent_minutes')} AS resolution, ${CLOCK('resolution', 'outcome')} AS resolution_outcome, v.score, t.channel_id, t.thread_ts`;

/** How many conversations were opened in the period. */
export async function countConversations(sql: Sql, query: Query): Promise<number> {
  const filter = filterBy(query, OF_CONVERSATION);
  return numberOf((await selectOne<{ n: string }>(sql, `SELECT COUNT(*) AS n ${FROM(filter.where)}`, [query.from, query.to, ...filter.values]))?.n);
}

/** The conversations opened in the period, by their number, a page at a time. */
export async function* conversationRows(sql: Sql, query: Query): AsyncGenerator<ConversationRow> {
  const filter = filterBy(query, OF_CONVERSATION);
  for (let after = 0; ; ) {
    const rows = await select<ConversationRow>(
      sql,
      `SELECT ${COLUMNS} FROM (SELECT c.* ${FROM(filter.where)} AND c.id > ? ORDER BY c.id LIMIT ${PAGE}) c JOIN contacts p ON p.id = c.contact_id LEFT JOIN agents a ON a.id = c.assignee_id
       LEFT JOIN loss_reasons l ON l.code = c.loss_reason LEFT JOIN satisfaction_surveys v ON v.conversation_id = c.id LEFT JOIN conversation_threads t ON t.live_conversation_id = c.id ORDER BY c.id`,
      [query.from, query.to, ...filter.values, after],
    );
    yield* rows;
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as ConversationRow).id;
  }
}
