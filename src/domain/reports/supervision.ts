import { select, selectOne, type Sql } from '../../db/rows.js';
import type { FunnelStatus, Severity } from '../facts.js';

export interface Load {
  id: number;
  name: string;
  slack_user_id: string | null;
  open: number;
  waiting: number;
  on_shift: number;
}

/** What every active person of the team carries; who has customers waiting first. */
export function loadPerAgent(sql: Sql): Promise<Load[]> {
  return select<Load>(
    sql,
    `SELECT a.id, a.name, a.slack_user_id, COUNT(c.id) AS open, COALESCE(SUM(c.waiting_since IS NOT NULL), 0) AS waiting,
       EXISTS (SELECT 1 FROM shifts s WHERE s.running_agent_id = a.id) AS on_shift
     FROM agents a LEFT JOIN conversations c ON c.assignee_id = a.id AND c.open_contact_id IS NOT NULL
     WHERE a.active = 1 GROUP BY a.id, a.name, a.slack_user_id ORDER BY waiting DESC, open DESC, a.name`,
  );
}

export interface Backlog {
  byStatus: { status: FunnelStatus; n: number }[];
  unowned: number;
  waiting: number;
  oldestWaiting: Date | null;
}

/** Everything that is open, by status, and how much of it waits. */
export async function backlog(sql: Sql): Promise<Backlog> {
  const [byStatus, totals] = await Promise.all([
    select<{ status: FunnelStatus; n: number }>(sql, 'SELECT status, COUNT(*) AS n FROM conversations WHERE open_contact_id IS NOT NULL GROUP BY status'),
    selectOne<{ unowned: number; waiting: number; oldest: Date | null }>(
      sql,
      'SELECT COALESCE(SUM(assignee_id IS NULL), 0) AS unowned, COALESCE(SUM(waiting_since IS NOT NULL), 0) AS waiting, MIN(waiting_since) AS oldest FROM conversations WHERE open_contact_id IS NOT NULL',
    ),
  ]);
  return { byStatus: byStatus.map(({ status, n }) => ({ status, n: Number(n) })), unowned: Number(totals?.unowned ?? 0), waiting: Number(totals?.waiting ?? 0), oldestWaiting: totals?.oldest ?? null };
}

export interface OpenIncident {
  id: number;
  conversation_id: number;
  severity: Severity;
  category: string;
  description: string;
  opened_at: Date;
  channel_id: string | null;
  thread_ts: string | null;
}

/** Open incidents, worst and oldest first, and how many there are. */
export async function openIncidents(sql: Sql, size: number): Promise<{ rows: OpenIncident[]; total: number }> {
  const [rows, count] = await Promise.all([
    select<OpenIncident>(
      sql,
      `SELECT i.id, i.conversation_id, i.severity, COALESCE(k.label, i.category) AS category, LEFT(i.description, 200) AS description, i.opened_at, t.channel_id, t.thread_ts
       FROM incidents i LEFT JOIN incident_categories k ON k.code = i.category LEFT JOIN conversation_threads t ON t.live_conversation_id = i.conversation_id
       WHERE i.status = 'open' ORDER BY FIELD(i.severity, 'critical', 'high', 'medium', 'low'), i.opened_at LIMIT ?`,
      [size],
    ),
    selectOne<{ n: number }>(sql, "SELECT COUNT(*) AS n FROM incidents WHERE status = 'open'"),
  ]);
  return { rows, total: Number(count?.n ?? 0) };
}
