/** The simulator's settings: what options set at start and what tests and the demo change while it runs. */
import type { ZapiSimOptions } from './types.js';

/** Mutable settings; times in milliseconds. */
export class Settings {
  /** The time, epoch ms. */
  now: () => number;
  readonly instanceId: string;
  readonly token: string;
  readonly clientToken: string | undefined;
  readonly companyPhone: string;
  readonly companyName = 'Carinho';
  deliveryDelayMs: number;
  statusDelayMs: number;
  autoRead: boolean;
  notifySentByMe: boolean;
  webhookRetries: number;
  /** Keep sends in the queue while disconnected (up to 1000) instead of refusing them. */
  queueWhenDisconnected = false;
  /** Settings that only `GET /me` and the chat list show. */
  readonly extra: Record<string, unknown> = {};

  constructor(options: ZapiSimOptions) {
    this.now = options.now ?? Date.now;
    this.instanceId = options.instanceId;
    this.token = options.token;
    this.clientToken = options.clientToken || undefined;
    this.companyPhone = options.companyPhone ?? '5511900000001';
    this.deliveryDelayMs = options.deliveryDelayMs ?? 30;
    this.statusDelayMs = options.statusDelayMs ?? 20;
    this.autoRead = options.autoRead ?? false;
    this.notifySentByMe = options.notifySentByMe ?? true;
    this.webhookRetries = options.webhookRetries ?? 0;
  }

  /**
   * One "second" of delayMessage and delayTyping. The usual gap of 1–3 s is `deliveryDelayMs` here, so a second
   * is half of it, and never longer than a real one.
   */
  get secondMs(): number {
    return Math.min(1000, this.deliveryDelayMs / 2);
  }
}
