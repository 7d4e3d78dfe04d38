/** The whole simulator as plain JSON, for the browser phone and for looking at a failed test. */
import type { SimPhone } from './sim-phone.js';
import type { ChatMessage, FailureRule } from './types.js';
import type { World } from './world.js';

/** One phone as JSON. */
export interface PhoneState { number: string; name: string; lid: string; hidesNumber: boolean; exists: boolean; transcript: ChatMessage[] }

/** Everything as JSON; no secrets in it. */
export interface SimState {
  connected: boolean;
  held: boolean;
  companyPhone: string;
  companyName: string;
  config: {
    deliveryDelayMs: number; statusDelayMs: number; autoRead: boolean; notifySentByMe: boolean; webhookRetries: number;
    queueWhenDisconnected: boolean; hasWebhookUrl: boolean;
  };
  queue: { zaapId: string; messageId: string; phone: string; text: string }[];
  rules: (FailureRule & { id: number; left: number | null })[];
  phones: PhoneState[];
  counts: { webhooks: number; calls: number; heldWebhooks: number };
}

function phoneState({ number, name, lid, hidesNumber, exists, transcript }: SimPhone): PhoneState {
  return { number, name, lid, hidesNumber, exists, transcript: structuredClone(transcript) };
}

/** A snapshot. */
export function exportState(world: World): SimState {
  const { settings, queue } = world;
  return {
    connected: world.connected, held: queue.held, companyPhone: settings.companyPhone, companyName: settings.companyName,
    config: {
      deliveryDelayMs: settings.deliveryDelayMs, statusDelayMs: settings.statusDelayMs, autoRead: settings.autoRead,
      notifySentByMe: settings.notifySentByMe, webhookRetries: settings.webhookRetries,
      queueWhenDisconnected: settings.queueWhenDisconnected, hasWebhookUrl: world.sender.urls.get('received') !== '',
    },
    queue: queue.items.map(({ zaapId, messageId, target, text }) => ({ zaapId, messageId, phone: target, text })),
    rules: world.rules.list(),
    phones: world.contacts.all().map(phoneState),
    counts: { webhooks: world.sender.records.length, calls: world.calls.length, heldWebhooks: world.sender.heldCount },
  };
}
