import { Broken, TryLater } from '../../kit/errors.js';
import { callJson, type HttpAnswer } from '../../kit/http-client.js';
import { maskText } from '../../kit/mask.js';

export interface ZapiSettings {
  baseUrl: string;
  instanceId: string;
  token: string;
  clientToken: string | undefined;
  /** Time limit of a call, ms. */
  timeoutMs?: number;
}

/** Thrown when the gateway says that its phone is not connected: everything to WhatsApp waits. */
export class GatewayDisconnected extends TryLater {
  constructor(readonly detail: string) {
    super(`the WhatsApp gateway is not connected: ${detail}`, { afterMs: 15_000, outcome: 'not_done', counts: false });
  }
}

export interface QueuedMessage {
  messageId: string;
  zaapId: string;
  phone: string;
  text: string;
  created: Date;
}

export interface ZapiClient {
  /** Queues a text. Resolves with the ids; that is "taken", not "delivered". @throws TryLater, Broken, GatewayDisconnected */
  sendText(phone: string, text: string): Promise<{ messageId: string; zaapId: string | null }>;
  /** What waits in the gateway's queue (at most `limit`, newest pages first as the gateway gives them). */
  queue(limit?: number): Promise<QueuedMessage[]>;
  status(): Promise<{ connected: boolean; detail: string }>;
  /** The instance as the panel shows it: webhook URLs, what is echoed. */
  me(): Promise<Record<string, unknown>>;
}

const DISCONNECTED = /not connected|restore the session|disconnected/i;
/** Refusals seen to go away by themselves (zapi.md §5.13). */
const PASSING = /client-token is not configured/i;

/** The calls we make to Z-API, typed. The token is part of the path: never log a URL of this client. */
export function createZapiClient(settings: ZapiSettings): ZapiClient {
  const base = `${settings.baseUrl.replace(/\/$/, '')}/instances/${settings.instanceId}/token/${settings.token}`;
  const headers: Record<string, string> = settings.clientToken ? { 'client-token': settings.clientToken } : {};
  const timeoutMs = settings.timeoutMs ?? 15_000;

  const call = (action: string, body?: unknown): Promise<HttpAnswer> => callJson(`${base}/${action}`, { headers, timeoutMs, ...(body === undefined ? {} : { body }) });

  async function read(action: string, body?: unknown): Promise<unknown> {
    const answer = await call(action, body);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw failureOf(answer);
  }

  return {
    async sendText(phone, text) {
      const answer = await call('send-text', { phone, message: text });
      const body = asRecord(answer.body);
      const messageId = body['messageId'] ?? body['id'];
      if (answer.status >= 200 && answer.status < 300 && typeof messageId === 'string' && messageId !== '') {
        return { messageId, zaapId: typeof body['zaapId'] === 'string' ? body['zaapId'] : null };
      }
      throw failureOf(answer);
    },
    async queue(limit = 200) {
      const found: QueuedMessage[] = [];
      let pagingState: unknown;
      do {
        const page = asRecord(await read('queue', { pageSize: 30, ...(pagingState ? { pagingState } : {}) }));
        const rows = Array.isArray(page['messages']) ? page['messages'] : [];
        found.push(...rows.map((row) => queued(asRecord(row))));
        pagingState = page['hasMore'] === true ? page['pagingState'] : undefined;
      } while (pagingState && found.length < limit);
      return found;
    },
    async status() {
      const body = asRecord(await read('status'));
      const connected = body['connected'] === true && body['smartphoneConnected'] !== false;
      return { connected, detail: connected ? '' : String(body['error'] ?? 'not connected') };
    },
    async me() {
      return asRecord(await read('me'));
    },
  };
}

function asRecord(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function queued(row: Record<string, unknown>): QueuedMessage {
  const text = (name: string) => String(row[name] ?? '');
  return { messageId: text('MessageId'), zaapId: text('ZaapId') || text('_id'), phone: text('Phone'), text: text('Message'), created: new Date(Number(row['Created'] ?? 0)) };
}

/**
 * Sorts an answer that is not a success. Z-API has no error codes: a sentence in `error` or `message`, sometimes with
 * HTTP 200 (zapi.md §1.3).
 */
function failureOf(answer: HttpAnswer): Error {
  const body = asRecord(answer.body);
  const sentence = maskText(String(body['error'] ?? body['message'] ?? (typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? '')))).slice(0, 300);
  const told = `Z-API answered ${answer.status}: ${sentence || 'nothing'}`;
  if (DISCONNECTED.test(sentence) || body['value'] === false) return new GatewayDisconnected(sentence || 'value false');
  if (answer.status === 429) return new TryLater(told, { afterMs: answer.retryAfterMs ?? 5000, counts: false });
  if (answer.status >= 500) return new TryLater(told, { outcome: 'unknown', ...(answer.retryAfterMs === undefined ? {} : { afterMs: answer.retryAfterMs }) });
  // Success without an id and without a complaint (an answer cut short by a proxy): it may have been taken.
  if (answer.status < 300 && !complains(body)) return new TryLater(told, { outcome: 'unknown' });
  if (answer.status < 300 || PASSING.test(sentence) || answer.status === 401 || answer.status === 403 || answer.status === 408) return new TryLater(told);
  return new Broken(told);
}

function complains(body: Record<string, unknown>): boolean {
  return typeof body['error'] === 'string' || typeof body['message'] === 'string' || body['status'] === 'ERROR';
}
