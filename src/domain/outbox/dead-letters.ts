import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { readDiscardReason } from './discard-reason.js';

interface DeadLetter {
  id: number;
  lane: string;
  kind: string;
  conversation_id: number | null;
  message_id: number | null;
}

/**
 * Sends a dead delivery after all. Back in its lane it is due now, with its attempts forgotten, in recovering mode, since
 * its last attempt may have succeeded unnoticed. A send to the customer gets a new delivery instead, through its message
 * (inbox/fail-message.ts) or e-mail (email/send-email.ts): one that is failed would not be sent.
 * @returns the lane, to wake it
 * @throws Refused `portal:deliveries.not_dead` when it is not dead (any more): a second click is harmless
 */
export async function retryDeadLetter(ctx: Ctx, deliveryId: number): Promise<string> {
  const row = await lockDead(ctx, deliveryId);
  if (row.kind === 'whatsapp.send' || row.kind === 'email.send') await close(ctx, row.id);
  else await write(ctx.tx, "UPDATE deliveries SET status = 'sending', attempts = 0, holder = NULL, next_attempt_at = ?, finished_at = NULL WHERE id = ?", [ctx.now, row.id]);
  decided(ctx, row, 'retried');
  return row.lane;
}

/** Takes a dead delivery out of the list for good, with the reason in the trail; it stays as a record. @throws Refused as `retryDeadLetter`, and without a reason */
export async function discardDeadLetter(ctx: Ctx, deliveryId: number, given: string): Promise<void> {
  const reason = readDiscardReason(given);
  const row = await lockDead(ctx, deliveryId);
  await close(ctx, row.id);
  decided(ctx, row, 'discarded', reason);
}

async function lockDead(ctx: Ctx, deliveryId: number): Promise<DeadLetter> {
  const row = await selectOne<DeadLetter & { status: string }>(ctx.tx, 'SELECT id, lane, kind, conversation_id, message_id, status FROM deliveries WHERE id = ? FOR UPDATE', [deliveryId]);
  if (row?.status !== 'dead') throw new Refused('portal:deliveries.not_dead');
  return row;
}

async function close(ctx: Ctx, deliveryId: number): Promise<void> {
  await write(ctx.tx, "UPDATE deliveries SET status = 'discarded', body = NULL, finished_at = ? WHERE id = ?", [ctx.now, deliveryId]);
}

function decided(ctx: Ctx, row: DeadLetter, decision: 'retried' | 'discarded', reason?: string): void {
  ctx.record({ kind: 'dead_letter_decided', decision, deliveryId: row.id, conversationId: row.conversation_id, deliveryKind: row.kind, messageId: row.message_id, ...(reason === undefined ? {} : { reason }) });
}
