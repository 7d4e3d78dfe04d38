import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { beginPause, endPause } from './clocks.js';

/**
 * A conversation in the status `waiting` waits for the customer: its clocks stand still until the status is left or the
 * customer writes, whichever comes first (product.md, SLA). A customer who has answered is not waited for any more.
 * Runs before keepClocks.
 */
export async function pauseWithStatus(ctx: Ctx, fact: FactOf<'status_moved'>): Promise<void> {
  if (fact.to === 'waiting') await beginPause(ctx.tx, fact.conversationId, ctx.now);
  else if (fact.from === 'waiting') await endPause(ctx.tx, fact.conversationId, ctx.now);
}

/** Reopened into `waiting` while no word of the customer stands unanswered: the customer is waited for again. */
export async function pauseReopened(ctx: Ctx, { conversationId, to }: FactOf<'conversation_reopened'>): Promise<void> {
  if (to !== 'waiting') return;
  const conversation = await ctx.lock(conversationId);
  if (conversation.waiting_since === null) await beginPause(ctx.tx, conversationId, ctx.now);
}

/** The customer wrote: nobody waits for the customer now. Only a conversation in `waiting` costs a statement. */
export async function resumeOnMessage(ctx: Ctx, fact: FactOf<'message_received'>): Promise<void> {
  const conversation = await ctx.lock(fact.conversationId);
  if (conversation.status === 'waiting') await endPause(ctx.tx, fact.conversationId, fact.occurredAt);
}
