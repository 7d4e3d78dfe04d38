import { findFollowUp } from '../../src/domain/follow-up/follow-ups.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { findAgent } from '../../src/domain/people/agents.js';
import type { BotParts } from '../parts.js';
import { toldText } from '../views/told.js';
import { actions, section } from '../views/parts.js';
import { postInThread } from './home.js';
import { actButtons, post } from './tell.js';

/** A follow-up whose time has come: a line with its buttons in the thread, or a direct message to its person. Done meanwhile: nothing. */
export async function sendReminder(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { followUpId, agentId } = JSON.parse(delivery.payload ?? '{}') as { followUpId: number; agentId?: number };
  const followUp = await findFollowUp(context.sql, followUpId);
  if (followUp?.state !== 'due') return { done: 'obsolete' };
  const owner = followUp.agent_id === null ? undefined : await findAgent(context.sql, followUp.agent_id);
  const vars = { number: followUp.conversation_id, who: owner?.name ?? '', note: followUp.note === '' ? '' : `: ${followUp.note}` };
  if (agentId !== undefined) {
    if (!owner?.slack_user_id || owner.active !== 1 || owner.id !== agentId) return { done: 'obsolete' };
    return post(owner.slack_user_id, { key: 'direct.follow_up', vars, acts: ['follow_up_done', 'follow_up'] }, delivery, context, parts, []);
  }
  return postInThread(followUp.conversation_id, delivery, context, parts, () => {
    const text = toldText(parts.t, 'line.follow_up', vars);
    return { text, blocks: [section(text), actions(...actButtons(['follow_up_done', 'follow_up'], followUp.conversation_id, parts))] };
  });
}
