import { Refused } from '../../kit/errors.js';
import type { Conversation } from '../ctx.js';

/** What is done to a conversation that goes on only. @throws Refused `slack:refused.ended` */
export function requireOpen(conversation: Conversation): void {
  if (conversation.open_contact_id === null) throw new Refused('slack:refused.ended', { number: conversation.id });
}
