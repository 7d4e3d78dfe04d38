import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { moveFunnel } from './move-funnel.js';

/** Reaction: the first answer of a new conversation is its triage. */
export async function beginTriage(ctx: Ctx, { cleared }: FactOf<'triage_answered'>): Promise<void> {
  if (ctx.conversation.status === 'new' && !cleared) await moveFunnel(ctx, { to: 'triage' });
}

/**
 * Reaction: everything required is answered, so the proposal is next (product.md, Triage). Only out of `triage`: a
 * conversation that has gone on, waits or is over is where a person put it.
 */
export async function moveCompletedTriage(ctx: Ctx, _fact: FactOf<'triage_completed'>): Promise<void> {
  if (ctx.conversation.status === 'triage') await moveFunnel(ctx, { to: 'proposal' });
}
