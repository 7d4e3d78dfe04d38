import type { z } from 'zod';
import type { MessageStatus } from '../../domain/facts.js';
import type { InboundMessage } from '../../domain/inbox/inbound-message.js';
import type { StatusReport } from '../../domain/inbox/record-status.js';
import { cleanText } from '../../kit/text/clean.js';
import { chatOf } from './identify.js';
import { connectionShape, deliveryShape, receivedShape, statusShape, type ReceivedBody } from './webhook-shape.js';

/** What a stored webhook means to the ledger. */
export type ZapiEvent =
  | { is: 'message'; message: InboundMessage }
  | { is: 'status'; report: StatusReport }
  | { is: 'connection'; connected: boolean; detail: string }
  /** Recorded, answered 200, and nothing more; `why` is the outcome on the row. */
  | { is: 'ignored'; why: string };

export interface StoredWebhook {
  id: number;
  kind: string;
  payload: string;
  occurred_at: Date;
}

const STATUSES = new Map<string, MessageStatus>([['SENT', 'sent'], ['RECEIVED', 'delivered'], ['READ', 'read'], ['PLAYED', 'played']]);

/** Reads a stored webhook. Pure; the body was checked when it was accepted (identify.ts). */
export function parseWebhook(event: StoredWebhook): ZapiEvent {
  const body = JSON.parse(event.payload) as unknown;
  switch (event.kind) {
    case 'message':
      return parseMessage(event, receivedShape.parse(body));
    case 'status':
      return parseStatus(event, statusShape.parse(body));
    case 'delivery':
      return parseDelivery(event, deliveryShape.parse(body));
    case 'connection': {
      const { type, error } = connectionShape.parse(body);
      return { is: 'connection', connected: type === 'ConnectedCallback', detail: error ?? '' };
    }
    case 'other_chat':
      return { is: 'ignored', why: 'other_chat' };
    default:
      return { is: 'ignored', why: `kind_${event.kind}` };
  }
}

function parseMessage(event: StoredWebhook, body: ReceivedBody): ZapiEvent {
  const origin = body.fromMe ? (body.fromApi ? 'echo' : 'phone') : 'contact';
  const content = readContent(body);
  const name = origin === 'contact' ? body.senderName || body.chatName : body.chatName;
  return {
    is: 'message',
    message: {
      eventId: event.id,
      externalId: body.messageId ?? '',
      identity: chatOf(body),
      contactName: cleanText(name ?? '').trim().slice(0, 190) || null,
      photoUrl: (origin === 'contact' ? body.senderPhoto ?? body.photo : body.photo)?.slice(0, 1024) ?? null,
      origin,
      kind: content.kind,
      body: content.body,
      content: null,
      attachment: null,
      quotedExternalId: null,
      forwarded: false,
      source: null,
      occurredAt: event.occurred_at,
    },
  };
}

/** Fields of the envelope; whatever object remains beside them is the content. */
const ENVELOPE = new Set(['text', 'externalAdReply', 'notificationParameters', 'profile']);

/** Text as it is; anything else is named, so that the thread never stays silent about what came. */
function readContent(body: ReceivedBody): { kind: string; body: string } {
  if (typeof body.text?.message === 'string') return { kind: 'text', body: cleanText(body.text.message) };
  const key = Object.keys(body).find((name) => !ENVELOPE.has(name) && typeof body[name] === 'object' && body[name] !== null);
  const content = key === undefined ? undefined : (body[key] as Record<string, unknown>);
  const caption = typeof content?.['caption'] === 'string' ? cleanText(content['caption']) : '';
  return { kind: key !== undefined && /^\w{1,24}$/.test(key) ? key : 'unknown', body: caption };
}

function parseStatus(event: StoredWebhook, body: z.infer<typeof statusShape>): ZapiEvent {
  const status = STATUSES.get(body.status);
  if (!status || body.isGroup) return { is: 'ignored', why: `status_${body.status.toLowerCase()}`.slice(0, 64) };
  return { is: 'status', report: { externalIds: body.ids, status, occurredAt: event.occurred_at } };
}

function parseDelivery(event: StoredWebhook, body: z.infer<typeof deliveryShape>): ZapiEvent {
  const ids = [body.messageId, body.zaapId].filter((id) => typeof id === 'string');
  return {
    is: 'status',
    report: { externalIds: ids, gatewayId: body.zaapId ?? null, status: body.error ? 'failed' : 'sent', error: body.error ? cleanText(body.error) : null, occurredAt: event.occurred_at },
  };
}
