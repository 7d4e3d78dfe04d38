/** What changes on a message that was sent before: told by the provider's id of that message. */
export interface InboundAmendment {
  /** webhook_events.id it came with. */
  eventId: number;
  /** The provider's id of the message it changes. */
  externalId: string;
  /** contact: the customer; company: somebody on the company's phone. */
  by: 'contact' | 'company';
  change: AmendmentChange;
  occurredAt: Date;
}

export type AmendmentChange =
  /** The text or caption is another one now. */
  | { is: 'edited'; body: string }
  /** Deleted for everyone. */
  | { is: 'deleted' }
  /** Null: the reaction was taken back. */
  | { is: 'reacted'; emoji: string | null };
