import { select, write, type Sql } from '../../db/rows.js';
import { waysToWrite } from './streams.js';
import type { Counts } from './erase-places.js';
import { BATCH } from './places.js';

/** What becomes of a stored event: its identity stays, so that it is still known when it comes again. */
const EMPTIED = "payload = '{}', event_key = 'erased', last_error = NULL";

/**
 * One batch of the events of these streams that came until the erasure was asked for; later ones are another contact's.
 * @returns false when there are none left
 */
export async function eraseEvents(sql: Sql, streams: readonly string[], askedAt: Date, counts: Counts): Promise<boolean> {
  if (streams.length === 0) return false;
  return empty(sql, await select<{ id: number }>(sql, `SELECT id FROM webhook_events WHERE event_key IN (?) AND received_at <= ? LIMIT ${BATCH}`, [streams, askedAt]), counts);
}

/**
 * One batch of events that belong to no conversation but name the person: who is online, what was written in groups. They are
 * searched by their text, and kept for days only.
 * @returns false when there are none left
 */
export async function eraseMentions(sql: Sql, streams: readonly string[], askedAt: Date, counts: Counts): Promise<boolean> {
  const names = streams.filter((stream) => /^zapi:\d/.test(stream)).map((stream) => stream.slice('zapi:'.length));
  const digits = [...new Set(names.flatMap(waysToWrite))];
  if (digits.length === 0) return false;
  const mentioned = digits.map(() => 'payload LIKE ?').join(' OR ');
  const values = digits.map((name) => `%${name}%`);
  return empty(sql, await select<{ id: number }>(sql, `SELECT id FROM webhook_events WHERE event_key = 'zapi:ignored' AND received_at <= ? AND (${mentioned}) LIMIT ${BATCH}`, [askedAt, ...values]), counts);
}

/** Empties these events, and with them the changes they brought of messages that never came. */
async function empty(sql: Sql, rows: { id: number }[], counts: Counts): Promise<boolean> {
  if (rows.length === 0) return false;
  const ids = rows.map(({ id }) => id);
  const early = await write(sql, "DELETE FROM early_amendments WHERE CAST(JSON_EXTRACT(payload, '$.eventId') AS UNSIGNED) IN (?)", [ids]);
  await write(sql, `UPDATE webhook_events SET ${EMPTIED} WHERE id IN (?)`, [ids]);
  for (const [table, count] of [['webhook_events', ids.length], ['early_amendments', early.affectedRows]] as const) if (count > 0) counts[table] = (counts[table] ?? 0) + count;
  return true;
}
