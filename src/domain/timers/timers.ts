import { select, write, type Sql } from '../../db/rows.js';

export interface DueTimer {
  id: number;
  kind: string;
  conversation_id: number;
  due_at: Date;
}

/** The house itself: timers that belong to no conversation. */
export const HOUSE = 0;

/** Plans (or moves) the one timer of this kind for this conversation. In the transaction of what it depends on. */
export async function planTimer(tx: Sql, kind: string, conversationId: number, dueAt: Date): Promise<void> {
  await write(tx, 'INSERT INTO timers (kind, conversation_id, due_at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE due_at = VALUES(due_at), attempts = 0', [kind, conversationId, dueAt]);
}

/** Plans (or moves) timers of one kind, by conversation, in one statement. */
export async function planTimers(tx: Sql, kind: string, dueBy: ReadonlyMap<number, Date>): Promise<void> {
  if (dueBy.size === 0) return;
  const rows = [...dueBy].map(([conversationId, dueAt]) => [kind, conversationId, dueAt]);
  await write(tx, 'INSERT INTO timers (kind, conversation_id, due_at) VALUES ? ON DUPLICATE KEY UPDATE due_at = VALUES(due_at), attempts = 0', [rows]);
}

/** Plans the timer for this time at the latest: one that is planned earlier stays. For kinds that look for all that is due. */
export async function planTimerBy(tx: Sql, kind: string, conversationId: number, dueAt: Date): Promise<void> {
  await write(tx, 'INSERT INTO timers (kind, conversation_id, due_at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE due_at = LEAST(due_at, VALUES(due_at))', [kind, conversationId, dueAt]);
}

/** Plans a timer unless it is planned already. */
export async function planTimerOnce(tx: Sql, kind: string, conversationId: number, dueAt: Date): Promise<void> {
  await write(tx, 'INSERT IGNORE INTO timers (kind, conversation_id, due_at) VALUES (?, ?, ?)', [kind, conversationId, dueAt]);
}

/** Takes the timer away, if there is one. */
export async function cancelTimer(tx: Sql, kind: string, conversationId: number): Promise<void> {
  await write(tx, 'DELETE FROM timers WHERE kind = ? AND conversation_id = ?', [kind, conversationId]);
}

/** Takes several conversations' timers of one kind away. */
export async function cancelTimers(tx: Sql, kind: string, conversationIds: number[]): Promise<void> {
  if (conversationIds.length > 0) await write(tx, 'DELETE FROM timers WHERE kind = ? AND conversation_id IN (?)', [kind, conversationIds]);
}

/** Timers that are due, oldest first; costs what is due, never what is planned (index timers_due). */
export function dueTimers(sql: Sql, now: Date, limit = 100): Promise<DueTimer[]> {
  return select<DueTimer>(sql, 'SELECT id, kind, conversation_id, due_at FROM timers WHERE due_at <= ? ORDER BY due_at LIMIT ?', [now, limit]);
}

/**
 * Takes one due timer out of the table inside the transaction that will act on it. Undefined when another worker has
 * it (SKIP LOCKED) or it was moved meanwhile. If the transaction fails, the timer is still there.
 */
export async function takeTimer(tx: Sql, id: number, now: Date): Promise<DueTimer | undefined> {
  const [timer] = await select<DueTimer>(tx, 'SELECT id, kind, conversation_id, due_at FROM timers WHERE id = ? AND due_at <= ? FOR UPDATE SKIP LOCKED', [id, now]);
  if (timer) await write(tx, 'DELETE FROM timers WHERE id = ?', [id]);
  return timer;
}

/** After a failed reaction: tries again a little later, so that one bad timer does not spin. */
export async function postponeTimer(sql: Sql, id: number, dueAt: Date): Promise<void> {
  await write(sql, 'UPDATE timers SET due_at = ?, attempts = attempts + 1 WHERE id = ?', [dueAt, id]);
}
