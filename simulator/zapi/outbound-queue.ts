/** The gateway's queue: one message after the other towards WhatsApp (zapi.md §1.7). */
import type { Activity } from './activity.js';
import type { Settings } from './settings.js';
import type { SimPhone } from './sim-phone.js';
import type { JsonObject } from './types.js';

/** Messages held while disconnected; more are refused. */
export const MAX_HELD = 1000;

/** One waiting send. */
export interface QueueItem {
  zaapId: string;
  messageId: string;
  action: string;
  phone: SimPhone;
  /** The recipient as the caller wrote it. */
  target: string;
  body: JsonObject;
  text: string;
  createdAt: number;
  deliver: () => void | Promise<void>;
  /** Called when it is taken out of the queue unsent. */
  removed: () => void;
}

const seconds = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.min(15, value) : 0);

/** Keeps sends in order and lets one go at a time. */
export class OutboundQueue {
  #items: QueueItem[] = [];
  #running = false;
  #held = false;
  readonly #settings: Settings;
  readonly #activity: Activity;
  readonly #connected: () => boolean;
  readonly #typing: (item: QueueItem, ms: number) => void;

  constructor(settings: Settings, activity: Activity, connected: () => boolean, typing: (item: QueueItem, ms: number) => void) {
    this.#settings = settings;
    this.#activity = activity;
    this.#connected = connected;
    this.#typing = typing;
  }

  get items(): readonly QueueItem[] { return this.#items; }
  get held(): boolean { return this.#held; }
  /** Nothing is going to leave the queue by itself. */
  get idle(): boolean { return !this.#running && (this.#items.length === 0 || this.#blocked); }
  get #blocked(): boolean { return this.#held || !this.#connected(); }

  add(item: QueueItem): void {
    this.#items.push(item);
    this.pump();
  }

  hold(on: boolean): void {
    this.#held = on;
    this.pump();
  }

  /** Takes one out unsent; false when it is not there. */
  remove(zaapId: string): boolean {
    const found = this.#items.find((item) => item.zaapId === zaapId);
    if (!found) return false;
    this.#items = this.#items.filter((item) => item !== found);
    found.removed();
    return true;
  }

  clear(): void {
    for (const { zaapId } of [...this.#items]) this.remove(zaapId);
  }

  /** Starts draining unless it is under way or blocked. */
  pump(): void {
    if (this.#running || this.#blocked || this.#items.length === 0) return;
    this.#running = true;
    void this.#drain().finally(() => { this.#running = false; this.pump(); });
  }

  async #drain(): Promise<void> {
    let gapMs = this.#settings.deliveryDelayMs;
    while (!this.#blocked) {
      const item = this.#items[0];
      if (!item) return;
      const typingMs = seconds(item.body.delayTyping) * this.#settings.secondMs;
      let open = await this.#activity.wait(gapMs);
      if (open && typingMs > 0) {
        this.#typing(item, typingMs);
        open = await this.#activity.wait(typingMs);
      }
      if (!open) { this.#items = []; return; }
      if (this.#blocked || this.#items[0] !== item) continue;
      this.#items.shift();
      await item.deliver();
      const asked = seconds(item.body.delayMessage);
      gapMs = asked > 0 ? asked * this.#settings.secondMs : this.#settings.deliveryDelayMs;
    }
  }
}
