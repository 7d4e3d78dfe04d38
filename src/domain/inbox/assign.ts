import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { requireOpen } from '../conversation/require-open.js';
import type { Ctx } from '../ctx.js';
import { findAgent } from '../people/agents.js';
import { permit } from '../people/permissions.js';

/**
 * Gives the conversation an owner (or none). Does nothing when it is so already. `why`: what the person wrote;
 * `toldOtherwise`: whom it concerns need not be told of each.
 */
export async function assign(ctx: Ctx, agentId: number | null, why: string | null = null, { toldOtherwise = false } = {}): Promise<void> {
  const { conversation } = ctx;
  if (conversation.assignee_id === agentId) return;
  const from = conversation.assignee_id;
  conversation.assignee_id = agentId;
  await write(ctx.tx, 'UPDATE conversations SET assignee_id = ?, updated_at = ? WHERE id = ?', [agentId, ctx.now, conversation.id]);
  ctx.record({ kind: 'assigned', conversationId: conversation.id, from, to: agentId, why, ...(toldOtherwise ? { toldOtherwise } : {}) });
}

/**
 * "Assumir": the actor becomes the owner of a conversation nobody owns. A second click by the owner is harmless.
 * @throws Refused `slack:refused.taken` naming the owner, `slack:refused.ended` when the conversation is over
 */
export async function takeConversation(ctx: Ctx): Promise<void> {
  const { actor, conversation } = ctx;
  permit(actor, 'take an unowned conversation', conversation);
  requireOpen(conversation);
  if (actor.kind !== 'agent' || conversation.assignee_id === actor.id) return;
  if (conversation.assignee_id !== null) {
    const owner = await findAgent(ctx.tx, conversation.assignee_id);
    throw new Refused('slack:refused.taken', { number: conversation.id, owner: owner?.name ?? '' });
  }
  await assign(ctx, actor.id);
}

/**
 * "Atribuir": somebody of the team becomes the owner. Whoever gets it, and whoever it is taken from, is told (routes.ts).
 * @throws Refused `slack:refused.ended`, `slack:refused.agent_inactive` (inactive, or without a Slack user to work with) at the field `agent`
 */
export async function assignTo(ctx: Ctx, agentId: number, why: string | null): Promise<void> {
  const { conversation } = ctx;
  permit(ctx.actor, 'give a conversation to somebody', conversation);
  requireOpen(conversation);
  // Locked for sharing: nobody becomes inactive between this look and the commit.
  const agent = await selectOne<{ name: string; active: number; slack_user_id: string | null }>(ctx.tx, 'SELECT name, active, slack_user_id FROM agents WHERE id = ? LOCK IN SHARE MODE', [agentId]);
  if (agent?.active !== 1 || agent.slack_user_id === null) throw new Refused('slack:refused.agent_inactive', { name: agent?.name ?? '' }, 'agent');
  await assign(ctx, agentId, why?.slice(0, 500) || null);
}

/** "Liberar": nobody owns the conversation any more. Harmless when nobody did. @throws Refused when it is over */
export async function releaseConversation(ctx: Ctx): Promise<void> {
  permit(ctx.actor, 'release a conversation', ctx.conversation);
  requireOpen(ctx.conversation);
  await assign(ctx, null);
}
