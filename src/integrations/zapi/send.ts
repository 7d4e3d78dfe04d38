import { select, selectOne } from '../../db/rows.js';
import type { MessageStatus, ReplyState } from '../../domain/facts.js';
import { recordWhatsApp } from '../../domain/conversation/connections.js';
import type { Ledger } from '../../domain/ledger/ledger.js';
import type { Delivery, Outcome, SendContext, Sender } from '../../domain/outbox/drain.js';
import { holdStaleReply } from '../../domain/inbox/decide-reply.js';
import { recordGatewayIds } from '../../domain/inbox/record-gateway-ids.js';
import { hasUntakenWords } from '../../domain/inbox/replies.js';
import { adoptEcho } from '../../domain/inbox/take-echo.js';
import { hasUnreadMessages } from '../../domain/letterbox/claim.js';
import { phoneKey } from '../../domain/people/phone-number.js';
import { Broken, TryLater } from '../../kit/errors.js';
import { GatewayDisconnected, type QueuedMessage, type ZapiClient } from './client.js';

interface Outgoing {
  id: number;
  contact_id: number;
  body: string;
  status: MessageStatus;
  part: number;
  reply_id: number | null;
  reply_state: ReplyState | null;
  phone: string | null;
  lid: string | null;
}

const LOAD = `SELECT m.id, m.contact_id, m.body, m.status, m.part, m.reply_id, r.state AS reply_state, c.phone, c.lid
  FROM messages m JOIN contacts c ON c.id = m.contact_id LEFT JOIN slack_replies r ON r.id = m.reply_id WHERE m.id = ?`;

const MINUTE_MS = 60_000;
/** Between two looks for a send whose answer was lost, ms. */
const LOOK_AGAIN_MS = 3000;

/** Until the inbox has taken what was done in the thread within the undo window, ms. */
const UNDO_LOOK_MS = 300;

export interface WhatsAppSenderParts {
  client: ZapiClient;
  ledger: Ledger;
}

/** Sends deliveries of WhatsApp lanes: messages, and the watch over the gateway's connection. */
export function createWhatsAppSender(parts: WhatsAppSenderParts): Sender {
  const send: Sender = (delivery, context) => (delivery.kind === 'whatsapp.watch' ? watchConnection(parts) : sendMessage(delivery, context, parts));
  return Object.assign(send, { waitMs: waitForWords });
}

/** What Slack told within the undo window counts, even when the inbox has not come to it yet. */
async function waitForWords(delivery: Delivery, { sql, settings }: Pick<SendContext, 'sql' | 'settings'>): Promise<number> {
  if (delivery.reply_id === null || settings.reply_undo_seconds === 0) return 0;
  return (await hasUntakenWords(sql, delivery.reply_id)) ? UNDO_LOOK_MS : 0;
}

async function watchConnection(parts: WhatsAppSenderParts): Promise<Outcome> {
  let state: { connected: boolean; detail: string };
  try {
    state = await parts.client.status();
  } catch (error) {
    state = { connected: false, detail: error instanceof Error ? error.message : String(error) };
  }
  return { done: 'sent', record: (ctx) => recordWhatsApp(ctx, state.connected, state.detail) };
}

async function sendMessage(delivery: Delivery, context: SendContext, parts: WhatsAppSenderParts): Promise<Outcome> {
  const message = await selectOne<Outgoing>(context.sql, LOAD, [delivery.message_id]);
  if (!message || message.status !== 'queued' || (message.reply_state !== null && message.reply_state !== 'queued')) return { done: 'obsolete' };
  if (context.recovering) {
    const found = await lookForLostSend(message, context, parts);
    if (found) return found;
  }
  // Since somebody last wanted it sent: a reply, a decision and a retry each make a delivery of their own.
  const waited = context.now.getTime() - delivery.created_at.getTime();
  if (message.part === 0 && message.reply_id !== null && waited > context.settings.stale_reply_minutes * MINUTE_MS) {
    const { reply_id: replyId } = message;
    return { done: 'held', record: (ctx) => holdStaleReply(ctx, replyId, Math.round(waited / MINUTE_MS)) };
  }
  const to = message.phone ?? message.lid;
  if (to === null) throw new Broken('the contact has neither phone nor lid (erased?)');
  if (context.recovering) await context.begin();
  try {
    const ids = await parts.client.sendText(to, message.body);
    return { done: 'sent', result: ids.messageId, record: (ctx) => recordGatewayIds(ctx, message.id, { externalId: ids.messageId, gatewayId: ids.zaapId }) };
  } catch (error) {
    if (error instanceof GatewayDisconnected) await parts.ledger.run({ kind: 'system' }, {}, (ctx) => recordWhatsApp(ctx, false, error.detail));
    throw error;
  }
}

/**
 * An earlier attempt may have reached the gateway: its echo or its place in the queue tells. As long as neither is found
 * it is looked for again, for `lost_send_seconds` and until every message that came from this chat is taken (the echo may
 * lie in the letterbox of a house that stood still); only then the caller sends once more.
 */
async function lookForLostSend(message: Outgoing, context: SendContext, parts: WhatsAppSenderParts): Promise<Outcome | undefined> {
  // Read before the echoes: an echo that is taken in between is found among them.
  const unread = await hasUnreadMessages(context.sql, message);
  const echoed = await parts.ledger.run({ kind: 'system' }, {}, (ctx) => adoptEcho(ctx, message, context.startedAt));
  if (echoed !== undefined) return { done: 'sent', result: echoed };
  const inQueue = await findInQueue(message, context, parts);
  if (inQueue) {
    return { done: 'sent', result: inQueue.messageId, record: (ctx) => recordGatewayIds(ctx, message.id, { externalId: inQueue.messageId, gatewayId: inQueue.zaapId || null }) };
  }
  const lookedMs = context.now.getTime() - context.startedAt.getTime();
  if (unread || lookedMs < context.settings.lost_send_seconds * 1000) {
    throw new TryLater('the answer of the last attempt was lost: looking for its echo before sending again', { outcome: 'unknown', afterMs: LOOK_AGAIN_MS, counts: false });
  }
  return undefined;
}

/** A queued message like ours that is no other message's: equal texts each find their own. Its time is the gateway's, and no help. */
async function findInQueue(message: Outgoing, context: SendContext, parts: WhatsAppSenderParts): Promise<QueuedMessage | undefined> {
  const alike = (await parts.client.queue()).filter((row) => isThisMessage(row.phone, row.text, message));
  if (alike.length === 0) return undefined;
  const taken = await select<{ external_id: string }>(context.sql, "SELECT external_id FROM messages WHERE provider = 'zapi' AND external_id IN (?)", [alike.map((row) => row.messageId)]);
  return alike.find((row) => !taken.some((other) => other.external_id === row.messageId));
}

function isThisMessage(phone: string, text: string, message: Outgoing): boolean {
  const sameChat = phone === message.lid || (message.phone !== null && phoneKey(phone.replace(/\D/g, '')) === phoneKey(message.phone));
  return sameChat && text.trim() === message.body.trim();
}
