import { select, type Sql } from '../../db/rows.js';
import type { ClockKind, Level, Priority } from '../facts.js';

/** A clock as supervisors read of it. */
export interface LateClock {
  id: number;
  conversation_id: number;
  kind: ClockKind;
  goal_minutes: number;
  due_at: Date | null;
  risk_told_at: Date | null;
  breached_at: Date | null;
  stopped_at: Date | null;
  spent_minutes: string | null;
  acknowledged_by: string | null;
}

const COLUMNS = 's.id, s.conversation_id, s.kind, s.goal_minutes, s.due_at, s.risk_told_at, s.breached_at, s.stopped_at, s.spent_minutes, k.name AS acknowledged_by';

/** The conversations' clocks of which supervisors were told: those that run, and the ones that stopped after `since`. */
export function toldClocks(sql: Sql, conversationIds: number[], since: Date): Promise<LateClock[]> {
  if (conversationIds.length === 0) return Promise.resolve([]);
  return select<LateClock>(
    sql,
    `SELECT ${COLUMNS} FROM sla_clocks s LEFT JOIN agents k ON k.id = s.acknowledged_by
     WHERE s.conversation_id IN (?) AND (s.risk_told_at IS NOT NULL OR s.breached_at IS NOT NULL) AND (s.stopped_at IS NULL OR s.stopped_at >= ?) ORDER BY s.id`,
    [conversationIds, since],
  );
}

/** A line of a live board. */
export interface BoardRow {
  conversation_id: number;
  name: string;
  priority: Priority;
  level: Level;
  kind: ClockKind;
  due_at: Date | null;
  at_risk_at: Date | null;
  breached_at: Date | null;
  waiting_since: Date | null;
  assignee_name: string | null;
  channel_id: string | null;
  thread_ts: string | null;
}

/** Customers of one level who wait for an answer, by minutes left; those whose clock stands still come last. */
export function boardRows(sql: Sql, level: Level, limit: number): Promise<BoardRow[]> {
  return select<BoardRow>(
    sql,
    `SELECT s.conversation_id, p.name, c.priority, c.level, s.kind, s.due_at, s.at_risk_at, s.breached_at, c.waiting_since, a.name AS assignee_name, t.channel_id, t.thread_ts
     FROM sla_clocks s JOIN conversations c ON c.id = s.conversation_id JOIN contacts p ON p.id = c.contact_id LEFT JOIN agents a ON a.id = c.assignee_id
     LEFT JOIN conversation_threads t ON t.live_conversation_id = c.id
     WHERE s.outcome = 'running' AND s.kind <> 'resolution' AND c.level = ? AND c.open_contact_id IS NOT NULL ORDER BY s.due_at IS NULL, s.due_at, s.id LIMIT ?`,
    [level, limit],
  );
}
