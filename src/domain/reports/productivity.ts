import { select, type Sql } from '../../db/rows.js';
import { filterBy, numberOf, numberOrNull, percent, type Query, type ReportRow } from './query.js';

/**
 * What each person of the team did in the period: messages that went out, conversations they answered, first responses and
 * how they stood to their goal, conversations they moved to closed and to active. Priority and level are the conversation's now.
 */
export async function productivity(sql: Sql, query: Query): Promise<ReportRow[]> {
  const by = (agent: string) => filterBy(query, { agent, priority: 'c.priority', level: 'c.level' });
  const join = (column: string) => (query.priority === undefined && query.level === undefined ? '' : ` JOIN conversations c ON c.id = ${column}`);
  const [wrote, responded, moved] = [by('m.agent_id'), by('s.agent_id'), by('h.actor_id')];
  const span = [query.from, query.to];
  const [written, responses, moves] = await Promise.all([
    select<{ agent: number; replies: string; conversations: string }>(
      sql,
      `SELECT m.agent_id AS agent, COUNT(*) AS replies, COUNT(DISTINCT m.conversation_id) AS conversations FROM messages m${join('m.conversation_id')}
       WHERE m.occurred_at >= ? AND m.occurred_at < ? AND m.direction = 'outbound' AND m.author_kind = 'agent' AND m.agent_id IS NOT NULL AND m.status NOT IN ('failed', 'deleted')${wrote.where} GROUP BY m.agent_id`,
      [...span, ...wrote.values],
    ),
    select<{ agent: number; n: string; met: string; median: string | null }>(
      sql,
      `SELECT agent, COUNT(*) AS n, SUM(met) AS met, MIN(CASE WHEN place >= CEIL(0.5 * many) THEN spent_minutes END) AS median
       FROM (SELECT s.agent_id AS agent, s.outcome = 'met' AS met, s.spent_minutes, ROW_NUMBER() OVER (PARTITION BY s.agent_id ORDER BY s.spent_minutes) AS place, COUNT(*) OVER (PARTITION BY s.agent_id) AS many
         FROM sla_clocks s${join('s.conversation_id')} WHERE s.stopped_at >= ? AND s.stopped_at < ? AND s.kind = 'first_response' AND s.agent_id IS NOT NULL${responded.where}) ranked GROUP BY agent`,
      [...span, ...responded.values],
    ),
    select<{ agent: number; closed: string; won: string }>(
      sql,
      `SELECT h.actor_id AS agent, COUNT(DISTINCT CASE WHEN h.new_value = 'closed' THEN h.conversation_id END) AS closed, COUNT(DISTINCT CASE WHEN h.new_value = 'active' THEN h.conversation_id END) AS won
       FROM conversation_history h${join('h.conversation_id')} WHERE h.action = 'status_change' AND h.created_at >= ? AND h.created_at < ? AND h.actor_kind = 'agent' AND h.actor_id IS NOT NULL AND h.new_value IN ('closed', 'active')${moved.where} GROUP BY h.actor_id`,
      [...span, ...moved.values],
    ),
  ]);
  const people = [...new Set([...written, ...responses, ...moves].map(({ agent }) => agent))].sort((a, b) => a - b);
  return people.map((agent) => {
    const is = (row: { agent: number }) => row.agent === agent;
    const [words, first, move] = [written.find(is), responses.find(is), moves.find(is)];
    return {
      keys: [agent],
      values: {
        replies: numberOf(words?.replies), conversations: numberOf(words?.conversations), first_responses: numberOf(first?.n), compliance: percent(numberOf(first?.met), numberOf(first?.n)),
        median: numberOrNull(first?.median), closed: numberOf(move?.closed), won: numberOf(move?.won),
      },
    };
  });
}
