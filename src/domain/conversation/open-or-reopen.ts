import { selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import { Refused } from '../../kit/errors.js';
import type { Conversation, Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { isErased } from '../people/erased.js';

const HOUR_MS = 3_600_000;

/**
 * The conversation a contact's message belongs to, locked and entered: the open one; the last one, reopened, when it
 * ended less than `reopen_window_hours` ago (product.md, Funnel); otherwise a new one.
 * The contact's row must be locked; the unique key conversations_open_contact stands behind it.
 * @param latest the contact's open conversation, or the one that ended last, locked (lockLatestOfContact)
 * @param at when the message was written
 */
export async function openOrReopen(ctx: Ctx, contactId: number, latest: Conversation | undefined, at: Date): Promise<Conversation> {
  if (latest?.open_contact_id) ctx.enter(latest);
  else if (latest?.closed_at && later(latest.closed_at, ctx.settings.reopen_window_hours * HOUR_MS) >= at) await reopenConversation(ctx, latest, 'contact wrote again');
  else ctx.enter(await openConversation(ctx, contactId, at));
  return ctx.conversation;
}

/** Opens an ended conversation again, in the status it had before it ended. */
export async function reopenConversation(ctx: Ctx, conversation: Conversation, why: FactOf<'conversation_reopened'>['why']): Promise<void> {
  const from = conversation.status;
  const to = conversation.status_before_end ?? 'triage';
  await write(ctx.tx, 'UPDATE conversations SET status = ?, status_before_end = NULL, closed_at = NULL, loss_reason = NULL, open_contact_id = contact_id, updated_at = ? WHERE id = ?', [to, ctx.now, conversation.id]);
  Object.assign(conversation, { status: to, status_before_end: null, closed_at: null, loss_reason: null, open_contact_id: conversation.contact_id });
  ctx.enter(conversation);
  ctx.record({ kind: 'conversation_reopened', conversationId: conversation.id, from, to, why });
}

/**
 * The same, by a person of the team.
 * @throws Refused `slack:refused.other_open` when the contact has gone on in another conversation: one is open at a time;
 *   `slack:refused.erased` when the contact's data were erased: nobody could be answered
 */
export async function reopenAlone(ctx: Ctx, why: FactOf<'conversation_reopened'>['why']): Promise<void> {
  const { conversation } = ctx;
  if (await isErased(ctx.tx, conversation.contact_id)) throw new Refused('slack:refused.erased', { number: conversation.id });
  const other = await selectOne<{ id: number }>(ctx.tx, 'SELECT id FROM conversations WHERE open_contact_id = ?', [conversation.contact_id]);
  if (other) throw new Refused('slack:refused.other_open', { number: conversation.id, other: other.id });
  await reopenConversation(ctx, conversation, why);
}

/** A new conversation, entered, which somebody of ours begins now. The contact's row must be locked, and none of its conversations open. */
export async function openNew(ctx: Ctx, contactId: number): Promise<void> {
  ctx.enter(await openConversation(ctx, contactId, ctx.now));
}

async function openConversation(ctx: Ctx, contactId: number, at: Date): Promise<Conversation> {
  const { insertId } = await write(ctx.tx, 'INSERT INTO conversations (contact_id, open_contact_id, opened_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?)', [contactId, contactId, at, ctx.now, ctx.now]);
  ctx.record({ kind: 'conversation_opened', conversationId: insertId, contactId });
  return {
    id: insertId, contact_id: contactId, open_contact_id: contactId, status: 'new', status_before_end: null, priority: 'normal', level: 'n1',
    assignee_id: null, opened_at: at, closed_at: null, waiting_since: null, last_message_at: null, last_message_id: null, merged_into_id: null, loss_reason: null, patient_id: null,
  };
}
