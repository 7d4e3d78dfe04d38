import type { Delivery, Outcome, SendContext } from '../../domain/outbox/drain.js';
import { findAmendable, isOnPhone, recordDeletion, recordEdit, rewordUnsent, type AmendableMessage } from '../../domain/inbox/record-amendment.js';
import { addressOf } from './address.js';
import { watchingConnection, type WhatsAppSenderParts } from './connection.js';
import { readFile } from './send-file.js';

/**
 * Puts the newest words of a reply into a message the customer has. Read when it is sent, so that of several edits only
 * the last one leaves. Repeating it is harmless: after a lost answer it is simply done again.
 */
export async function sendEdit(delivery: Delivery, context: SendContext, parts: WhatsAppSenderParts): Promise<Outcome> {
  const message = await findAmendable(context.sql, delivery.message_id as number);
  const text = message?.wanted;
  if (!message || text === undefined || message.status === 'deleted' || message.removed === 1) return { done: 'obsolete' };
  if (text === message.body && !context.recovering) return { done: 'obsolete' };
  if (!isOnPhone(message)) return { done: 'obsolete', record: (ctx) => rewordUnsent(ctx, message.id, text) };
  const to = addressOf(message);
  if (context.recovering) await context.begin();
  const change = await changeOf(message, to, text, context, parts);
  const ids = await watchingConnection(parts, change);
  return { done: 'sent', ...(ids[0] ? { result: ids[0] } : {}), record: (ctx) => recordEdit(ctx, message.id, text, ids) };
}

/** The call that puts these words into this message: a file's caption travels with the file, which the gateway asks for again. */
async function changeOf({ id, kind, external_id }: AmendableMessage, to: string, text: string, context: SendContext, { client, files }: WhatsAppSenderParts): Promise<() => Promise<string[]>> {
  if (kind === 'text') return () => client.editText(to, text, external_id as string);
  const file = await readFile(id, text, context, files);
  return () => client.editCaption(to, file, external_id as string);
}

/** Deletes a message of ours from the customer's phone; one that never got there just stays away. */
export async function sendDeletion(delivery: Delivery, context: SendContext, parts: WhatsAppSenderParts): Promise<Outcome> {
  const message = await findAmendable(context.sql, delivery.message_id as number);
  if (!message || message.status === 'deleted') return { done: 'obsolete' };
  if (!isOnPhone(message)) return { done: 'obsolete', record: (ctx) => recordDeletion(ctx, message.id) };
  const to = addressOf(message);
  if (context.recovering) await context.begin();
  await watchingConnection(parts, () => parts.client.deleteMessage(to, message.external_id as string));
  return { done: 'sent', record: (ctx) => recordDeletion(ctx, message.id) };
}
