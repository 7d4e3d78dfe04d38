import { select, write, type Sql } from '../../db/rows.js';
import type { ClockKind, Level, Priority } from '../facts.js';
import type { Pause } from './clock-rules.js';

/** A clock as it is stored. Times UTC; goal and spent in business minutes. */
export interface Clock {
  id: number;
  conversation_id: number;
  kind: ClockKind;
  policy_id: number;
  planned_by: number;
  priority: Priority;
  level: Level;
  goal_minutes: number;
  started_at: Date;
  due_at: Date | null;
  at_risk_at: Date | null;
  risk_told_at: Date | null;
  breached_at: Date | null;
  stopped_at: Date | null;
  spent_minutes: string | null;
  outcome: 'running' | 'met' | 'breached';
}

export const CLOCK_COLUMNS =
  'id, conversation_id, kind, policy_id, planned_by, priority, level, goal_minutes, started_at, due_at, at_risk_at, risk_told_at, breached_at, stopped_at, spent_minutes, outcome';

/** The conversation's running clocks. */
export function runningClocks(sql: Sql, conversationId: number): Promise<Clock[]> {
  return select<Clock>(sql, `SELECT ${CLOCK_COLUMNS} FROM sla_clocks WHERE conversation_id = ? AND running_key IS NOT NULL`, [conversationId]);
}

/** When the conversation waited for the customer, oldest first. */
export async function pausesOf(sql: Sql, conversationId: number): Promise<Pause[]> {
  const rows = await select<{ started_at: Date; ended_at: Date | null }>(sql, 'SELECT started_at, ended_at FROM conversation_pauses WHERE conversation_id = ? ORDER BY started_at, id', [conversationId]);
  return rows.map((row) => ({ from: row.started_at, to: row.ended_at }));
}

/** The same of several conversations, by their ids. */
export async function pausesOfMany(sql: Sql, conversationIds: number[]): Promise<Map<number, Pause[]>> {
  const rows = await select<{ conversation_id: number; started_at: Date; ended_at: Date | null }>(
    sql,
    'SELECT conversation_id, started_at, ended_at FROM conversation_pauses WHERE conversation_id IN (?) ORDER BY conversation_id, started_at, id',
    [conversationIds],
  );
  const found = new Map<number, Pause[]>();
  for (const { conversation_id, started_at, ended_at } of rows) found.set(conversation_id, [...(found.get(conversation_id) ?? []), { from: started_at, to: ended_at }]);
  return found;
}

/** Begins a pause; harmless while one is (unique key conversation_pauses_open). */
export async function beginPause(sql: Sql, conversationId: number, at: Date): Promise<void> {
  await write(sql, 'INSERT IGNORE INTO conversation_pauses (conversation_id, open_conversation_id, started_at) VALUES (?, ?, ?)', [conversationId, conversationId, at]);
}

/** Ends the pause, if there is one; never before it began. @returns whether there was one */
export async function endPause(sql: Sql, conversationId: number, at: Date): Promise<boolean> {
  const { affectedRows } = await write(sql, 'UPDATE conversation_pauses SET open_conversation_id = NULL, ended_at = GREATEST(started_at, ?) WHERE open_conversation_id = ?', [at, conversationId]);
  return affectedRows > 0;
}
