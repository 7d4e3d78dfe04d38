import type { Identity } from '../people/phone-number.js';
import type { AdSource, InboundAttachment, MessageContent } from './content.js';

/** The one shape every channel's parser yields for a message in a private chat. */
export interface InboundMessage {
  /** webhook_events.id it came with. */
  eventId: number;
  /** The provider's id of the message. */
  externalId: string;
  identity: Identity;
  /** The contact's own name, null when the event does not tell it. */
  contactName: string | null;
  photoUrl: string | null;
  /** contact: the customer; phone: typed on the company's phone; echo: what our own API call sent. */
  origin: 'contact' | 'phone' | 'echo';
  kind: string;
  /** Clean text (kit/text/clean): what the thread shows. */
  body: string;
  content: MessageContent | null;
  attachment: InboundAttachment | null;
  /** The provider's id of the message this one answers. */
  quotedExternalId: string | null;
  forwarded: boolean;
  source: AdSource | null;
  occurredAt: Date;
}
