import { select, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { forgetFilesOf } from '../media/forget-files.js';
import type { Whole } from './whose.js';

interface Waiting {
  id: number;
  kind: string;
  status: string;
  holder: string | null;
}

/** The conversation's own message to the customer is being handed to WhatsApp or the mail server this very moment: nobody can say whether it leaves. */
const isLeaving = ({ kind, status, holder }: Waiting) => /^(?:whatsapp|email)\./.test(kind) && status === 'sending' && holder !== null;

/**
 * Ends whatever is open of the person's conversations: nothing waits to leave, nothing is due, no file is kept, nobody is
 * asked anything. The files are deleted by deliveries (media/forget-files.ts), once, whoever dies in between.
 * @returns the conversations that were open
 * @throws Refused `portal:privacy.refused.sending`
 */
export async function endOpen(ctx: Ctx, { conversationIds }: Whole): Promise<number[]> {
  if (conversationIds.length === 0) return [];
  const open = await select<{ id: number }>(ctx.tx, 'SELECT id FROM conversations WHERE id IN (?) AND open_contact_id IS NOT NULL FOR UPDATE', [conversationIds]);
  await dropDeliveries(ctx, conversationIds);
  for (const statement of [
    'DELETE FROM timers WHERE conversation_id IN (?)',
    "UPDATE messages SET status = 'failed' WHERE conversation_id IN (?) AND status = 'queued'",
    "DELETE FROM emails WHERE conversation_id IN (?) AND state = 'draft'",
    "UPDATE emails SET state = 'failed' WHERE conversation_id IN (?) AND state = 'queued'",
    "UPDATE slack_replies SET state = 'discarded' WHERE conversation_id IN (?) AND state = 'held'",
    "UPDATE satisfaction_surveys SET skip_reason = IF(state = 'planned', 'erased', skip_reason), state = IF(state = 'planned', 'skipped', 'expired') WHERE conversation_id IN (?) AND state IN ('planned', 'sent')",
  ]) await write(ctx.tx, statement, [conversationIds]);
  await write(ctx.tx, "UPDATE incidents SET status = 'resolved', resolution = '', resolved_by = ?, resolved_at = ? WHERE conversation_id IN (?) AND status = 'open'", [ctx.actor.kind === 'agent' ? ctx.actor.id : null, ctx.now, conversationIds]);
  for (const id of conversationIds) await forgetFilesOf(ctx, id);
  for (const { id } of open) await close(ctx, id);
  await write(ctx.tx, 'UPDATE conversations SET anonymised_at = ? WHERE id IN (?)', [ctx.now, conversationIds]);
  return open.map(({ id }) => id);
}

/** What waits to leave does not leave; what is given up is not tried again. The deletion of files goes on. */
async function dropDeliveries(ctx: Ctx, conversationIds: number[]): Promise<void> {
  const waiting = await select<Waiting>(
    ctx.tx,
    "SELECT id, kind, status, holder FROM deliveries WHERE conversation_id IN (?) AND status IN ('pending', 'sending', 'held', 'dead') AND kind <> 'media.forget' FOR UPDATE",
    [conversationIds],
  );
  if (waiting.some(isLeaving)) throw new Refused('portal:privacy.refused.sending');
  const idle = waiting.filter(({ status, holder }) => status !== 'sending' || holder === null).map(({ id }) => id);
  if (idle.length > 0) await write(ctx.tx, "UPDATE deliveries SET status = IF(status = 'dead', 'discarded', 'obsolete'), live_key = NULL, finished_at = ? WHERE id IN (?)", [ctx.now, idle]);
}

async function close(ctx: Ctx, id: number): Promise<void> {
  const conversation = await ctx.lock(id);
  const from = conversation.status;
  await write(ctx.tx, "UPDATE conversations SET status_before_end = status, status = 'closed', closed_at = ?, open_contact_id = NULL, waiting_since = NULL, updated_at = ? WHERE id = ?", [ctx.now, ctx.now, id]);
  Object.assign(conversation, { status_before_end: from, status: 'closed', closed_at: ctx.now, open_contact_id: null, waiting_since: null });
  ctx.record({ kind: 'conversation_erased', conversationId: id, from, to: 'closed' });
}
