import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { identityOf, streamOf, type Identity } from '../../domain/people/phone-number.js';
import { isBare, parseContent } from './parse-content.js';
import { anyShape, connectionShape, deliveryShape, presenceShape, receivedShape, statusShape, type ReceivedBody } from './webhook-shape.js';

/** Who an event is: enough to store it once and in its stream. */
export interface EventIdentity {
  externalId: string;
  kind: string;
  key: string;
  occurredAt: Date;
}

/** The body lacks what its type needs; `message` names the fields. */
export class BadWebhook extends Error {}

const hash = (...parts: unknown[]) => createHash('sha1').update(JSON.stringify(parts)).digest('hex').slice(0, 24);

/** As long as the column is, in characters it keeps apart: what is longer or unusual is named by its hash. */
const nameOf = (id: string) => (/^[\x21-\x7e]{1,190}$/.test(id) ? id : `hash:${hash(id)}`);

/** A clock ahead of ours by more than this is not believed, ms. */
const MOST_AHEAD_MS = 24 * 3_600_000;

/** Z-API's momment: milliseconds, but seconds in some disconnect events (zapi.md §2.6). */
function instantOf(momment: number | undefined, receivedAt: Date): Date {
  if (momment === undefined) return receivedAt;
  const ms = momment < 1e11 ? momment * 1000 : momment;
  return ms > receivedAt.getTime() + MOST_AHEAD_MS ? receivedAt : new Date(ms);
}

function need<T extends z.ZodType>(shape: T, body: object): z.infer<T> {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new BadWebhook(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '));
}

/** Is this chat one the product handles: one person, not a group, newsletter, status or broadcast? */
export function isPrivateChat(body: ReceivedBody): boolean {
  return !body.isGroup && !body.isNewsletter && !body.isStatusReply && !body.broadcast && !/-group$|@newsletter$|broadcast$|@g\.us$/.test(body.phone);
}

/** Who is at the other end of a private chat. Of what we sent ourselves the sender's lid is our own. */
export function chatOf(body: ReceivedBody): Identity {
  return identityOf(body.phone, body.chatLid, body.fromMe ? null : body.senderLid);
}

function identifyReceived(body: ReceivedBody): { id: string; kind: string } {
  const id = body.messageId ?? '';
  if (body.notification === 'REVOKE') return { id: `revoke:${body.referenceMessageId || id || hash(body.phone, body.momment)}`, kind: 'revoke' };
  if (typeof body.notification === 'string') return { id: `notification:${body.notification}:${id || hash(body.phone, body.momment)}`, kind: kindOfNotification(body) };
  if (body.isEdit) return { id: `edit:${id}`, kind: 'edit' };
  if (body.waitingMessage) return { id: `${body['viewOnce'] === true ? 'view-once' : 'waiting'}:${id}`, kind: 'waiting' };
  if (typeof body['reaction'] === 'object' && body['reaction'] !== null) return { id: `message:${id}`, kind: 'reaction' };
  // A copy without its content must not keep out the one that has it.
  return { id: `${isBare(parseContent(body)) ? 'bare' : 'message'}:${id}`, kind: 'message' };
}

/** Of all notifications, those that a thread shows: somebody called, somebody would not pay. */
function kindOfNotification(body: ReceivedBody): string {
  if (body.notification === 'PAYMENT_ACTION_REQUEST_DECLINED') return 'payment';
  return /^CALL_(?:VOICE|VIDEO|RECEIVED|MISSED(?:_VOICE|_VIDEO)?)$/.test(body.notification ?? '') && !body.fromMe ? 'call' : 'notification';
}

/**
 * Tells every Z-API webhook apart by the body's `type`, and gives it an identity per instance and kind (zapi.md §2.7):
 * a deletion reuses the deleted message's id, an edit has its own, some notifications have none.
 * @throws BadWebhook when the body is no object or lacks what its type needs
 */
export function identifyWebhook(body: unknown, receivedAt: Date): EventIdentity {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new BadWebhook('the body must be a JSON object');
  const { type, instanceId, momment } = need(anyShape, body);
  const named = (id: string, kind: string, key: string): EventIdentity => ({
    externalId: nameOf(`${instanceId || '-'}:${id}`),
    kind,
    key: `zapi:${key}`.slice(0, 120),
    occurredAt: instantOf(momment, receivedAt),
  });
  switch (type) {
    case 'ReceivedCallback': {
      const received = need(receivedShape, body);
      const { id, kind } = identifyReceived(received);
      if (!isPrivateChat(received)) return named(id, 'other_chat', 'ignored');
      return named(id, kind, streamOf(chatOf(received)));
    }
    case 'MessageStatusCallback': {
      const status = need(statusShape, body);
      const ids = status.ids.length === 1 ? (status.ids[0] as string) : hash(...[...status.ids].sort());
      return named(`status:${status.status}:${ids}${status.participant ? `:${status.participant}` : ''}`, 'status', `status:${status.phone ?? ''}`);
    }
    case 'DeliveryCallback': {
      const delivery = need(deliveryShape, body);
      return named(`delivery:${delivery.zaapId ?? delivery.messageId}:${delivery.error ? 'error' : 'ok'}`, 'delivery', `status:${delivery.phone ?? ''}`);
    }
    case 'ConnectedCallback':
    case 'DisconnectedCallback':
      need(connectionShape, body);
      return named(`connection:${type}:${momment ?? receivedAt.getTime()}`, 'connection', 'connection');
    case 'PresenceChatCallback': {
      const presence = need(presenceShape, body);
      return named(`presence:${hash(presence.phone, presence.status, Math.floor(receivedAt.getTime() / 1000))}`, 'presence', 'ignored');
    }
    default:
      return named(`other:${type}:${hash(body)}`, 'unknown', 'ignored');
  }
}
