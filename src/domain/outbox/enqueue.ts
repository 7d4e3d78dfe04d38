import { write, type Sql } from '../../db/rows.js';
import type { DeliverySpec } from '../ctx.js';

/** Inside a lane, a smaller rank leaves first; equal ranks leave in the order they were added. */
export const RANK = { recap: 1, message: 5, card: 9 } as const;

/**
 * Adds deliveries in the command's transaction, in one statement. A row whose `liveKey` already waits is not added
 * again (unique key deliveries_live): the waiting one reads the newest state when it is sent, and becomes due no later.
 */
export async function enqueue(tx: Sql, specs: DeliverySpec[], now: Date): Promise<void> {
  if (specs.length === 0) return;
  const rows = specs.map((spec) => [
    spec.lane,
    spec.rank ?? RANK.message,
    spec.kind,
    spec.conversationId ?? null,
    spec.messageId ?? null,
    spec.postId ?? null,
    spec.replyId ?? null,
    spec.payload ? JSON.stringify(spec.payload) : null,
    spec.liveKey ?? null,
    spec.notBefore ?? now,
    now,
  ]);
  await write(
    tx,
    `INSERT INTO deliveries (lane, \`rank\`, kind, conversation_id, message_id, post_id, reply_id, payload, live_key, next_attempt_at, created_at) VALUES ?
     ON DUPLICATE KEY UPDATE next_attempt_at = LEAST(next_attempt_at, VALUES(next_attempt_at))`,
    [rows],
  );
}
