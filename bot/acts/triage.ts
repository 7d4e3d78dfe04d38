import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import { askedQuestions } from '../../src/domain/triage/asked-questions.js';
import { checklistOf } from '../../src/domain/triage/checklist.js';
import { saveAnswers } from '../../src/domain/triage/save-answers.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { triageBlocks } from '../views/triage-form.js';
import { changeAct, type Said } from './act.js';
import { bareWord } from './codes.js';
import { answersIn, businessDay, refuseOvertakenAnswers, typedAnswer, type GivenAnswer } from './triage-answers.js';
import { typedIn } from './typed-in.js';

type Input = { is: 'answers'; answers: GivenAnswer[] } | { is: 'summary' };

/** "Triagem": the checklist as a form; `!triagem location São Paulo, Moema` answers one question; `!triagem resumo` copies the answers into the thread. */
export const triage = changeAct<Input>({
  deed: 'fill in the triage',
  offered: (card) => card.closed_at === null,
  async read(words, parts) {
    if (words === '') return undefined;
    if ([bareWord(parts.t('slack:triage.summary_word')), 'summary'].includes(bareWord(words))) return { is: 'summary' };
    const answer = await typedAnswer(await typedIn(words, parts), parts);
    return answer && { is: 'answers', answers: [answer] };
  },
  async form(conversationId: number, parts: BotParts) {
    const sql = parts.source.manager;
    const card = await cardOf(sql, conversationId);
    if (!card) throw new Refused('slack:refused.no_conversation', { number: conversationId });
    return triageBlocks(await checklistOf(sql, conversationId), card, await askedQuestions(sql, conversationId), parts);
  },
  submitted: async (values, parts) => ({ is: 'answers', answers: await answersIn(values, parts) }),
  async perform(ctx, input, parts): Promise<Said> {
    const number = ctx.conversation.id;
    if (input.is === 'summary') {
      ctx.record({ kind: 'triage_summary_asked', conversationId: number });
      return { key: 'said.triage_summary', vars: { number } };
    }
    await refuseOvertakenAnswers(ctx, input.answers, parts);
    const { done, needed, changed } = await saveAnswers(ctx, input.answers, businessDay(parts));
    return { key: changed === 0 ? 'said.triage_same' : 'said.triage', vars: { number, done, needed } };
  },
});
