import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { moveFunnel } from './move-funnel.js';

/** Reaction: a conversation that a system of ours began waits for the customer; the clocks of the team stand still until they write. */
export async function waitForStarted(ctx: Ctx, { conversationId }: FactOf<'conversation_opened'>): Promise<void> {
  if (ctx.actor.kind !== 'client') return;
  ctx.enter(await ctx.lock(conversationId));
  await moveFunnel(ctx, { to: 'waiting', why: ctx.actor.name });
}
