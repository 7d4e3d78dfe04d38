/** What happens when a queued message reaches WhatsApp: phone, DeliveryCallback, echo, ticks (zapi.md §6). */
import { deliveryCallback } from './callback-bodies.js';
import { newApiMessageId } from './ids.js';
import { editBody, messageBody, reactionContent, revokeBody } from './message-bodies.js';
import type { QueueItem } from './outbound-queue.js';
import type { SimPhone } from './sim-phone.js';
import { markRead, markReceived, sendStatus } from './ticks.js';
import type { CompanyMessage, JsonObject } from './types.js';
import type { World } from './world.js';

/** Z-API's own limit for edits. */
const EDIT_WINDOW_MS = 7 * 24 * 3600 * 1000;

/** Why a message did not get through, as the DeliveryCallback says it. */
export interface DeliveryError { error: string; errorCode?: string }

function sendShuffled(sends: (() => void)[]): void {
  for (const send of sends.map((run) => ({ run, order: Math.random() })).sort((a, b) => a.order - b.order)) send.run();
}

/** The DeliveryCallback of a queue item, with an error or without. */
export function sendDelivery(world: World, item: QueueItem, failure?: DeliveryError): void {
  void world.sender.send(deliveryCallback({
    instanceId: world.settings.instanceId, phone: item.phone.shownAs(), messageId: item.messageId, zaapId: item.zaapId, now: world.settings.now(), ...failure,
  }));
}

function echo(world: World, phone: SimPhone, messageId: string, build: (facts: ReturnType<SimPhone['facts']>) => JsonObject): () => void {
  return () => {
    if (!world.settings.notifySentByMe) return;
    void world.sender.send(build(phone.facts({ messageId, fromMe: true, fromApi: true, status: 'SENT' })));
  };
}

/** A new message arrives on the customer's phone. Order of the three webhooks is random, as nothing documents it. */
export function deliverMessage(world: World, item: QueueItem, message: CompanyMessage): void {
  const { phone } = item;
  phone.chat.arrive(message);
  sendShuffled([
    () => sendDelivery(world, item),
    echo(world, phone, message.messageId, (facts) => messageBody(facts, message.content ?? {}, message.quoted)),
    () => void sendStatus(world, phone, [message.messageId], 'SENT'),
  ]);
  ticksAfter(world, phone, message);
}

/** RECEIVED, and READ when customers read by themselves, after the usual delay. */
export function ticksAfter(world: World, phone: SimPhone, message: CompanyMessage): void {
  world.activity.later(world.settings.statusDelayMs, async () => {
    await markReceived(world, phone, [message]);
    if (world.settings.autoRead) await markRead(world, phone);
  });
}

/** An edit reaches the phone, or fails because the message is too old or not there. */
export function deliverEdit(world: World, item: QueueItem, originalId: string, content: JsonObject): void {
  const original = item.phone.chat.find(originalId);
  if (original?.from !== 'company' || original.deleted) {
    sendDelivery(world, item, { error: 'Error on send message' });
    return;
  }
  if (Date.now() - original.at > EDIT_WINDOW_MS) {
    sendDelivery(world, item, { error: 'Message has not been edited because it has been more than 7 days' });
    return;
  }
  item.phone.chat.change(original, { text: item.text, edited: true, content });
  sendShuffled([
    () => sendDelivery(world, item),
    echo(world, item.phone, item.messageId, (facts) => editBody(facts, originalId, content)),
  ]);
}

/** A reaction of the company reaches the phone; empty takes it back. */
export function deliverReaction(world: World, item: QueueItem, targetId: string, emoji: string): void {
  const target = item.phone.chat.find(targetId);
  if (target) item.phone.chat.react(target, 'company', emoji);
  sendShuffled([
    () => sendDelivery(world, item),
    echo(world, item.phone, item.messageId, (facts) => messageBody(facts, reactionContent({
      emoji, by: world.settings.companyPhone, target: { messageId: targetId, fromMe: target?.from === 'company', phone: facts.phone },
    }))),
  ]);
}

/** A message of the company is deleted for everyone. */
export function deliverRevoke(world: World, phone: SimPhone, message: CompanyMessage): void {
  phone.chat.change(message, { deleted: true });
  echo(world, phone, message.messageId, revokeBody)();
}

/** Something typed on the company's own phone: fromMe, not fromApi, status RECEIVED. */
export async function deliverFromCompanyPhone(world: World, phone: SimPhone, text: string): Promise<CompanyMessage> {
  const message: CompanyMessage = {
    from: 'company', via: 'company-phone', messageId: newApiMessageId(), zaapId: '', kind: 'text', text, at: Date.now(), status: 'sent',
    content: { text: { message: text } },
  };
  phone.chat.add(message);
  if (world.settings.notifySentByMe) {
    await world.sender.send(messageBody(
      phone.facts({ messageId: message.messageId, fromMe: true, fromApi: false, status: 'RECEIVED' }), message.content ?? {},
    ));
  }
  ticksAfter(world, phone, message);
  return message;
}
