import { write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { cancelTimer, planTimer } from '../timers/timers.js';
import { lockSurvey } from './surveys.js';

const HOUR_MS = 3_600_000;

/**
 * When a survey that is due from `from` on may leave: within working hours, because it is no answer anybody waits for. With a
 * delay of 0 it leaves at once, whatever the hour: the customer has been writing a moment ago.
 */
export function surveyMoment(ctx: Ctx, from: Date): Date {
  return ctx.settings.survey_delay_hours === 0 ? from : (ctx.calendar.nextOpening(from) ?? from);
}

/**
 * Reaction: a conversation that was closed (not lost) plans its survey. One a conversation, by its unique key: asked once, it
 * is not asked again however often it is closed.
 */
export async function planSurvey(ctx: Ctx, fact: FactOf<'status_moved'>): Promise<void> {
  if (fact.to !== 'closed') return;
  const conversation = await ctx.lock(fact.conversationId);
  if ((await lockSurvey(ctx.tx, conversation.id))?.sent_at) return;
  const due = surveyMoment(ctx, later(ctx.now, ctx.settings.survey_delay_hours * HOUR_MS));
  await write(
    ctx.tx,
    `INSERT INTO satisfaction_surveys (conversation_id, agent_id, level, state, due_at, created_at) VALUES (?, ?, ?, 'planned', ?, ?)
     ON DUPLICATE KEY UPDATE agent_id = VALUES(agent_id), level = VALUES(level), state = 'planned', skip_reason = NULL, due_at = VALUES(due_at)`,
    [conversation.id, conversation.assignee_id, conversation.level, due, ctx.now],
  );
  await planTimer(ctx.tx, 'survey', conversation.id, due);
}

/** Reaction: the conversation goes on, so it is too early to ask. What was asked already may still be answered. */
export async function cancelSurvey(ctx: Ctx, fact: FactOf<'conversation_reopened'>): Promise<void> {
  const { affectedRows } = await write(ctx.tx, "UPDATE satisfaction_surveys SET state = 'skipped', skip_reason = 'reopened' WHERE conversation_id = ? AND state = 'planned'", [fact.conversationId]);
  if (affectedRows > 0) await cancelTimer(ctx.tx, 'survey', fact.conversationId);
}

/** Reaction: a conversation that went into another takes its survey along, unless that one has its own. */
export async function keepSurveyOfMerged(ctx: Ctx, fact: FactOf<'contacts_merged'>): Promise<void> {
  if (fact.mergedConversationId !== null) await write(ctx.tx, 'UPDATE IGNORE satisfaction_surveys SET conversation_id = ? WHERE conversation_id = ?', [fact.conversationId, fact.mergedConversationId]);
}
