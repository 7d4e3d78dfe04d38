/** POST send-*: validate, queue, answer with ids at once. */
import { choicesOf } from '../choices.js';
import { deliverEdit, deliverMessage, deliverReaction, deliverRevoke, sendDelivery } from '../delivery.js';
import { fetchMedium, mediumOf } from '../fetch-medium.js';
import { newApiMessageId, newZaapId } from '../ids.js';
import type { QueueItem } from '../outbound-queue.js';
import { MAX_HELD } from '../outbound-queue.js';
import { isValidTarget } from '../phone-number.js';
import type { SendKind } from '../send-kinds.js';
import { SEND_KINDS } from '../send-kinds.js';
import type { CompanyMessage, JsonObject } from '../types.js';
import type { ApiAnswer, ApiCall, ApiTable } from './call.js';
import { NOT_CONNECTED, answer, badRequest } from './call.js';

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

function invalid(kind: SendKind, body: JsonObject): string | undefined {
  if (isMissing(body.phone)) return 'Phone is required';
  if (!isValidTarget(body.phone)) return 'Invalid phone';
  const missing = kind.required.find((field) => isMissing(body[field]));
  return missing === undefined ? undefined : `${missing} is required`;
}

function newMessage(call: ApiCall, kind: SendKind, item: QueueItem): CompanyMessage {
  const quoted = call.body.messageId;
  const choices = choicesOf(call.action, call.body);
  return {
    from: 'company', via: 'api', messageId: item.messageId, zaapId: item.zaapId, kind: call.action === 'send-option-list' ? 'option-list' : kind.kind,
    text: item.text, at: item.createdAt, status: 'queued', content: kind.content(call.body, call.segments[0] ?? ''),
    ...(typeof quoted === 'string' && quoted !== '' && call.action !== 'forward-message' ? { quoted } : {}),
    ...(choices ? { choices } : {}),
  };
}

/** Decides what reaching WhatsApp does for this send, and puts new messages in the transcript. */
function plan(call: ApiCall, kind: SendKind, item: QueueItem): void {
  const { world, body, effect } = call;
  const fail = effect?.deliveryError === undefined ? undefined
    : { error: effect.deliveryError, ...(effect.errorCode === undefined ? {} : { errorCode: effect.errorCode }) };
  const editOf = kind.editField === undefined ? undefined : body[kind.editField];
  if (typeof editOf === 'string' && editOf !== '') {
    item.deliver = () => (fail ? sendDelivery(world, item, fail) : deliverEdit(world, item, editOf, kind.content(body, call.segments[0] ?? '')));
    return;
  }
  if (kind.kind === 'reaction') {
    item.deliver = () => (fail ? sendDelivery(world, item, fail) : deliverReaction(world, item, String(body.messageId), item.text));
    return;
  }
  const message = item.phone.chat.add(newMessage(call, kind, item));
  item.removed = () => item.phone.chat.change(message, { status: 'removed' });
  item.deliver = async () => {
    const address = mediumOf(kind, body);
    const medium = address === undefined ? undefined : await fetchMedium(address);
    if (medium && 'bytes' in medium) message.fetched = medium;
    const error = fail ?? (medium && 'error' in medium ? medium : undefined) ?? (item.phone.exists ? undefined : { error: 'Phone number does not exist' });
    if (error) {
      item.phone.chat.change(message, { status: 'failed', error: error.error });
      sendDelivery(world, item, error);
      return;
    }
    const deletedMeanwhile = message.deleted === true;
    deliverMessage(world, item, message);
    if (deletedMeanwhile) deliverRevoke(world, item.phone, message);
  };
}

async function send(call: ApiCall): Promise<ApiAnswer> {
  const { world, action, body } = call;
  const kind = SEND_KINDS[action];
  if (!kind) return { status: 404, body: { error: 'Not found' } };
  if (action === 'send-document' && call.segments.length !== 1) return { status: 404, body: { error: 'Not found' } };
  const error = invalid(kind, body);
  if (error) return badRequest(error);
  if (!world.connected && (!world.settings.queueWhenDisconnected || world.queue.items.length >= MAX_HELD)) return NOT_CONNECTED;
  const target = String(body.phone);
  const item: QueueItem = {
    zaapId: newZaapId(), messageId: newApiMessageId(), action, phone: world.contacts.ensure(target), target, body,
    text: kind.text(body), createdAt: Date.now(), deliver: () => undefined, removed: () => undefined,
  };
  plan(call, kind, item);
  world.queue.add(item);
  if (call.effect?.answerAfterDelivery) {
    while (world.queue.items.includes(item) && await world.activity.wait(2));
    await world.activity.wait(world.settings.statusDelayMs + 20);
  }
  if (action === 'forward-message') return answer({ zaapId: item.zaapId });
  return answer({ zaapId: item.zaapId, messageId: item.messageId, id: item.messageId });
}

/** All sends. */
export const SENDS: ApiTable = Object.fromEntries(Object.keys(SEND_KINDS).map((action) => [action, { POST: send }]));
