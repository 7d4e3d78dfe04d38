import type { InboundAmendment } from '../../domain/inbox/inbound-amendment.js';
import { Fields } from './json-fields.js';
import { parseContent } from './parse-content.js';
import type { StoredWebhook, ZapiEvent } from './parse-webhook.js';
import type { ReceivedBody } from './webhook-shape.js';

const ID = /^[\x20-\x7e]{1,96}$/;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** An edit, a deletion or a reaction: what it changes on which message. Those our own API calls made are known already. */
export function parseAmendment(event: StoredWebhook, body: ReceivedBody): ZapiEvent {
  if (body.fromMe && body.fromApi) return { is: 'ignored', why: 'echo' };
  const fields = new Fields(body);
  const by = body.fromMe ? 'company' : 'contact';
  const found = read(event.kind, fields, body);
  if (!found) return { is: 'ignored', why: `${event.kind}_unreadable` };
  return ID.test(found.externalId) ? { is: 'amendment', amendment: { eventId: event.id, by, occurredAt: event.occurred_at, ...found } } : { is: 'ignored', why: `${event.kind}_of_nothing` };
}

function read(kind: string, fields: Fields, body: ReceivedBody): Pick<InboundAmendment, 'externalId' | 'change'> | undefined {
  switch (kind) {
    case 'edit': {
      const { kind: what, body: text } = parseContent(body);
      return what === 'unknown' && text === '' ? undefined : { externalId: fields.line('editMessageId', 97), change: { is: 'edited', body: text } };
    }
    case 'revoke':
      return { externalId: fields.line('referenceMessageId', 97) || fields.line('messageId', 97), change: { is: 'deleted' } };
    default: {
      const reaction = fields.object('reaction');
      return { externalId: reaction.object('referencedMessage').line('messageId', 97), change: { is: 'reacted', emoji: oneEmoji(reaction.line('value', 64)) } };
    }
  }
}

/** The first character a person sees, as long as reactions.emoji; null when there is none: the reaction was taken back. */
function oneEmoji(text: string): string | null {
  const [first] = graphemes.segment(text.trim());
  return first === undefined ? null : [...first.segment].slice(0, 32).join('');
}
