import { contactToLookAt, photoAddress, recordPhoto } from '../../domain/people/contact-photo.js';
import type { Delivery, Outcome, SendContext } from '../../domain/outbox/drain.js';
import { addressOf } from './address.js';
import type { WhatsAppSenderParts } from './connection.js';

/**
 * Asks the gateway for a contact's photo. Whatever it answers, the next look is a week away: a photo is worth neither a
 * retry nor anybody's attention.
 */
export async function lookAtPhoto(delivery: Delivery, context: SendContext, { client }: WhatsAppSenderParts): Promise<Outcome> {
  const { contactId = 0 } = JSON.parse(delivery.payload ?? '{}') as { contactId?: number };
  const contact = await contactToLookAt(context.sql, contactId, context.now);
  if (!contact) return { done: 'obsolete' };
  const photo = await Promise.resolve()
    .then(async () => photoAddress(await client.profilePicture(addressOf(contact))))
    .catch(() => undefined);
  return { done: photo === undefined ? 'obsolete' : 'sent', record: (ctx) => recordPhoto(ctx, contactId, photo) };
}
