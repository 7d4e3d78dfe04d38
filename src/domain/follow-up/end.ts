import { write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { permit } from '../people/permissions.js';
import { cancelTimer } from '../timers/timers.js';
import { openFollowUps, refreshTimer, type FollowUp } from './follow-ups.js';

/** These are over. The timer is the caller's. */
export async function endFollowUps(ctx: Ctx, followUps: FollowUp[], how: FactOf<'follow_up_ended'>['how']): Promise<void> {
  if (followUps.length === 0) return;
  await write(ctx.tx, 'UPDATE follow_ups SET state = ?, ended_at = ? WHERE id IN (?)', [how, ctx.now, followUps.map((one) => one.id)]);
  for (const one of followUps) ctx.record({ kind: 'follow_up_ended', conversationId: one.conversation_id, followUpId: one.id, how });
}

/**
 * "Concluir": what is due was done; when nothing is due yet, what is planned next. One's own comes before a colleague's.
 * @throws Refused `slack:refused.no_follow_up`
 */
export async function finishFollowUp(ctx: Ctx): Promise<void> {
  const { actor, conversation } = ctx;
  permit(actor, 'finish a follow-up', conversation);
  const open = await openFollowUps(ctx.tx, conversation.id);
  const mine = open.filter((one) => actor.kind === 'agent' && one.agent_id === actor.id);
  const those = mine.length > 0 ? mine : open;
  const due = those.filter((one) => one.state === 'due');
  const finished = due.length > 0 ? due : those.slice(0, 1);
  if (finished.length === 0) throw new Refused('slack:refused.no_follow_up', { number: conversation.id });
  await endFollowUps(ctx, finished, 'done');
  await refreshTimer(ctx, conversation.id);
}

/** Reaction: an ended conversation is owed no follow-up. */
export async function cancelOfEnded(ctx: Ctx, { conversationId, to }: FactOf<'status_moved' | 'conversation_erased'>): Promise<void> {
  if (to !== 'lost' && to !== 'closed') return;
  await endFollowUps(ctx, await openFollowUps(ctx.tx, conversationId), 'cancelled');
  await cancelTimer(ctx.tx, 'follow_up', conversationId);
}

/** Reaction: what the former owner promised passes on with the conversation. One that nobody takes over stays theirs. */
export async function passOn(ctx: Ctx, { conversationId, from, to }: FactOf<'assigned'>): Promise<void> {
  if (from === null || to === null) return;
  await write(ctx.tx, "UPDATE follow_ups SET agent_id = ? WHERE conversation_id = ? AND agent_id = ? AND state IN ('planned', 'due')", [to, conversationId, from]);
}

/** Reaction: what was planned for a merged conversation is kept by the one that goes on. */
export async function keepOfMerged(ctx: Ctx, { conversationId, mergedConversationId }: FactOf<'contacts_merged'>): Promise<void> {
  if (mergedConversationId === null) return;
  await write(ctx.tx, 'UPDATE follow_ups SET conversation_id = ? WHERE conversation_id = ?', [conversationId, mergedConversationId]);
  await cancelTimer(ctx.tx, 'follow_up', mergedConversationId);
  await refreshTimer(ctx, conversationId);
}
