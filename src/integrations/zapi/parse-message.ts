import type { AdSource } from '../../domain/inbox/content.js';
import type { InboundMessage } from '../../domain/inbox/inbound-message.js';
import { chatOf } from './identify.js';
import { Fields } from './json-fields.js';
import { money } from './money.js';
import { parseContent } from './parse-content.js';
import type { StoredWebhook } from './parse-webhook.js';
import { contentOnly, type ParsedContent } from './parsed-content.js';
import type { ReceivedBody } from './webhook-shape.js';

/** As long as messages.external_id and quoted_external_id, in characters they hold. */
const ID = /^[\x20-\x7e]{1,96}$/;

/** A message of a private chat: what it says, who says it, and what it belongs to. Also calls and what is not decrypted yet. */
export function parseMessage(event: StoredWebhook, body: ReceivedBody): InboundMessage {
  const fields = new Fields(body);
  const origin = body.fromMe ? (body.fromApi ? 'echo' : 'phone') : 'contact';
  const name = origin === 'contact' ? fields.line('senderName') || fields.line('chatName') : fields.line('chatName');
  const { kind, body: text, content, attachment } = contentOf(event, body);
  return {
    eventId: event.id,
    externalId: externalIdOf(event, body),
    identity: chatOf(body),
    contactName: name || null,
    photoUrl: (origin === 'contact' ? body.senderPhoto ?? body.photo : body.photo)?.slice(0, 1024) ?? null,
    origin,
    kind,
    body: text,
    content,
    attachment,
    quotedExternalId: event.kind === 'message' && ID.test(body.referenceMessageId ?? '') ? body.referenceMessageId ?? null : null,
    forwarded: body.forwarded === true,
    source: sourceOf(fields),
    occurredAt: event.occurred_at,
  };
}

/** Everything told of one call is one message; a notification without an id is named by its event. */
function externalIdOf(event: StoredWebhook, body: ReceivedBody): string {
  const callId = `call:${body.callId ?? ''}`;
  if (event.kind === 'call' && body.callId && ID.test(callId)) return callId;
  return body.messageId || `event:${event.id}`;
}

function contentOf(event: StoredWebhook, body: ReceivedBody): ParsedContent {
  const notification = body.notification ?? '';
  switch (event.kind) {
    case 'waiting':
      // The same placeholder stands for what is not decrypted yet and for what only the phone may show (zapi.md §2.3): its mark tells.
      return contentOnly({ is: body['viewOnce'] === true ? 'view_once' : 'waiting' });
    case 'call':
      return contentOnly({ is: 'call', video: notification.endsWith('VIDEO') || body['isVideo'] === true, missed: notification.includes('MISSED') });
    case 'payment': {
      const [, currency, thousandths] = new Fields(body).lines('notificationParameters');
      // WhatsApp counts money in thousandths here: the sample's request of 1 real is declined with 1000.
      const value = thousandths === undefined || !/^\d{1,15}$/.test(thousandths) ? null : Number(thousandths) / 1000;
      return contentOnly({ is: 'payment', what: 'declined', amount: money(currency ?? '', value), detail: '' });
    }
    default:
      return parseContent(body);
  }
}

/** The advertisement the person came from, beside the text. */
function sourceOf(body: Fields): AdSource | null {
  const ad = body.object('externalAdReply');
  const url = ad.line('sourceUrl', 501);
  const source = { title: ad.line('title') || ad.line('body'), url: /^https:\/\/[^\s|<>]+$/.test(url) && url.length <= 500 ? url : '' };
  return source.title === '' && source.url === '' ? null : source;
}
