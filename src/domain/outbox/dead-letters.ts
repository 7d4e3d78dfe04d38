import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';

/**
 * Puts a dead delivery back into its lane, due now, with its attempts forgotten. It is sent in recovering mode, since
 * its last attempt may have succeeded unnoticed.
 * @throws Refused `portal:deliveries.not_dead` when it is not dead (any more): a second click is harmless
 */
export async function retryDeadLetter(ctx: Ctx, deliveryId: number): Promise<string> {
  const row = await selectOne<{ lane: string; status: string }>(ctx.tx, 'SELECT lane, status FROM deliveries WHERE id = ? FOR UPDATE', [deliveryId]);
  if (row?.status !== 'dead') throw new Refused('portal:deliveries.not_dead');
  await write(ctx.tx, "UPDATE deliveries SET status = 'sending', attempts = 0, holder = NULL, next_attempt_at = ?, finished_at = NULL WHERE id = ?", [ctx.now, deliveryId]);
  return row.lane;
}

/** Takes a dead delivery out of the list for good; it stays as a record. @throws Refused as `retryDeadLetter` */
export async function discardDeadLetter(ctx: Ctx, deliveryId: number): Promise<void> {
  const { affectedRows } = await write(ctx.tx, "UPDATE deliveries SET status = 'discarded', finished_at = ? WHERE id = ? AND status = 'dead'", [ctx.now, deliveryId]);
  if (affectedRows === 0) throw new Refused('portal:deliveries.not_dead');
}
