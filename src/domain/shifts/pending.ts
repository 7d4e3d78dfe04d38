import { select, type Sql } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Priority } from '../facts.js';
import { PROMISE_MS, REASONS, whyPassedOn, type Why } from './why.js';

/** A conversation as a shift lists it. */
export interface ShiftRow {
  id: number;
  name: string;
  priority: Priority;
  owner: string | null;
  waiting_since: Date | null;
  follow_up_at: Date | null;
  channel_id: string | null;
  thread_ts: string | null;
}

export interface PendingRow extends ShiftRow {
  why: Why;
}

const DUE = "SELECT MIN(f.due_at) FROM follow_ups f WHERE f.conversation_id = c.id AND f.state IN ('planned', 'due')";
/** What shift lists show of a conversation `c`, and what must be joined to it for that. */
export const SHIFT_COLUMNS = `c.id, p.name, c.priority, a.name AS owner, c.waiting_since, (${DUE}) AS follow_up_at, t.channel_id, t.thread_ts`;
export const SHIFT_JOINS = 'JOIN contacts p ON p.id = c.contact_id LEFT JOIN agents a ON a.id = c.assignee_id LEFT JOIN conversation_threads t ON t.live_conversation_id = c.id';
const ROWS = `SELECT ${SHIFT_COLUMNS} FROM conversations c ${SHIFT_JOINS}`;

/**
 * What one person would leave behind: customers who wait, call-backs promised for the next day. Worst first; without what
 * is on offer to somebody already. Dates as the database has them now.
 */
export async function pendingOf(sql: Sql, agentId: number, now: Date): Promise<PendingRow[]> {
  const rows = await select<ShiftRow>(
    sql,
    `${ROWS} WHERE c.assignee_id = ? AND c.open_contact_id IS NOT NULL AND (c.waiting_since IS NOT NULL OR (${DUE}) <= ?)
       AND NOT EXISTS (SELECT 1 FROM handover_items i JOIN handovers h ON h.id = i.handover_id WHERE i.conversation_id = c.id AND h.from_agent_id = c.assignee_id AND h.state = 'offered')
     ORDER BY c.waiting_since IS NULL, c.waiting_since, follow_up_at, c.id`,
    [agentId, later(now, PROMISE_MS)],
  );
  const told = rows.map((row) => ({ ...row, why: whyPassedOn({ waitingSince: row.waiting_since, followUpAt: row.follow_up_at }, now) ?? 'promised' }));
  return told.sort((a, b) => REASONS.indexOf(a.why) - REASONS.indexOf(b.why));
}

/** Customers who wait and whom nobody on shift looks after: without owner, or of a colleague who is off. Longest first. */
export function leftByOthers(sql: Sql, agentId: number, size: number): Promise<ShiftRow[]> {
  return select<ShiftRow>(
    sql,
    `${ROWS} WHERE c.open_contact_id IS NOT NULL AND c.waiting_since IS NOT NULL AND (c.assignee_id IS NULL
       OR (c.assignee_id <> ? AND NOT EXISTS (SELECT 1 FROM shifts s WHERE s.running_agent_id = c.assignee_id)))
     ORDER BY c.waiting_since LIMIT ?`,
    [agentId, size],
  );
}
