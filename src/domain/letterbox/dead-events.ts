import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { readDiscardReason } from '../outbox/discard-reason.js';

/**
 * Gives a dead event to its stream again, due now, its attempts forgotten. Events are taken in the order they happened
 * (claim.ts), so it goes before what came after it and still waits; what has been taken already is not undone.
 * @throws Refused `portal:dead_events.not_dead` when it is not dead (any more): a second click is harmless
 */
export async function retryDeadEvent(ctx: Ctx, eventId: number): Promise<void> {
  await lockDead(ctx, eventId);
  await write(ctx.tx, "UPDATE webhook_events SET status = 'pending', attempts = 0, next_attempt_at = ?, processed_at = NULL WHERE id = ?", [ctx.now, eventId]);
  ctx.record({ kind: 'dead_event_decided', decision: 'retried', eventId });
}

/** Takes a dead event out of the list for good, with the reason in the trail; it stays as a record. @throws Refused as `retryDeadEvent`, and without a reason */
export async function discardDeadEvent(ctx: Ctx, eventId: number, given: string): Promise<void> {
  const reason = readDiscardReason(given);
  await lockDead(ctx, eventId);
  await write(ctx.tx, "UPDATE webhook_events SET status = 'discarded', processed_at = ? WHERE id = ?", [ctx.now, eventId]);
  ctx.record({ kind: 'dead_event_decided', decision: 'discarded', eventId, reason });
}

async function lockDead({ tx }: Ctx, eventId: number): Promise<void> {
  const row = await selectOne<{ status: string }>(tx, 'SELECT status FROM webhook_events WHERE id = ? FOR UPDATE', [eventId]);
  if (row?.status !== 'dead') throw new Refused('portal:dead_events.not_dead');
}
