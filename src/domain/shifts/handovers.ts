import { select, selectOne, type Sql } from '../../db/rows.js';
import { SHIFT_COLUMNS, SHIFT_JOINS, type ShiftRow } from './pending.js';
import type { Why } from './why.js';

/** offered: waits to be accepted · expired: nobody did in time, the supervisors know; it can still be accepted · accepted: over. */
export type HandoverState = 'offered' | 'expired' | 'accepted';

export interface Handover {
  id: number;
  from_agent_id: number;
  from_name: string;
  /** Whom it is for; null: whoever comes. Once accepted: who did. */
  to_agent_id: number | null;
  to_name: string | null;
  note: string;
  state: HandoverState;
  created_at: Date;
  expires_at: Date;
}

const COLUMNS = 'h.id, h.from_agent_id, f.name AS from_name, h.to_agent_id, t.name AS to_name, h.note, h.state, h.created_at, h.expires_at';
const FROM = 'FROM handovers h JOIN agents f ON f.id = h.from_agent_id LEFT JOIN agents t ON t.id = h.to_agent_id';

export function findHandover(sql: Sql, id: number): Promise<Handover | undefined> {
  return selectOne<Handover>(sql, `SELECT ${COLUMNS} ${FROM} WHERE h.id = ?`, [id]);
}

/** Conversations of a hand-over, worst first, as they are now. One that was merged stands as the one that goes on. */
export function handoverRows(sql: Sql, id: number): Promise<(ShiftRow & { why: Why })[]> {
  return select(
    sql,
    `SELECT ${SHIFT_COLUMNS}, i.why FROM handover_items i JOIN conversations m ON m.id = i.conversation_id JOIN conversations c ON c.id = COALESCE(m.merged_into_id, m.id) ${SHIFT_JOINS}
     WHERE i.handover_id = ? ORDER BY FIELD(i.why, 'at_risk', 'waiting', 'promised'), c.waiting_since, c.id`,
    [id],
  );
}

/** What a person may accept: offered to them or to whoever comes. */
export function offersFor(sql: Sql, agentId: number): Promise<Handover[]> {
  return select<Handover>(sql, `SELECT ${COLUMNS} ${FROM} WHERE h.state IN ('offered', 'expired') AND h.from_agent_id <> ? AND (h.to_agent_id IS NULL OR h.to_agent_id = ?) ORDER BY h.id DESC LIMIT 5`, [agentId, agentId]);
}
