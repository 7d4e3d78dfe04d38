import { selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { emailIdOf, findEmail } from './emails.js';

/** The server took it. `repeated`: an earlier attempt, whose answer was lost, may have been taken as well. */
export async function recordEmailSent(ctx: Ctx, emailId: number, repeated: boolean): Promise<void> {
  const email = await findEmail(ctx.tx, emailId);
  if (email?.state !== 'queued') return;
  await write(ctx.tx, "UPDATE emails SET state = 'sent', sent_at = ?, handed_at = NULL, repeated = ?, error = NULL WHERE id = ?", [ctx.now, repeated, emailId]);
  ctx.record({ kind: 'email_sent', conversationId: email.conversation_id, emailId, code: email.template_code, repeated });
}

/**
 * Its delivery became a dead letter: the thread says why, and offers to correct the address and to send it once more.
 * `doubt`: an attempt whose answer was lost may have been taken.
 */
export async function failEmailOfDead(ctx: Ctx, fact: FactOf<'delivery_died'>): Promise<void> {
  if (fact.deliveryKind !== 'email.send') return;
  const row = await selectOne<{ payload: string | null }>(ctx.tx, 'SELECT payload FROM deliveries WHERE id = ?', [fact.deliveryId]);
  const email = await findEmail(ctx.tx, emailIdOf(row?.payload ?? null));
  if (email?.state !== 'queued') return;
  await write(ctx.tx, "UPDATE emails SET state = 'failed', error = ? WHERE id = ?", [fact.reason, email.id]);
  ctx.record({ kind: 'email_failed', conversationId: email.conversation_id, emailId: email.id, code: email.template_code, reason: fact.reason, doubt: email.handed_at !== null });
}
