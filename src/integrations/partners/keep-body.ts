import { selectOne, write, type Sql } from '../../db/rows.js';

/** What a delivery to a partner refers to. */
export type Payload = Record<string, unknown>;

/**
 * The body of a delivery. It is made from the present state when the first attempt is made, and kept until it is done
 * (domain/outbox/drain.ts): an attempt whose answer was lost is repeated to the letter, as Idempotency-Key wants it (the same
 * key with another body is an error). What is erased of a person takes it along (domain/privacy/places.ts).
 * @param make undefined when there is nothing to tell any more
 */
export async function bodyOf(sql: Sql, deliveryId: number, make: () => Promise<Record<string, unknown> | undefined>): Promise<string | undefined> {
  const kept = await selectOne<{ body: string | null }>(sql, 'SELECT body FROM deliveries WHERE id = ?', [deliveryId]);
  if (kept?.body) return kept.body;
  const made = await make();
  if (!made) return undefined;
  const body = JSON.stringify(made);
  // Erased in the meantime: what was read is not written back, nor sent.
  const { affectedRows } = await write(sql, 'UPDATE deliveries SET body = ? WHERE id = ? AND payload IS NOT NULL', [body, deliveryId]);
  return affectedRows === 1 ? body : undefined;
}
