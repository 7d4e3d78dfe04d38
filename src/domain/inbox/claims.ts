import type { Conversation, Ctx } from '../ctx.js';
import type { ClaimedBy } from '../facts.js';
import type { InboundMessage } from './inbound-message.js';

/** A message of a contact that would open or reopen a conversation, before it does. The contact's row is locked. */
export interface Arrival {
  contactId: number;
  /** The contact's conversation that ended last, locked. */
  latest: Conversation;
  message: InboundMessage;
}

/** The message belongs to this ended conversation, locked, and opens nothing. */
export interface Claimed {
  by: ClaimedBy;
  conversation: Conversation;
  /** What follows from it, once it is stored and shown there; the conversation is entered. */
  taken?: (messageId: number) => Promise<void>;
}

/**
 * May take an inbound message for itself before a conversation is opened for it (reactions.ts, claims). Only asked while
 * the contact has no open conversation: within one, everything is for people to read.
 */
export type Claim = (ctx: Ctx, arrival: Arrival) => Promise<Claimed | undefined>;

/** The first yes. */
export async function askClaims(ctx: Ctx, claims: readonly Claim[], arrival: Arrival): Promise<Claimed | undefined> {
  for (const claim of claims) {
    const claimed = await claim(ctx, arrival);
    if (claimed) return claimed;
  }
  return undefined;
}
