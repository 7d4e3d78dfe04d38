import { select, selectOne, type Sql } from '../../db/rows.js';
import type { FunnelStatus, Level, Priority } from '../facts.js';

/** A conversation as a desk lists it. */
export interface DeskRow {
  id: number;
  name: string;
  status: FunnelStatus;
  priority: Priority;
  level: Level;
  waiting_since: Date | null;
  assignee_name: string | null;
  channel_id: string | null;
  thread_ts: string | null;
  last_body: string | null;
  last_kind: string | null;
  /** When the running response clock is due; null while none runs, or it is paused. */
  due_at: Date | null;
}

/** Which of one's conversations are listed. */
export const DESK_FILTERS = {
  all: '1 = 1',
  waiting: 'c.waiting_since IS NOT NULL',
  pressing: "c.priority IN ('urgent', 'high')",
  on_customer: "c.status = 'waiting'",
  escalated: "c.level <> 'n1'",
} as const;

export type DeskFilter = keyof typeof DESK_FILTERS;

const COLUMNS = `c.id, p.name, c.status, c.priority, c.level, c.waiting_since, a.name AS assignee_name, t.channel_id, t.thread_ts, LEFT(m.body, 200) AS last_body, m.kind AS last_kind, k.due_at`;
const FROM = `FROM conversations c JOIN contacts p ON p.id = c.contact_id LEFT JOIN agents a ON a.id = c.assignee_id
  LEFT JOIN conversation_threads t ON t.live_conversation_id = c.id LEFT JOIN messages m ON m.id = c.last_message_id
  LEFT JOIN sla_clocks k ON k.id = (SELECT d.id FROM sla_clocks d WHERE d.conversation_id = c.id AND d.running_key IS NOT NULL AND d.kind <> 'resolution' LIMIT 1)`;
/** Conversations as a desk lists them; conditions follow, `c` is the conversation. */
export const DESK_ROWS = `SELECT ${COLUMNS} ${FROM}`;
/** Who waits before who does not; among them whose goal is next, then the most urgent, then the longest. */
const BY_URGENCY = "ORDER BY c.waiting_since IS NULL, k.due_at IS NULL, k.due_at, FIELD(c.priority, 'urgent', 'high', 'normal', 'low'), c.waiting_since, c.id";

/** A page of a list, and how many there are in all. */
export interface DeskPage {
  rows: DeskRow[];
  total: number;
}

/** The rows of one page under these conditions, and how many there are. */
export async function deskPage(sql: Sql, where: string, parameters: unknown[], order: string, size: number, offset: number): Promise<DeskPage> {
  const [rows, count] = await Promise.all([
    select<DeskRow>(sql, `${DESK_ROWS} WHERE ${where} ${order} LIMIT ? OFFSET ?`, [...parameters, size, offset]),
    selectOne<{ n: number }>(sql, `SELECT COUNT(*) AS n FROM conversations c WHERE ${where}`, parameters),
  ]);
  return { rows, total: Number(count?.n ?? 0) };
}

/** A page of the open conversations of one person, most urgent first, and how many there are. */
export function myDesk(sql: Sql, agentId: number, filter: DeskFilter, page: number, size: number): Promise<DeskPage> {
  return deskPage(sql, `c.assignee_id = ? AND c.open_contact_id IS NOT NULL AND ${DESK_FILTERS[filter]}`, [agentId], BY_URGENCY, size, page * size);
}

/** The first open conversations that nobody owns, and how many there are. */
export function unowned(sql: Sql, size: number): Promise<DeskPage> {
  return deskPage(sql, 'c.assignee_id IS NULL AND c.open_contact_id IS NOT NULL', [], BY_URGENCY, size, 0);
}

/** Those who wait longest, whoever owns them. */
export function longestWaiting(sql: Sql, size: number): Promise<DeskRow[]> {
  return select<DeskRow>(sql, `${DESK_ROWS} WHERE c.open_contact_id IS NOT NULL AND c.waiting_since IS NOT NULL ORDER BY c.waiting_since LIMIT ?`, [size]);
}

export interface DueFollowUp {
  id: number;
  conversation_id: number;
  name: string;
  note: string;
  due_at: Date;
  channel_id: string | null;
  thread_ts: string | null;
}

/** What one person promised for until `until`, overdue ones included. */
export function followUpsUntil(sql: Sql, agentId: number, until: Date, size: number): Promise<DueFollowUp[]> {
  return select<DueFollowUp>(
    sql,
    `SELECT f.id, f.conversation_id, p.name, f.note, f.due_at, t.channel_id, t.thread_ts FROM follow_ups f JOIN conversations c ON c.id = f.conversation_id JOIN contacts p ON p.id = c.contact_id
     LEFT JOIN conversation_threads t ON t.live_conversation_id = c.id
     WHERE f.state IN ('planned', 'due') AND f.due_at < ? AND COALESCE(f.agent_id, c.assignee_id) = ? AND c.open_contact_id IS NOT NULL ORDER BY f.due_at LIMIT ?`,
    [until, agentId, size],
  );
}

/** What one person did since `since`: replies written, conversations taken, closed and won. */
export async function doneSince(sql: Sql, agentId: number, since: Date): Promise<{ replies: number; taken: number; closed: number; won: number }> {
  const [replies, moves] = await Promise.all([
    selectOne<{ n: number }>(sql, "SELECT COUNT(*) AS n FROM slack_replies WHERE created_at >= ? AND agent_id = ? AND state = 'queued'", [since, agentId]),
    select<{ action: string; new_value: string; n: number }>(
      sql,
      "SELECT action, new_value, COUNT(DISTINCT conversation_id) AS n FROM conversation_history WHERE action IN ('assignment', 'status_change') AND created_at >= ? AND actor_kind = 'agent' AND actor_id = ? GROUP BY action, new_value",
      [since, agentId],
    ),
  ]);
  const of = (action: string, value: string) => Number(moves.find((row) => row.action === action && row.new_value === value)?.n ?? 0);
  return { replies: Number(replies?.n ?? 0), taken: of('assignment', String(agentId)), closed: of('status_change', 'closed'), won: of('status_change', 'active') };
}
