import type { Ctx } from '../ctx.js';
import type { Arrival, Claimed } from '../inbox/claims.js';
import type { InboundMessage } from '../inbox/inbound-message.js';
import { judgeAnswer } from './judge-answer.js';
import { lastAsked, lockSurvey } from './surveys.js';
import { takeAnswer } from './take-answer.js';

/**
 * Claim: the answer to a survey belongs to the conversation it asks about, and opens no lead. Of files, places and the like
 * nobody can say what they mean, so they are never an answer.
 */
export async function claimSurveyAnswer(ctx: Ctx, { contactId, latest, message }: Arrival): Promise<Claimed | undefined> {
  const words = wordsOf(message);
  const asked = words === undefined ? undefined : await lastAsked(ctx.tx, contactId);
  if (words === undefined || asked === undefined) return undefined;
  const conversation = asked === latest.id ? latest : await ctx.lock(asked);
  const survey = await lockSurvey(ctx.tx, conversation.id);
  const verdict = survey && judgeAnswer(survey, words, message.occurredAt, ctx.settings);
  if (!survey || !verdict) return undefined;
  return { by: 'survey', conversation, taken: (messageId) => takeAnswer(ctx, survey, verdict, { messageId, at: message.occurredAt }) };
}

/** What was written, or the button or list entry that was chosen. */
function wordsOf({ kind, body, content }: InboundMessage): string | undefined {
  if (content?.is === 'choice') return content.chosen;
  return kind === 'text' && body.trim() !== '' ? body : undefined;
}
