import { selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { sendAutomatic } from '../inbox/send-automatic.js';
import { conditionsShape, hindranceOf, triggersOnMessage, type Conditions, type Trigger } from './conditions.js';
import { looksAutomatic } from './looks-automatic.js';
import { rulesOf } from './rules.js';

const MINUTE_MS = 60_000;
/** One arrival (a burst, a batch, two workers) gets one automatic message within this time, ms. */
const ONE_ARRIVAL_MS = MINUTE_MS;
/** More automatic messages than this within an hour only a machine on the other side can cause. */
const MOST_AN_HOUR = 3;

/** A customer's message: outside hours they learn when somebody will answer; inside, that they have been heard. */
export async function runRulesOnMessage(ctx: Ctx, fact: FactOf<'message_received'>): Promise<void> {
  if (!(await mayAnswer(ctx, fact))) return;
  const greeted = await selectOne(ctx.tx, "SELECT id FROM automatic_sends WHERE conversation_id = ? AND trigger_code = 'first_response' LIMIT 1", [ctx.conversation.id]);
  // Who was welcomed knows that they have been heard.
  await runFirstFitting(ctx, triggersOnMessage(ctx.calendar.isOpen(ctx.now)).filter((trigger) => trigger !== 'received_confirmation' || !greeted));
}

/** A conversation went up a level, or was closed by a person: the customer may be told. */
export async function runRulesOnLevel(ctx: Ctx, { from, to }: FactOf<'level_moved'>): Promise<void> {
  if (to > from) await runFirstFitting(ctx, ['escalation_notice']);
}
export async function runRulesOnStatus(ctx: Ctx, { to }: FactOf<'status_moved'>): Promise<void> {
  if (to === 'closed' && ctx.actor.kind === 'agent') await runFirstFitting(ctx, ['closing']);
}

/**
 * The first active rule whose text is in use, that fits, in the order of triggers and positions, and was not used up; its message. Under the
 * conversation's lock, so two workers never both send.
 */
export async function runFirstFitting(ctx: Ctx, triggers: Trigger[]): Promise<void> {
  const rules = (await rulesOf(ctx.tx, triggers)).filter((rule) => rule.active && rule.text_fault === undefined);
  if (rules.length === 0) return;
  const { conversation } = ctx;
  const earlier = await selectOne(ctx.tx, 'SELECT id FROM conversations WHERE contact_id = ? AND id < ? LIMIT 1', [conversation.contact_id, conversation.id]);
  const situation = { isOpen: ctx.calendar.isOpen(ctx.now), isNewContact: earlier === undefined, priority: conversation.priority };
  for (const rule of rules) {
    const read = conditionsShape.safeParse(rule);
    if (!read.success || hindranceOf(read.data, situation) !== undefined || !(await useUp(ctx, rule.trigger_code, read.data))) continue;
    if ((await sendAutomatic(ctx, rule.template_code)).length > 0) return;
  }
}

/** Marks a once-only rule as used; false when it was used before (unique key automatic_sends_once). */
async function useUp(ctx: Ctx, trigger: Trigger, { once }: Conditions): Promise<boolean> {
  if (once === 'always') return true;
  // A closed period is named by the moment it ends; while open there is none.
  const key = once === 'conversation' ? 'conversation' : (ctx.calendar.nextOpening(ctx.now)?.toISOString() ?? 'never');
  const { affectedRows } = await write(ctx.tx, 'INSERT IGNORE INTO automatic_sends (conversation_id, trigger_code, once_key, created_at) VALUES (?, ?, ?, ?)', [ctx.conversation.id, trigger, key, ctx.now]);
  return affectedRows === 1;
}

/** Nothing automatic while a person is in the conversation, twice for one arrival, or to a machine. */
async function mayAnswer(ctx: Ctx, fact: FactOf<'message_received'>): Promise<boolean> {
  const { conversation, tx, now, settings } = ctx;
  if (conversation.open_contact_id === null) return false;
  const state = await selectOne<{ body: string; human: Date | null; automatic: Date | null; hourly: number; repeated: number }>(
    tx,
    `SELECT m.body,
       (SELECT MAX(created_at) FROM messages h WHERE h.conversation_id = m.conversation_id AND h.author_kind IN ('agent', 'phone')) AS human,
       (SELECT MAX(created_at) FROM messages a WHERE a.conversation_id = m.conversation_id AND a.author_kind = 'system') AS automatic,
       (SELECT COUNT(*) FROM messages a WHERE a.conversation_id = m.conversation_id AND a.author_kind = 'system' AND a.created_at > ?) AS hourly,
       (SELECT COUNT(*) FROM messages s WHERE s.conversation_id = m.conversation_id AND s.direction = 'inbound' AND s.created_at > ? AND s.body = m.body) AS repeated
     FROM messages m WHERE m.id = ?`,
    [later(now, -60 * MINUTE_MS), later(now, -60 * MINUTE_MS), fact.messageId],
  );
  if (!state) return false;
  const since = (at: Date | null) => (at === null ? Infinity : now.getTime() - at.getTime());
  if (since(state.human) < settings.automation_pause_minutes * MINUTE_MS || since(state.automatic) < ONE_ARRIVAL_MS || Number(state.hourly) >= MOST_AN_HOUR) return false;
  return !looksAutomatic({ body: state.body, at: fact.occurredAt, lastAutomaticAt: state.automatic, repeated: Number(state.repeated) });
}
