/** Bodies of the webhooks that are not messages (zapi.md §2.4–2.6). */
import type { JsonObject } from './types.js';

/** "Ao enviar": a queued message reached WhatsApp, or not. */
export function deliveryCallback(of: {
  instanceId: string; phone: string; messageId: string; zaapId: string; error?: string; errorCode?: string; now: number;
}): JsonObject {
  return {
    phone: of.phone, messageId: of.messageId, zaapId: of.zaapId, instanceId: of.instanceId, momment: of.now, type: 'DeliveryCallback',
    ...(of.error === undefined ? {} : { error: of.error }),
    ...(of.errorCode === undefined ? {} : { errorCode: of.errorCode }),
  };
}

/** Ticks: SENT, RECEIVED, READ, PLAYED, or READ_BY_ME for the customer's messages. */
export function statusCallback(of: { instanceId: string; phone: string; ids: string[]; status: string; now: number }): JsonObject {
  return {
    instanceId: of.instanceId, status: of.status, ids: of.ids, momment: of.now, phoneDevice: 0, phone: of.phone,
    type: 'MessageStatusCallback', isGroup: of.phone.endsWith('-group'),
  };
}

/** The company's phone is connected again. */
export function connectedCallback(of: { instanceId: string; phone: string; now: number }): JsonObject {
  return { type: 'ConnectedCallback', connected: true, momment: of.now, instanceId: of.instanceId, phone: of.phone, isBusiness: true };
}

/** The company's phone lost its connection; momment in seconds, as in Z-API's own example. */
export function disconnectedCallback(of: { instanceId: string; now: number }): JsonObject {
  return {
    momment: Math.floor(of.now / 1000), error: 'Device has been disconnected', disconnected: true,
    type: 'DisconnectedCallback', instanceId: of.instanceId,
  };
}

/** The customer is typing, recording, online, … */
export function presenceCallback(of: { instanceId: string; phone: string; status: string }): JsonObject {
  return { type: 'PresenceChatCallback', phone: of.phone, status: of.status, lastSeen: null, instanceId: of.instanceId };
}
