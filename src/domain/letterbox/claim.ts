import { select, write, type Sql } from '../../db/rows.js';
import { streamOf, type Identity } from '../people/phone-number.js';

export interface StoredEvent {
  id: number;
  provider: 'zapi' | 'slack';
  kind: string;
  event_key: string;
  payload: string;
  attempts: number;
  occurred_at: Date;
  received_at: Date;
  next_attempt_at: Date;
}

const COLUMNS = 'id, provider, kind, event_key, payload, attempts, occurred_at, received_at, next_attempt_at';

/**
 * The waiting events of one stream in the order they happened, locked. Stops before the first that is not due: what
 * comes after it has to wait for it.
 */
export async function claimEvents(tx: Sql, key: string, now: Date, limit: number): Promise<StoredEvent[]> {
  const rows = await select<StoredEvent>(tx, `SELECT ${COLUMNS} FROM webhook_events WHERE event_key = ? AND status = 'pending' ORDER BY occurred_at, id LIMIT ? FOR UPDATE`, [key, limit]);
  const notDue = rows.findIndex((row) => row.next_attempt_at > now);
  return notDue < 0 ? rows : rows.slice(0, notDue);
}

/** Marks events as done, with what became of each. */
export async function finishEvents(tx: Sql, now: Date, outcomes: Map<number, string>): Promise<void> {
  const ids = [...outcomes.keys()];
  if (ids.length === 0) return;
  const distinct = new Set(outcomes.values());
  if (distinct.size === 1) {
    await write(tx, "UPDATE webhook_events SET status = 'done', outcome = ?, processed_at = ? WHERE id IN (?)", [[...distinct][0], now, ids]);
    return;
  }
  const cases = ids.map(() => 'WHEN ? THEN ?').join(' ');
  await write(tx, `UPDATE webhook_events SET status = 'done', outcome = CASE id ${cases} END, processed_at = ? WHERE id IN (?)`, [...ids.flatMap((id) => [id, outcomes.get(id)]), now, ids]);
}

/** Puts an event off after a failure, or gives it up. */
export async function failEvent(sql: Sql, event: StoredEvent, reason: string, next: { retryAt: Date } | 'dead', now: Date): Promise<void> {
  const [status, at] = next === 'dead' ? ['dead', now] : ['pending', next.retryAt];
  await write(sql, 'UPDATE webhook_events SET status = ?, attempts = attempts + 1, last_error = ?, next_attempt_at = ?, processed_at = IF(? = \'dead\', ?, NULL) WHERE id = ?', [status, reason.slice(0, 1000), at, status, now, event.id]);
}

/** The event has to wait for something that is on its way; that is no failure of it. */
export async function postponeEvent(sql: Sql, event: StoredEvent, reason: string, until: Date): Promise<void> {
  await write(sql, 'UPDATE webhook_events SET last_error = ?, next_attempt_at = ? WHERE id = ?', [reason.slice(0, 1000), until, event.id]);
}

/**
 * Does this chat have messages that nobody has taken yet? What is looked for may be among them. While the chat's own id is
 * not known, any chat's messages count: its stream may have another name than its phone's.
 */
export async function hasUnreadMessages(sql: Sql, chat: Identity): Promise<boolean> {
  const keys = [chat, { lid: null, phone: chat.phone }].map((name) => `zapi:${streamOf(name)}`);
  const [where, parameters] = chat.lid === null ? ["provider = 'zapi' AND kind = 'message'", []] : ['event_key IN (?)', [keys]];
  const rows = await select(sql, `SELECT id FROM webhook_events WHERE ${where} AND status = 'pending' LIMIT 1`, parameters);
  return rows.length > 0;
}

/**
 * Streams that can go on although no wake-up came. What counts is a stream's head: what waits behind an event that is put
 * off is not due, and must not crowd out streams that can go on.
 */
export async function dueStreams(sql: Sql, dueBefore: Date, limit = 200): Promise<string[]> {
  const rows = await select<{ event_key: string }>(
    sql,
    `SELECT event_key FROM (
       SELECT e.event_key, e.next_attempt_at, ROW_NUMBER() OVER (PARTITION BY e.event_key ORDER BY e.occurred_at, e.id) AS place
       FROM (SELECT DISTINCT event_key FROM webhook_events WHERE status = 'pending' AND next_attempt_at <= ?) due
       JOIN webhook_events e ON e.event_key = due.event_key AND e.status = 'pending') waiting
     WHERE place = 1 AND next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ?`,
    [dueBefore, dueBefore, limit],
  );
  return rows.map((row) => row.event_key);
}
