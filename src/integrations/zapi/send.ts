import { select, selectOne } from '../../db/rows.js';
import type { MessageStatus, ReplyState } from '../../domain/facts.js';
import type { Delivery, Outcome, SendContext, Sender } from '../../domain/outbox/drain.js';
import { holdStaleReply } from '../../domain/inbox/decide-reply.js';
import { recordGatewayIds } from '../../domain/inbox/record-gateway-ids.js';
import { hasUntakenWords } from '../../domain/inbox/replies.js';
import { adoptEcho } from '../../domain/inbox/take-echo.js';
import { hasUnreadMessages } from '../../domain/letterbox/claim.js';
import { phoneKey } from '../../domain/people/phone-number.js';
import { Broken, TryLater } from '../../kit/errors.js';
import { addressOf } from './address.js';
import type { QueuedMessage, SentIds } from './client.js';
import { watchConnection, watchingConnection, type WhatsAppSenderParts } from './connection.js';
import { lookAtPhoto } from './look-at-photo.js';
import { sendDeletion, sendEdit } from './send-amendment.js';
import { collectFiles, readFile } from './send-file.js';
import { sendReaction } from './send-reaction.js';

interface Outgoing {
  id: number;
  contact_id: number;
  kind: string;
  body: string;
  /** What the gateway's queue calls a document without words. */
  file_name: string | null;
  status: MessageStatus;
  part: number;
  reply_id: number | null;
  reply_state: ReplyState | null;
  /** Files were posted with the reply; its attachments are made from them and from nothing else (queue-reply.ts). */
  has_files: number;
  /** The provider's id of the message this one answers. */
  quoted_external_id: string | null;
  phone: string | null;
  lid: string | null;
}

const LOAD = `SELECT m.id, m.contact_id, m.kind, m.body, (SELECT MAX(a.file_name) FROM attachments a WHERE a.message_id = m.id) AS file_name, m.status, m.part, m.reply_id, m.quoted_external_id, r.state AS reply_state, r.files IS NOT NULL AS has_files, c.phone, c.lid
  FROM messages m JOIN contacts c ON c.id = m.contact_id LEFT JOIN slack_replies r ON r.id = m.reply_id WHERE m.id = ?`;

const MINUTE_MS = 60_000;
/** No answer is slowed down by more than this, ms. */
const LONGEST_TYPING_MS = 3000;
/** Between two looks for a send whose answer was lost, ms. */
const LOOK_AGAIN_MS = 3000;

/** Until the inbox has taken what was done in the thread within the undo window, ms. */
const UNDO_LOOK_MS = 300;

type WhatsAppDelivery = (delivery: Delivery, context: SendContext, parts: WhatsAppSenderParts) => Promise<Outcome>;

/** Every kind of delivery to the gateway. What is sent is read when it is sent. */
const DELIVERIES: Record<string, WhatsAppDelivery> = {
  'whatsapp.send': sendMessage,
  'whatsapp.edit': sendEdit,
  'whatsapp.delete': sendDeletion,
  'whatsapp.react': sendReaction,
  'whatsapp.photo': lookAtPhoto,
  'whatsapp.watch': (_delivery, _context, parts) => watchConnection(parts),
};

/** Sends deliveries of WhatsApp lanes. @throws Broken for a kind nobody knows */
export function createWhatsAppSender(parts: WhatsAppSenderParts): Sender {
  const send: Sender = (delivery, context) => {
    const deliver = DELIVERIES[delivery.kind];
    if (!deliver) throw new Broken(`no sender for ${delivery.kind}`);
    return deliver(delivery, context, parts);
  };
  return Object.assign(send, { waitMs: waitForWords });
}

/** What Slack told within the undo window counts, even when the inbox has not come to it yet. */
async function waitForWords(delivery: Delivery, { sql, settings }: Pick<SendContext, 'sql' | 'settings'>): Promise<number> {
  if (delivery.reply_id === null || settings.reply_undo_seconds === 0) return 0;
  return (await hasUntakenWords(sql, delivery.reply_id)) ? UNDO_LOOK_MS : 0;
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
  const to = addressOf(message);
  if (message.reply_id !== null && message.has_files === 1) await collectFiles(message.reply_id, context, parts.files);
  if (context.recovering) await context.begin();
  const call = await callFor(to, message, waited, delivery, context, parts);
  const ids = await watchingConnection(parts, call);
  return { done: 'sent', result: ids.messageId, record: (ctx) => recordGatewayIds(ctx, message.id, { externalId: ids.messageId, gatewayId: ids.zaapId }) };
}

/** The call that sends a message, with everything it needs at hand. */
async function callFor(to: string, message: Outgoing, waitedMs: number, delivery: Delivery, context: SendContext, parts: WhatsAppSenderParts): Promise<() => Promise<SentIds>> {
  if (message.kind !== 'text') {
    const file = await readFile(message.id, message.body, context, parts.files);
    return () => parts.client.sendFile(to, file);
  }
  const typingSeconds = await typingTime(delivery, message, waitedMs, context);
  return () => parts.client.sendText(to, message.body, { quote: message.quoted_external_id, typingSeconds });
}

/**
 * Seconds for which the customer sees "digitando…" before a person's answer. None where it would slow something down: parts
 * of a long answer, an answer that has waited long enough, one behind which others wait.
 */
async function typingTime(delivery: Delivery, message: Outgoing, waitedMs: number, { sql, settings }: SendContext): Promise<number> {
  if (settings.typing_seconds === 0 || message.reply_id === null || message.part > 0 || waitedMs >= LONGEST_TYPING_MS) return 0;
  const behind = await selectOne(sql, "SELECT id FROM deliveries WHERE lane = ? AND status = 'pending' AND id <> ? LIMIT 1", [delivery.lane, delivery.id]);
  return behind ? 0 : settings.typing_seconds;
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
  return sameChat && (text.trim() === message.body.trim() || (message.file_name !== null && text === message.file_name));
}
