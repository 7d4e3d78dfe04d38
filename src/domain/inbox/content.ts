import type { AttachmentKind } from '../media/kinds.js';

/** What a kind of message says beside its text; stored as JSON in messages.content. All texts are clean (kit/text/clean). */
export type MessageContent =
  | { is: 'location'; latitude: number; longitude: number; name: string; address: string; live: boolean }
  | { is: 'contacts'; contacts: { name: string; phones: string[] }[] }
  /** A button or list entry the customer chose. */
  | { is: 'choice'; chosen: string; detail: string }
  | { is: 'poll'; question: string; options: string[]; multiple: boolean }
  | { is: 'vote'; pollExternalId: string; options: string[] }
  | { is: 'product'; title: string; description: string; price: string; url: string }
  | { is: 'order'; title: string; items: { name: string; quantity: number }[]; total: string; note: string }
  | { is: 'payment'; what: 'request' | 'sent' | 'pix' | 'order_status' | 'declined'; amount: string; detail: string }
  | { is: 'event'; name: string; description: string; place: string; startsAt: string }
  /** A message with buttons, a list or a template: what it reads and what it offers. */
  | { is: 'offer'; title: string; footer: string; options: string[] }
  | { is: 'call'; video: boolean; missed: boolean }
  /** WhatsApp has not decrypted it yet; the real one comes under the same id. */
  | { is: 'waiting' }
  /** To be seen once, on the phone it was sent to: it never comes to us. */
  | { is: 'view_once' }
  /** A content key nobody foresaw. */
  | { is: 'unknown'; key: string };

/** A file that came with a message, not fetched yet. */
export interface InboundAttachment {
  kind: AttachmentKind;
  /** Where the gateway keeps it (for 30 days); null when WhatsApp could not give it. */
  url: string | null;
  mime: string;
  fileName: string;
  seconds: number | null;
  viewOnce: boolean;
  /** What the gateway said when it has no file. */
  error: string | null;
}

export type { AttachmentKind } from '../media/kinds.js';

/** The advertisement a conversation came from. */
export interface AdSource {
  title: string;
  url: string;
}
