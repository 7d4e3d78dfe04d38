import { write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { findAgent } from '../people/agents.js';
import { permit } from '../people/permissions.js';

/** Gives the conversation an owner (or none). Does nothing when it is so already. */
export async function assign(ctx: Ctx, agentId: number | null): Promise<void> {
  const { conversation } = ctx;
  if (conversation.assignee_id === agentId) return;
  const from = conversation.assignee_id;
  conversation.assignee_id = agentId;
  await write(ctx.tx, 'UPDATE conversations SET assignee_id = ?, updated_at = ? WHERE id = ?', [agentId, ctx.now, conversation.id]);
  ctx.record({ kind: 'assigned', conversationId: conversation.id, from, to: agentId });
}

/**
 * "Assumir": the actor becomes the owner of a conversation nobody owns. A second click by the owner is harmless.
 * @throws Refused `slack:refused.taken` naming the owner, `slack:refused.ended` when the conversation is over
 */
export async function takeConversation(ctx: Ctx): Promise<void> {
  const { actor, conversation } = ctx;
  permit(actor, 'take an unowned conversation', conversation);
  if (actor.kind !== 'agent' || conversation.assignee_id === actor.id) return;
  if (conversation.open_contact_id === null) throw new Refused('slack:refused.ended', { number: conversation.id });
  if (conversation.assignee_id !== null) {
    const owner = await findAgent(ctx.tx, conversation.assignee_id);
    throw new Refused('slack:refused.taken', { number: conversation.id, owner: owner?.name ?? '' });
  }
  await assign(ctx, actor.id);
}

/** "Liberar": nobody owns the conversation any more. Harmless when nobody did. @throws Refused when it is over */
export async function releaseConversation(ctx: Ctx): Promise<void> {
  permit(ctx.actor, 'release a conversation', ctx.conversation);
  if (ctx.conversation.open_contact_id === null) throw new Refused('slack:refused.ended', { number: ctx.conversation.id });
  await assign(ctx, null);
}
