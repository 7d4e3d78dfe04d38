import { insertMany, select, selectOne, write } from '../../db/rows.js';
import { openOrReopen } from '../conversation/open-or-reopen.js';
import { lockLatestOfContact } from '../conversation/lock.js';
import type { Conversation, Ctx } from '../ctx.js';
import { findOrCreateContact } from '../people/find-or-create-contact.js';
import { askClaims, type Claim, type Claimed } from './claims.js';
import { fillMessage } from './fill-message.js';
import type { InboundMessage } from './inbound-message.js';
import { IS_ANSWER, isAnswer } from './is-answer.js';
import { mergeConversations } from './merge-conversations.js';
import { planPhotoCheck } from './plan-photo-check.js';
import { applyEarlyAmendments } from './receive-amendments.js';
import { showMessages } from './show-messages.js';
import { storeAttachment } from './store-attachment.js';
import { takeEcho } from './take-echo.js';

const INSERT = `INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, provider, external_id, status, event_id, content, quoted_external_id, forwarded, occurred_at, created_at, claimed_by) VALUES ?`;

/**
 * Takes messages of one chat, in the order they were written: finds the contact and the conversation, stores them, shows
 * them in the thread. Messages typed on the company's phone count as a human answer; echoes of our own sends only
 * complete the message they belong to.
 * @param claims who may take a message for itself before a conversation is opened for it
 * @returns what became of each, by event id
 */
export async function receiveMessages(ctx: Ctx, messages: InboundMessage[], claims: readonly Claim[]): Promise<Map<number, string>> {
  const outcomes = new Map<number, string>();
  const newest = messages[messages.length - 1] as InboundMessage;
  const nameFrom = (own: boolean) => [...messages].reverse().find((message) => (message.origin === 'contact') === own && message.contactName)?.contactName ?? null;
  const { contact, absorbedId } = await findOrCreateContact(ctx, { identity: completeIdentity(messages), name: nameFrom(true), chatName: nameFrom(false), photoUrl: newest.photoUrl });
  if (absorbedId !== null) await mergeConversations(ctx, contact.id, absorbedId);

  for (const echo of messages.filter((message) => message.origin === 'echo')) outcomes.set(echo.eventId, await takeEcho(ctx, contact.id, echo));

  const { fresh, again } = await sortKnown(ctx, messages.filter((message) => message.origin !== 'echo'));
  if (fresh.length > 0) await storeFresh(ctx, contact.id, fresh, claims, outcomes);
  if (fresh.some((message) => message.origin === 'contact')) await planPhotoCheck(ctx, ctx.conversation.id, contact.photo_checked_at);
  for (const message of again) outcomes.set(message.eventId, await fillMessage(ctx, message));
  return outcomes;
}

/** Messages the ledger does not have: stored, shown, and what came for them before they did is applied. */
async function storeFresh(ctx: Ctx, contactId: number, fresh: InboundMessage[], claims: readonly Claim[], outcomes: Map<number, string>): Promise<void> {
  const latest = await lockLatestOfContact(ctx.tx, contactId);
  const rest = await storeClaimed(ctx, { contactId, latest }, fresh, claims, outcomes);
  if (rest.length > 0) {
    const conversation = await openOrReopen(ctx, contactId, latest, (rest[0] as InboundMessage).occurredAt);
    if (conversation.last_message_id === null) await recordSource(ctx, rest);
    await storeIn(ctx, rest, undefined, outcomes);
  }
  await applyEarlyAmendments(ctx, fresh.map((message) => message.externalId));
}

/** While the contact has no open conversation, each message may be claimed; the first that is not opens one. Returns the rest. */
async function storeClaimed(ctx: Ctx, of: { contactId: number; latest: Conversation | undefined }, fresh: InboundMessage[], claims: readonly Claim[], outcomes: Map<number, string>): Promise<InboundMessage[]> {
  const { contactId, latest } = of;
  if (latest === undefined || latest.open_contact_id !== null) return fresh;
  for (const [index, message] of fresh.entries()) {
    const claimed = message.origin === 'contact' ? await askClaims(ctx, claims, { contactId, latest, message }) : undefined;
    if (!claimed) return fresh.slice(index);
    ctx.enter(claimed.conversation);
    const [messageId] = await storeIn(ctx, [message], claimed, outcomes);
    await claimed.taken?.(messageId as number);
  }
  return [];
}

/** Stores and shows messages in the conversation that is entered. @returns their ids */
async function storeIn(ctx: Ctx, fresh: InboundMessage[], claimed: Claimed | undefined, outcomes: Map<number, string>): Promise<number[]> {
  const { conversation } = ctx;
  const ids = await insertMany(
    ctx.tx,
    INSERT,
    fresh.map((message) => {
      const inbound = message.origin === 'contact';
      return [
        conversation.id, conversation.contact_id, inbound ? 'inbound' : 'outbound', message.kind, message.body, message.origin, 'zapi', message.externalId, inbound ? 'delivered' : 'sent', message.eventId,
        message.content === null ? null : JSON.stringify(message.content), message.quotedExternalId, message.forwarded ? 1 : 0, message.occurredAt, ctx.now, claimed?.by ?? null,
      ];
    }),
  );
  await updateConversation(ctx, fresh, ids, claimed === undefined);
  for (const [index, message] of fresh.entries()) {
    outcomes.set(message.eventId, claimed ? `message_${claimed.by}` : 'message');
    const messageId = ids[index] as number;
    if (claimed) ctx.record({ kind: 'message_claimed', conversationId: conversation.id, messageId, by: claimed.by });
    else {
      const about = { conversationId: conversation.id, messageId, occurredAt: message.occurredAt };
      ctx.record(message.origin === 'contact' ? { kind: 'message_received', ...about } : { kind: 'phone_message_sent', ...about, answers: isAnswer(message) });
    }
    if (message.attachment) await storeAttachment(ctx, { messageId, conversationId: conversation.id, postId: null }, message.attachment);
  }
  return ids;
}

