/** Which webhook goes to which address (zapi.md §1.8). */
import type { JsonObject } from './types.js';

/** The kinds of webhook that Z-API lets one point elsewhere, by the name of their `update-webhook-…` call. */
export const WEBHOOK_SLOTS = {
  received: 'receivedCallbackUrl',
  'received-delivery': 'receivedAndDeliveryCallbackUrl',
  delivery: 'deliveryCallbackUrl',
  'message-status': 'messageStatusCallbackUrl',
  'chat-presence': 'presenceChatCallbackUrl',
  connected: 'connectedCallbackUrl',
  disconnected: 'disconnectedCallbackUrl',
} as const;

/** One of the seven. */
export type WebhookSlot = keyof typeof WEBHOOK_SLOTS;

const SLOT_OF_TYPE: Record<string, WebhookSlot> = {
  ReceivedCallback: 'received', DeliveryCallback: 'delivery', MessageStatusCallback: 'message-status',
  PresenceChatCallback: 'chat-presence', ConnectedCallback: 'connected', DisconnectedCallback: 'disconnected',
};
const FILTER_OF_SLOT: Partial<Record<WebhookSlot, string>> = {
  received: 'FILTER_RECEIVED_CALLBACK', delivery: 'FILTER_DELIVERY_CALLBACK', 'message-status': 'FILTER_MESSAGE_STATUS_CALLBACK',
  'chat-presence': 'FILTER_PRESENCE_CHAT_CALLBACK', connected: 'FILTER_CONNECTED_CALLBACK', disconnected: 'FILTER_DISCONNECTED_CALLBACK',
};

/** The address book of webhooks. */
export class WebhookUrls {
  readonly #urls = new Map<WebhookSlot, string>();
  /** Callback types that are not delivered, as `update-filters` sets them. */
  filters: string[] = [];

  set(slot: WebhookSlot, url: string): void { this.#urls.set(slot, url); }
  get(slot: WebhookSlot): string { return this.#urls.get(slot) ?? ''; }

  setAll(url: string): void {
    for (const slot of Object.keys(WEBHOOK_SLOTS) as WebhookSlot[]) this.set(slot, url);
  }

  /** Where this body goes; empty when nowhere. "Received and sent by me" takes priority over "received". */
  for(body: JsonObject): string {
    const slot = SLOT_OF_TYPE[String(body.type)] ?? 'received';
    if (this.filters.includes(FILTER_OF_SLOT[slot] ?? '')) return '';
    return (slot === 'received' ? this.get('received-delivery') : '') || this.get(slot);
  }

  /** As `GET /me` shows them. */
  shown(): Record<string, string> {
    return Object.fromEntries(Object.entries(WEBHOOK_SLOTS).map(([slot, name]) => [name, this.get(slot as WebhookSlot)]));
  }
}
