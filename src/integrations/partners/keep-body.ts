import { write, type Sql } from '../../db/rows.js';

/** What a delivery to a partner holds: references, and from its first attempt until it is done the body as well. */
export interface Payload {
  [reference: string]: unknown;
  body?: Record<string, unknown>;
}

/**
 * The body of a delivery. It is made from the present state when the first attempt is made, and kept: an attempt whose answer
 * was lost is repeated to the letter, as Idempotency-Key wants it (the same key with another body is an error).
 * What is erased of a person takes it along (domain/privacy/places.ts).
 * @param make undefined when there is nothing to tell any more
 */
export async function bodyOf(sql: Sql, deliveryId: number, payload: Payload, make: () => Promise<Record<string, unknown> | undefined>): Promise<Record<string, unknown> | undefined> {
  if (payload.body) return payload.body;
  const body = await make();
  if (!body) return undefined;
  // Erased in the meantime: what was read is not written back, nor sent.
  const { affectedRows } = await write(sql, 'UPDATE deliveries SET payload = ? WHERE id = ? AND payload IS NOT NULL', [JSON.stringify({ ...payload, body }), deliveryId]);
  return affectedRows === 1 ? body : undefined;
}

/** Once it is done, the references are enough. */
export async function forgetBody(sql: Sql, deliveryId: number, payload: Payload): Promise<void> {
  const references = Object.fromEntries(Object.entries(payload).filter(([name]) => name !== 'body'));
  await write(sql, 'UPDATE deliveries SET payload = ? WHERE id = ? AND payload IS NOT NULL', [JSON.stringify(references), deliveryId]);
}
