/** Ticks of the company's messages: SENT, RECEIVED, READ, PLAYED. */
import { statusCallback } from './callback-bodies.js';
import type { SimPhone } from './sim-phone.js';
import type { CompanyMessage, WebhookAnswer } from './types.js';
import type { World } from './world.js';

/** Sends one status for several messages of a chat. */
export function sendStatus(world: World, phone: SimPhone, ids: string[], status: string): Promise<WebhookAnswer> {
  return world.sender.send(statusCallback({ instanceId: world.settings.instanceId, phone: phone.shownAs(), ids, status, now: world.settings.now() }));
}

/** RECEIVED for those that were only sent so far. */
export async function markReceived(world: World, phone: SimPhone, messages: CompanyMessage[]): Promise<void> {
  const fresh = messages.filter(({ status }) => status === 'sent');
  if (fresh.length === 0) return;
  for (const message of fresh) phone.chat.change(message, { status: 'received' });
  await sendStatus(world, phone, fresh.map(({ messageId }) => messageId), 'RECEIVED');
}

/** READ for all that arrived and were not read; RECEIVED first where that was still to come. */
export async function markRead(world: World, phone: SimPhone): Promise<void> {
  const unread = phone.received.filter(({ status }) => status === 'sent' || status === 'received');
  if (unread.length === 0) return;
  const received = markReceived(world, phone, unread);
  for (const message of unread) phone.chat.change(message, { status: 'read' });
  await received;
  await sendStatus(world, phone, unread.map(({ messageId }) => messageId), 'READ');
}

/** PLAYED for an audio or video. */
export async function markPlayed(world: World, phone: SimPhone, messageId: string): Promise<void> {
  const message = phone.received.find((candidate) => candidate.messageId === messageId);
  if (!message) throw new Error(`no message ${messageId} on this phone`);
  if (message.status !== 'read') await markRead(world, phone);
  phone.chat.change(message, { status: 'played' });
  await sendStatus(world, phone, [messageId], 'PLAYED');
}
