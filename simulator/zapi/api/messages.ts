/** Calls about messages that exist: delete, mark as read, pin. */
import { deliverRevoke } from '../delivery.js';
import { sendStatus } from '../ticks.js';
import type { ApiCall, ApiAnswer, ApiTable } from './call.js';
import { badRequest, done } from './call.js';

const NO_CONTENT: ApiAnswer = { status: 204, body: null };

function deleteMessage({ world, query }: ApiCall): ApiAnswer {
  const messageId = query.get('messageId');
  const target = query.get('phone');
  if (!messageId || !target) return badRequest('messageId and phone are required');
  const phone = world.contacts.find(target);
  const message = phone?.chat.find(messageId);
  if (!phone || message?.from !== 'company' || message.deleted || query.get('owner') === 'false') return NO_CONTENT;
  // Still in the queue: it goes out and is deleted at once, since the queue does not look back.
  if (message.status === 'queued') phone.chat.change(message, { deleted: true });
  else world.activity.later(world.settings.deliveryDelayMs, () => deliverRevoke(world, phone, message));
  return NO_CONTENT;
}

function readMessage({ world, body }: ApiCall): ApiAnswer {
  const phone = world.contacts.find(String(body.phone ?? ''));
  const message = phone?.chat.find(String(body.messageId ?? ''));
  if (!body.phone || !body.messageId) return badRequest('phone and messageId are required');
  if (phone && message?.from === 'customer') {
    phone.chat.change(message, { status: 'read' });
    world.activity.later(world.settings.statusDelayMs, async () => { await sendStatus(world, phone, [message.messageId], 'READ_BY_ME'); });
  }
  return NO_CONTENT;
}

/** Messages. */
export const MESSAGES: ApiTable = {
  messages: { DELETE: deleteMessage },
  'read-message': { POST: readMessage },
  'pin-message': { POST: done },
  'send-chat-expiration': { POST: done },
};
