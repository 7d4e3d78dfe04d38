/** Sends webhooks, keeps a record of them, repeats refused ones when asked, and holds them while disconnected. */
import type { Activity } from './activity.js';
import type { Settings } from './settings.js';
import type { JsonObject, WebhookAnswer, WebhookRecord } from './types.js';
import type { HeaderOverrides } from './webhook-post.js';
import { WebhookPost } from './webhook-post.js';
import { WebhookUrls } from './webhook-urls.js';

const RETRY_GAP_MS = 200;
const KEPT_RECORDS = 50_000;

interface Held { body: JsonObject; answered?: (answer: WebhookAnswer) => void }

/** The way out towards the product. */
export class WebhookSender {
  readonly urls = new WebhookUrls();
  readonly records: WebhookRecord[] = [];
  readonly #post = new WebhookPost();
  readonly #activity: Activity;
  readonly #settings: Settings;
  #held: Held[] | null = null;

  constructor(settings: Settings, activity: Activity) {
    this.#settings = settings;
    this.#activity = activity;
  }

  get heldCount(): number { return this.#held?.length ?? 0; }

  /**
   * Sends one webhook to its address. While held it is kept for later and answers status 0 at once;
   * `answered` is called with the real answer whenever it comes.
   */
  async send(body: JsonObject, answered?: (answer: WebhookAnswer) => void): Promise<WebhookAnswer> {
    if (this.#held) {
      this.#held.push({ body, ...(answered ? { answered } : {}) });
      return { status: 0, body: { held: true } };
    }
    return this.sendNow(body, answered);
  }

  /** Sends even while held (the disconnect notice itself). */
  async sendNow(body: JsonObject, answered?: (answer: WebhookAnswer) => void): Promise<WebhookAnswer> {
    const answer = await this.#activity.track(this.#withRetries(body));
    answered?.(answer);
    return answer;
  }

  async #withRetries(body: JsonObject): Promise<WebhookAnswer> {
    let current = body;
    let answer = await this.raw(current);
    for (let attempt = 1; attempt <= this.#settings.webhookRetries && !ok(answer) && answer.body !== NO_URL; attempt += 1) {
      if (!await this.#activity.wait(RETRY_GAP_MS * attempt)) break;
      if (typeof current.momment === 'number' && current.momment > 1e11) current = { ...current, momment: this.#settings.now() };
      answer = await this.raw(current);
    }
    return answer;
  }

  /** Posts any body once, recorded, without looking at connection or filters when a url is given. */
  async raw(body: JsonObject | string, headers?: HeaderOverrides, url?: string): Promise<WebhookAnswer> {
    const target = url ?? (typeof body === 'string' ? this.urls.get('received') : this.urls.for(body));
    if (!target) return { status: 0, body: NO_URL };
    const at = Date.now();
    const answer = await this.#activity.track(this.#post.post(target, body, this.#settings.token, headers));
    if (this.records.length >= KEPT_RECORDS) this.records.shift();
    this.records.push({ body, status: answer.status, at, ms: Date.now() - at, answer: answer.body, url: target });
    return answer;
  }

  /** From now on webhooks wait. */
  hold(): void { this.#held ??= []; }

  /** Sends what waited, in order, and everything else at once again. */
  async release(): Promise<void> {
    const waiting = this.#held ?? [];
    this.#held = null;
    for (const { body, answered } of waiting) await this.sendNow(body, answered);
  }

  close(): void { this.#post.close(); }
}

/** Answer body when no webhook address is configured. */
export const NO_URL = 'no webhook url';

/** Whether the product took the webhook. */
export function ok(answer: WebhookAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}
