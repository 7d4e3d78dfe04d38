import { later } from '../../kit/clock.js';
import type { Conversation, Ctx } from '../ctx.js';
import type { Fact, Priority } from '../facts.js';
import { cancelTimer, planTimer } from '../timers/timers.js';
import { runFirstFitting } from './run-rules.js';

const HOUR_MS = 3_600_000;
/** Hours of the clock on the wall after which an unanswered proposal is looked after (product.md, Follow-up). */
const HOURS: Record<Priority, number> = { urgent: 4, high: 24, normal: 48, low: 72 };

const isProposed = ({ status, open_contact_id }: Conversation) => open_contact_id !== null && (status === 'proposal' || status === 'waiting');

/**
 * Keeps the timer `proposal_follow_up`: planned when a proposal begins to wait or its priority changes, moved into working
 * hours, because a reminder in the night helps nobody; taken away by the customer's answer and by any other move.
 */
export async function watchProposal(ctx: Ctx, fact: Fact): Promise<void> {
  if (!('conversationId' in fact) || fact.conversationId === null) return;
  // One that begins now has no proposal, though it waits for the customer (funnel/wait-for-started.ts).
  if (ctx.happened('conversation_opened')) return;
  const conversation = await ctx.lock(fact.conversationId);
  if (!isProposed(conversation) || fact.kind === 'message_received') {
    if (fact.kind !== 'message_received' || isProposed(conversation)) await cancelTimer(ctx.tx, 'proposal_follow_up', conversation.id);
    return;
  }
  const wanted = later(ctx.now, HOURS[conversation.priority] * HOUR_MS);
  await planTimer(ctx.tx, 'proposal_follow_up', conversation.id, ctx.calendar.nextOpening(wanted) ?? wanted);
}

/** Timer `proposal_follow_up`: the owner is reminded; a rule may write to the customer too. */
export async function followUpProposal(ctx: Ctx): Promise<void> {
  const { conversation } = ctx;
  if (!isProposed(conversation) || conversation.waiting_since !== null) return;
  ctx.record({ kind: 'proposal_unanswered', conversationId: conversation.id, agentId: conversation.assignee_id });
  await runFirstFitting(ctx, ['follow_up']);
}
