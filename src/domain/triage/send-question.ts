import { selectOne } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { requireOpen } from '../conversation/require-open.js';
import { liveThread } from '../conversation/threads.js';
import type { Ctx } from '../ctx.js';
import { takeReply } from '../inbox/send-reply.js';
import { findAgentBySlackId } from '../people/agents.js';
import { permit } from '../people/permissions.js';
import { askedQuestions } from './asked-questions.js';

export interface Asking {
  itemId: number;
  /** The open form: one click or three, a question leaves a form once. */
  formId: string;
  slackUserId: string;
}

/**
 * "Enviar esta pergunta": the question goes to the customer as the person's reply, under the same guard as any other.
 * @returns `held` when it waits for a decision, as a reply of somebody who is not the owner does
 * @throws Refused `slack:refused.no_question` when it is out of use, `slack:refused.ended`, `slack:refused.no_thread`
 */
export async function sendQuestion(ctx: Ctx, { itemId, formId, slackUserId }: Asking): Promise<'sent' | 'held'> {
  const { conversation, tx } = ctx;
  permit(ctx.actor, 'fill in the triage', conversation);
  requireOpen(conversation);
  const item = await selectOne<{ code: string; question: string }>(tx, 'SELECT code, question FROM triage_items WHERE id = ? AND active = 1', [itemId]);
  if (!item) throw new Refused('slack:refused.no_question');
  const home = await liveThread(tx, conversation.id);
  if (!home) throw new Refused('slack:refused.no_thread');
  if ((await askedQuestions(tx, conversation.id)).some((one) => one.itemId === itemId && one.formId === formId)) return 'sent';
  const outcome = await takeReply(ctx, {
    channelId: home.channel_id, threadTs: home.thread_ts, ts: `form:${formId}:${itemId}`.slice(0, 64), slackUserId, intent: 'reply', body: item.question,
    author: await findAgentBySlackId(tx, slackUserId),
  });
  if (outcome !== 'reply_queued') return 'held';
  ctx.record({ kind: 'triage_question_sent', conversationId: conversation.id, itemId, code: item.code, formId });
  return 'sent';
}
