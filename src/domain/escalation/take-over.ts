import { requireOpen } from '../conversation/require-open.js';
import type { Ctx } from '../ctx.js';
import { assign } from '../inbox/assign.js';
import { permit } from '../people/permissions.js';

/**
 * A supervisor takes an escalated conversation over from whoever owns it; the former owner is told (routes.ts). Harmless
 * when it is theirs already.
 * @throws Refused `slack:refused.ended`
 */
export async function takeOver(ctx: Ctx): Promise<void> {
  const { actor, conversation } = ctx;
  permit(actor, 'take over an escalated conversation', conversation);
  requireOpen(conversation);
  if (actor.kind === 'agent') await assign(ctx, actor.id);
}
