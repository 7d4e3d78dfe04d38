import { recordWhatsApp } from '../../domain/conversation/connections.js';
import type { Ledger } from '../../domain/ledger/ledger.js';
import type { Outcome } from '../../domain/outbox/drain.js';
import { GatewayDisconnected, type ZapiClient } from './client.js';
import type { OutgoingFiles } from './send-file.js';

export interface WhatsAppSenderParts {
  client: ZapiClient;
  ledger: Ledger;
  files: OutgoingFiles;
}

/** Asks the gateway whether its phone is connected, and records it. */
export async function watchConnection(parts: WhatsAppSenderParts): Promise<Outcome> {
  let state: { connected: boolean; detail: string };
  try {
    state = await parts.client.status();
  } catch (error) {
    state = { connected: false, detail: error instanceof Error ? error.message : String(error) };
  }
  return { done: 'sent', record: (ctx) => recordWhatsApp(ctx, state.connected, state.detail) };
}

/** A call to the gateway; when it says that its phone is away, everybody learns it. */
export async function watchingConnection<T>(parts: WhatsAppSenderParts, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof GatewayDisconnected) await parts.ledger.run({ kind: 'system' }, {}, (ctx) => recordWhatsApp(ctx, false, error.detail));
    throw error;
  }
}
