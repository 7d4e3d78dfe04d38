import { findReactable, recordReaction } from '../../domain/inbox/agent-reaction.js';
import type { Delivery, Outcome, SendContext } from '../../domain/outbox/drain.js';
import { addressOf } from './address.js';
import { watchingConnection, type WhatsAppSenderParts } from './connection.js';

/** What `result` of a delivery says when the company's reaction was taken back. */
const NONE = 'none';

/**
 * Brings the company's one reaction on a message to what the team's newest one is now: read when it is sent, so that
 * of several in a row only the last leaves. Repeating it is harmless.
 */
export async function sendReaction(delivery: Delivery, context: SendContext, parts: WhatsAppSenderParts): Promise<Outcome> {
  const message = await findReactable(context.sql, delivery.message_id as number);
  if (!message || message.external_id === null || message.status === 'deleted') return { done: 'obsolete' };
  const wanted = message.wanted ?? NONE;
  if (wanted === (message.shown ?? NONE) && !context.recovering) return { done: 'obsolete' };
  const to = addressOf(message);
  if (context.recovering) await context.begin();
  const ids = await watchingConnection(parts, () => parts.client.react(to, message.external_id as string, message.wanted));
  return { done: 'sent', result: wanted, record: (ctx) => recordReaction(ctx, message.id, ids) };
}
