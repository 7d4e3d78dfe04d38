import { selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import { sendAutomatic } from '../inbox/send-automatic.js';
import { templateOfCode } from '../templates/templates.js';
import { planTimer } from '../timers/timers.js';
import { surveyMoment } from './plan-survey.js';
import { hasOptedOut, lockSurvey, lockSurveysOfContact, type Survey } from './surveys.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type SkipReason = 'reopened' | 'opted_out' | 'goes_on' | 'recent' | 'no_template';

/**
 * Timer `survey`: asks what is planned, once; later, the same timer ends what was asked and not answered. The timer, the
 * survey's state, the message and its delivery change in one transaction: a worker that is killed leaves all or nothing.
 */
export async function surveyDue(ctx: Ctx): Promise<void> {
  const survey = await lockSurvey(ctx.tx, ctx.conversation.id);
  if (survey?.state === 'planned') await askOrSkip(ctx, survey);
  else if (survey?.state === 'sent') await expire(ctx, survey);
}

async function askOrSkip(ctx: Ctx, survey: Survey): Promise<void> {
  const moment = surveyMoment(ctx, ctx.now);
  if (moment > ctx.now) {
    // The hours have changed since it was planned, or nobody was there to send it.
    await write(ctx.tx, 'UPDATE satisfaction_surveys SET due_at = ? WHERE id = ?', [moment, survey.id]);
    return planTimer(ctx.tx, 'survey', ctx.conversation.id, moment);
  }
  const why = (await whyNot(ctx, survey)) ?? ((await templateOfCode(ctx.tx, 'pesquisa')) === undefined ? 'no_template' : undefined);
  if (why !== undefined) {
    await write(ctx.tx, "UPDATE satisfaction_surveys SET state = 'skipped', skip_reason = ? WHERE id = ?", [why, survey.id]);
    return undefined;
  }
  const expires = later(ctx.now, ctx.settings.survey_window_hours * HOUR_MS);
  await write(ctx.tx, "UPDATE satisfaction_surveys SET state = 'sent', sent_at = ?, expires_at = ? WHERE id = ?", [ctx.now, expires, survey.id]);
  await planTimer(ctx.tx, 'survey', ctx.conversation.id, expires);
  ctx.record({ kind: 'survey_sent', conversationId: ctx.conversation.id, surveyId: survey.id });
  await sendAutomatic(ctx, 'pesquisa');
}

/** Why this contact is not asked now, undefined when nothing speaks against it. */
async function whyNot(ctx: Ctx, survey: Survey): Promise<SkipReason | undefined> {
  const { conversation, tx, now, settings } = ctx;
  if (conversation.open_contact_id !== null) return 'reopened';
  if (await hasOptedOut(tx, conversation.contact_id)) return 'opted_out';
  if (await selectOne(tx, 'SELECT id FROM conversations WHERE open_contact_id = ?', [conversation.contact_id])) return 'goes_on';
  const since = later(now, -settings.survey_min_days * DAY_MS);
  const others = (await lockSurveysOfContact(tx, conversation.contact_id)).filter(({ id }) => id !== survey.id);
  return others.some(({ sent_at: sentAt }) => sentAt !== null && sentAt > since) ? 'recent' : undefined;
}

async function expire(ctx: Ctx, survey: Survey): Promise<void> {
  await write(ctx.tx, "UPDATE satisfaction_surveys SET state = 'expired' WHERE id = ?", [survey.id]);
  ctx.record({ kind: 'survey_expired', conversationId: ctx.conversation.id, surveyId: survey.id });
}
