import { select, selectOne, type Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { cancelTimer, planTimer } from '../timers/timers.js';

/** planned: its time is to come · due: its person was reminded · done, cancelled, moved: over. */
export type FollowUpState = 'planned' | 'due' | 'done' | 'cancelled' | 'moved';

export interface FollowUp {
  id: number;
  conversation_id: number;
  /** Who promised it; null when that is nobody any more. */
  agent_id: number | null;
  note: string;
  state: FollowUpState;
  due_at: Date;
}

const COLUMNS = 'id, conversation_id, agent_id, note, state, due_at';

export function findFollowUp(sql: Sql, id: number): Promise<FollowUp | undefined> {
  return selectOne<FollowUp>(sql, `SELECT ${COLUMNS} FROM follow_ups WHERE id = ?`, [id]);
}

/** What is planned or due for a conversation, earliest first. */
export function openFollowUps(sql: Sql, conversationId: number): Promise<FollowUp[]> {
  return select<FollowUp>(sql, `SELECT ${COLUMNS} FROM follow_ups WHERE conversation_id = ? AND state IN ('planned', 'due') ORDER BY due_at, id`, [conversationId]);
}

/** The conversation's one timer stands at its next planned follow-up, or is gone. */
export async function refreshTimer(ctx: Ctx, conversationId: number): Promise<void> {
  const next = await selectOne<{ at: Date | null }>(ctx.tx, "SELECT MIN(due_at) AS at FROM follow_ups WHERE conversation_id = ? AND state = 'planned'", [conversationId]);
  if (next?.at) await planTimer(ctx.tx, 'follow_up', conversationId, next.at);
  else await cancelTimer(ctx.tx, 'follow_up', conversationId);
}