/** The advertisement that brought the person, on the conversation it opened. */
async function recordSource(ctx: Ctx, messages: InboundMessage[]): Promise<void> {
  const source = messages.find((message) => message.source !== null)?.source;
  if (source) await write(ctx.tx, 'UPDATE conversations SET source_title = ?, source_url = ? WHERE id = ? AND source_title IS NULL', [source.title, source.url || null, ctx.conversation.id]);
}

/** A batch of one stream may tell the lid in one event and the phone in another. */
function completeIdentity(messages: InboundMessage[]): InboundMessage['identity'] {
  const last = <T>(values: (T | null)[]) => [...values].reverse().find((value) => value !== null) ?? null;
  return { lid: last(messages.map((message) => message.identity.lid)), phone: last(messages.map((message) => message.identity.phone)) };
}

/** Which messages the ledger does not have: an id may come again under another event (phone echo, waiting placeholder). */
async function sortKnown(ctx: Ctx, messages: InboundMessage[]): Promise<{ fresh: InboundMessage[]; again: InboundMessage[] }> {
  if (messages.length === 0) return { fresh: [], again: [] };
  const ids = messages.map((message) => message.externalId);
  const known = await select<{ external_id: string }>(ctx.tx, "SELECT external_id FROM messages WHERE provider = 'zapi' AND external_id IN (?)", [ids]);
  const seen = new Set(known.map((row) => row.external_id));
  const fresh = messages.filter((message) => !seen.has(message.externalId) && seen.add(message.externalId));
  return { fresh, again: messages.filter((message) => !fresh.includes(message)) };
}

/** Shows the messages author by author, and keeps who waits since when; `waits`: what the customer wrote wants an answer. */
async function updateConversation(ctx: Ctx, fresh: InboundMessage[], ids: number[], waits: boolean): Promise<void> {
  const { conversation } = ctx;
  const newestBefore = conversation.last_message_at;
  for (const run of runsOf(fresh)) {
    const placed = run.map((index) => ({ id: ids[index] as number, occurredAt: (fresh[index] as InboundMessage).occurredAt }));
    const isLate = newestBefore !== null && placed.some((message) => message.occurredAt < newestBefore);
    const origin = (fresh[run[0] as number] as InboundMessage).origin as 'contact' | 'phone';
    await showMessages(ctx, origin, placed, isLate);
  }
  const waiting = waits ? await waitingSince(ctx, fresh, newestBefore) : conversation.waiting_since;
  const lastIndex = fresh.length - 1;
  const last = fresh[lastIndex] as InboundMessage;
  const isLater = newestBefore === null || last.occurredAt >= newestBefore;
  const isNewest = isLater || !(await lastIsContacts(ctx));
  Object.assign(conversation, { waiting_since: waiting, ...(isLater ? { last_message_at: last.occurredAt } : {}), ...(isNewest ? { last_message_id: ids[lastIndex] } : {}) });
  await write(ctx.tx, 'UPDATE conversations SET waiting_since = ?, last_message_at = ?, last_message_id = ?, updated_at = ? WHERE id = ?', [
    conversation.waiting_since, conversation.last_message_at, conversation.last_message_id, ctx.now, conversation.id,
  ]);
}

/**
 * Since when the customer waits, whatever order the messages came in. What somebody types on the company's phone answers
 * all that stood on it by then (not what WhatsApp makes itself, is-answer.ts); a reply from Slack answers only what had reached us.
 */
async function waitingSince(ctx: Ctx, fresh: InboundMessage[], newestBefore: Date | null): Promise<Date | null> {
  const isLate = newestBefore !== null && fresh.some((message) => message.origin === 'contact' && message.occurredAt < newestBefore);
  const typed = isLate ? await selectOne<{ at: Date | null }>(ctx.tx, `SELECT MAX(m.occurred_at) AS at FROM messages m WHERE m.conversation_id = ? AND m.author_kind = 'phone' AND ${IS_ANSWER}`, [ctx.conversation.id]) : undefined;
  const answeredUpTo = typed?.at?.getTime() ?? -Infinity;
  let since = ctx.conversation.waiting_since;
  for (const message of fresh) {
    const { origin, occurredAt } = message;
    if (origin === 'phone') since = isAnswer(message) && since !== null && since <= occurredAt ? null : since;
    else if (occurredAt.getTime() > answeredUpTo && (since === null || occurredAt < since)) since = occurredAt;
  }
  return since;
}

/**
 * Among the contact's own messages the time of writing decides which is the last; what comes after words of the team stands
 * behind them in the thread, whenever it was written (and by whichever clock).
 */
async function lastIsContacts(ctx: Ctx): Promise<boolean> {
  const [row] = await select<{ author_kind: string }>(ctx.tx, 'SELECT author_kind FROM messages WHERE id = ?', [ctx.conversation.last_message_id]);
  return row?.author_kind === 'contact';
}

/** Indexes of consecutive messages by the same side. */
function runsOf(messages: InboundMessage[]): number[][] {
  const runs: number[][] = [];
  messages.forEach((message, index) => {
    const run = runs[runs.length - 1];
    if (run && messages[run[0] as number]?.origin === message.origin) run.push(index);
    else runs.push([index]);
  });
  return runs;
}
