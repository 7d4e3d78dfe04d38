import type { z } from 'zod';
import type { MessageStatus } from '../../domain/facts.js';
import type { InboundAmendment } from '../../domain/inbox/inbound-amendment.js';
import type { InboundMessage } from '../../domain/inbox/inbound-message.js';
import type { StatusReport } from '../../domain/inbox/record-status.js';
import { cleanText } from '../../kit/text/clean.js';
import { parseAmendment } from './parse-amendment.js';
import { parseMessage } from './parse-message.js';
import { connectionShape, deliveryShape, receivedShape, statusShape } from './webhook-shape.js';

/** What a stored webhook means to the ledger. */
export type ZapiEvent =
  | { is: 'message'; message: InboundMessage }
  | { is: 'amendment'; amendment: InboundAmendment }
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
    case 'waiting':
    case 'call':
    case 'payment':
      return { is: 'message', message: parseMessage(event, receivedShape.parse(body)) };
    case 'edit':
    case 'revoke':
    case 'reaction':
      return parseAmendment(event, receivedShape.parse(body));
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
