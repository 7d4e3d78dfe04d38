import { select, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { requireOpen } from '../conversation/require-open.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { lane } from '../outbox/lanes.js';
import { permit } from '../people/permissions.js';
import { emailIdOf, lockEmail, type Email } from './emails.js';
import { readAddress } from './read-address.js';

/**
 * Sends an e-mail that its author has seen. Sent twice (a second click, a repeated submission) it goes once.
 * @throws Refused `mail:refused.preview_old` when it is somebody else's, or another draft took its place
 */
export async function sendEmail(ctx: Ctx, emailId: number): Promise<void> {
  const { actor, conversation } = ctx;
  permit(actor, 'send an e-mail', conversation);
  const email = await lockEmail(ctx, emailId);
  if (actor.kind !== 'agent' || email.agent_id !== actor.id) throw new Refused('mail:refused.preview_old');
  if (email.state !== 'draft') return;
  requireOpen(conversation);
  await queue(ctx, email, email.address);
}

/**
 * Sends an e-mail that failed once more, to the address as it is now given.
 * @throws Refused `mail:refused.not_failed` when it is on its way or was sent; at the field `address`
 */
export async function resendEmail(ctx: Ctx, emailId: number, given: string): Promise<void> {
  permit(ctx.actor, 'send an e-mail', ctx.conversation);
  const email = await lockEmail(ctx, emailId);
  if (email.state !== 'failed' || email.content === null) throw new Refused('mail:refused.not_failed');
  await discardDead(ctx, email);
  await queue(ctx, email, readAddress(given));
}

/** A dead send was retried where the dead letters are (the portal): the same as sending it once more from the thread. */
export async function requeueDeadEmail(ctx: Ctx, fact: FactOf<'dead_letter_decided'>): Promise<void> {
  if (fact.deliveryKind !== 'email.send' || fact.decision !== 'retried' || fact.conversationId === null) return;
  ctx.enter(await ctx.lock(fact.conversationId));
  const [row] = await select<{ payload: string | null }>(ctx.tx, 'SELECT payload FROM deliveries WHERE id = ?', [fact.deliveryId]);
  const email = await lockEmail(ctx, emailIdOf(row?.payload ?? null));
  if (email.state === 'failed' && email.content !== null) await queue(ctx, email, email.address);
}

/** To another address it is another message: what may have reached the first one says nothing of it. */
async function queue(ctx: Ctx, email: Email, address: string): Promise<void> {
  const corrected = address !== email.address;
  await write(
    ctx.tx,
    `UPDATE emails SET state = 'queued', address = ?, corrections = corrections + ?, handed_at = IF(?, NULL, handed_at), error = NULL, queued_at = ? WHERE id = ?`,
    [address, corrected ? 1 : 0, corrected, ctx.now, email.id],
  );
  ctx.record({ kind: 'email_queued', conversationId: email.conversation_id, emailId: email.id, code: email.template_code, again: email.state === 'failed' });
}

/** Its dead delivery is decided with it, so that nobody retries it as well. */
async function discardDead(ctx: Ctx, email: Email): Promise<void> {
  const dead = await select<{ id: number }>(ctx.tx, "SELECT id FROM deliveries WHERE lane = ? AND status = 'dead'", [lane.email(email.id)]);
  for (const { id } of dead) {
    await write(ctx.tx, "UPDATE deliveries SET status = 'discarded', finished_at = ? WHERE id = ?", [ctx.now, id]);
    ctx.record({ kind: 'dead_letter_decided', decision: 'discarded', deliveryId: id, conversationId: email.conversation_id, deliveryKind: 'email.send', messageId: null });
  }
}
