import type { Known } from './known.js';

/** What an event's delivery holds. */
export interface EventReference {
  type: string;
  data: Record<string, unknown>;
}

/**
 * An event. Names and phones are for the house's own hub only: whoever else asked for events gets numbers, and asks the API
 * for what its token may read.
 */
export function eventBody(known: Known | undefined, { type, data }: EventReference, forWhom: 'hub' | 'webhook'): Record<string, unknown> {
  const contact = known && (forWhom === 'hub' ? known.contact : { id: known.contact.id, name: null, phone: null });
  const conversation = known && (forWhom === 'hub' ? known.conversation : { ...known.conversation, url: null });
  return { type, conversation: conversation ?? null, contact: contact ?? null, data };
}
