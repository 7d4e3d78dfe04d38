import type { Ctx } from '../../src/domain/ctx.js';
import type { KeywordAnswer } from '../../src/domain/facts.js';
import { permit, permitInHouse } from '../../src/domain/people/permissions.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import type { ActName } from '../surface.js';
import { actOf, actOfWord } from './offered.js';

/** A `!word` somebody wrote in a thread, and what stands behind it. */
export interface Word {
  word: string;
  words: string;
  replyId: number;
  slackUserId: string;
}

/**
 * Does what a `!word` asks for, in the transaction that takes the reply: exactly once, however often the event comes.
 * What is refused leaves nothing but the explanation; what needs a form is answered with a button that opens it.
 */
export async function obeyWord(ctx: Ctx, parts: BotParts, given: Word): Promise<void> {
  const answer = await answerOf(ctx, parts, given).catch((error: unknown): KeywordAnswer => {
    if (error instanceof Refused) return { is: 'said', key: error.messageKey, vars: error.vars };
    throw error;
  });
  ctx.record({ kind: 'keyword_answered', conversationId: ctx.conversation.id, replyId: given.replyId, slackUserId: given.slackUserId, answer });
}

async function answerOf(ctx: Ctx, parts: BotParts, { word, words, replyId, slackUserId }: Word): Promise<KeywordAnswer> {
  const { actor } = ctx;
  if (actor.kind !== 'agent') throw new Refused('slack:refused.stranger');
  const name = actOfWord(word) as ActName;
  const act = actOf(name);
  if (act.is === 'house') {
    if (act.deed !== null) permitInHouse(actor, act.deed);
    return { is: 'reads', act: name, words };
  }
  permit(actor, act.deed, ctx.conversation);
  if (act.is === 'read') return { is: 'reads', act: name, words };
  const input: unknown = await act.read(words, parts, word, ctx.conversation.id);
  if (input === undefined) return { is: 'asks', act: name };
  const said = await ctx.attempt(() => act.perform(ctx, input, parts, { person: actor, slackUserId, source: `word:${replyId}` }));
  return { is: 'said', key: `slack:${said.key}`, vars: said.vars ?? {} };
}
