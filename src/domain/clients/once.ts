import { selectOne, write } from '../../db/rows.js';
import { Broken, Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';

/** A call that may come again: by whom, under which key, and what it asks; both as hashes, for they may hold personal data. */
export interface Request {
  client: string;
  key: string;
  fingerprint: string;
}

/**
 * Does the work of a call once, whoever of any number of processes is asked again under its key: a repeat waits for the row of
 * the first (unique key, same transaction as the effect) and is given its answer. What was refused left nothing behind, so
 * the key is free to be tried again. Goes first in its command: lock order is request, contact, conversation.
 * @param work returns the answer, which holds no personal data: it is kept for a while (LEFTOVERS_KEPT_DAYS)
 * @throws Refused `api:refused.key_reused` when the key stood on something else
 */
export async function onceOnly<T>(ctx: Ctx, { client, key, fingerprint }: Request, work: () => Promise<T>): Promise<{ answer: T; repeated: boolean }> {
  const { affectedRows } = await write(ctx.tx, 'INSERT IGNORE INTO api_requests (client, request_key, fingerprint, occurred_at) VALUES (?, ?, ?, ?)', [client, key, fingerprint, ctx.now]);
  if (affectedRows === 1) {
    const answer = await work();
    await write(ctx.tx, 'UPDATE api_requests SET answer = ? WHERE client = ? AND request_key = ?', [JSON.stringify(answer), client, key]);
    return { answer, repeated: false };
  }
  // Read without a lock: READ COMMITTED shows what the first committed, and the insert has left a shared lock with everybody who waited; each asking for more would be a deadlock.
  const known = await selectOne<{ fingerprint: string; answer: string | null }>(ctx.tx, 'SELECT fingerprint, answer FROM api_requests WHERE client = ? AND request_key = ?', [client, key]);
  if (!known || known.answer === null) throw new Broken('a call that was taken has no answer');
  if (known.fingerprint !== fingerprint) throw new Refused('api:refused.key_reused');
  return { answer: JSON.parse(known.answer) as T, repeated: true };
}
