import { write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { sendAutomatic } from '../inbox/send-automatic.js';
import { cancelTimer } from '../timers/timers.js';
import type { Verdict } from './judge-answer.js';
import type { Survey } from './surveys.js';

const COMMENT_MAX = 4000;

interface Answer {
  messageId: number;
  /** When it was written. */
  at: Date;
}

/** Keeps what the customer answered and acknowledges it, each kind of answer once. The survey is locked. */
export async function takeAnswer(ctx: Ctx, survey: Survey, verdict: Verdict, answer: Answer): Promise<void> {
  if (verdict.is === 'score') await takeScore(ctx, survey, verdict, answer);
  else if (verdict.is === 'comment') {
    if (await keepComment(ctx, survey, verdict.text, answer, false)) await sendAutomatic(ctx, 'pesquisa-comentario');
  } else if (verdict.is === 'opt_out') await optOut(ctx, survey);
  else if (verdict.is === 'again') {
    await write(ctx.tx, 'UPDATE satisfaction_surveys SET asked_again_at = ? WHERE id = ?', [ctx.now, survey.id]);
    await sendAutomatic(ctx, 'pesquisa-repetir');
  }
}

async function takeScore(ctx: Ctx, survey: Survey, { score, comment }: Extract<Verdict, { is: 'score' }>, answer: Answer): Promise<void> {
  const before = survey.score;
  await write(ctx.tx, "UPDATE satisfaction_surveys SET state = 'answered', score = ?, answered_at = COALESCE(answered_at, ?) WHERE id = ?", [score, answer.at, survey.id]);
  if (before === null) await cancelTimer(ctx.tx, 'survey', ctx.conversation.id);
  if (before !== score) ctx.record({ kind: 'survey_answered', conversationId: ctx.conversation.id, surveyId: survey.id, score, before });
  const isFirst = comment !== null && (await keepComment(ctx, survey, comment, answer, true));
  if (before === null || isFirst) await sendAutomatic(ctx, comment === null ? 'pesquisa-obrigado' : 'pesquisa-comentario');
}

/** @returns whether it is the survey's first comment; more words are added to it */
async function keepComment(ctx: Ctx, survey: Survey, text: string, { messageId, at }: Answer, withScore: boolean): Promise<boolean> {
  const all = [survey.comment, text].filter((part) => part !== null).join('\n').slice(0, COMMENT_MAX);
  await write(ctx.tx, 'UPDATE satisfaction_surveys SET comment = ?, commented_at = ? WHERE id = ?', [all, at, survey.id]);
  ctx.record({ kind: 'survey_commented', conversationId: ctx.conversation.id, surveyId: survey.id, messageId, withScore });
  return survey.comment === null;
}

async function optOut(ctx: Ctx, survey: Survey): Promise<void> {
  const { contact_id: contactId, id } = ctx.conversation;
  const { affectedRows } = await write(ctx.tx, 'UPDATE contacts SET survey_opted_out_at = ?, updated_at = ? WHERE id = ? AND survey_opted_out_at IS NULL', [ctx.now, ctx.now, contactId]);
  if (affectedRows === 0) return;
  ctx.record({ kind: 'survey_opted_out', conversationId: id, surveyId: survey.id, contactId });
  await sendAutomatic(ctx, 'pesquisa-sair');
}
