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

export interface SentIds {
  messageId: string;
  zaapId: string | null;
}

export interface TextOptions {
  /** The id of the message this one answers. */
  quote?: string | null;
  /** Seconds for which "digitando…" is shown first. */
  typingSeconds?: number;
}

/** A file to send: its bytes in the call, or an address the gateway fetches them from. */
export interface FileToSend {
  kind: 'image' | 'audio' | 'video' | 'document';
  /** `data:image/png;base64,…` or `https://…` */
  source: string;
  caption: string;
  fileName: string;
  /** `pdf`; goes into the path of a document's call. */
  ending: string;
}

export interface ZapiClient {
  /** Queues a file, as `sendText` does. */
  sendFile(phone: string, file: FileToSend): Promise<SentIds>;
  /** Queues a text. Resolves with the ids; that is "taken", not "delivered". @throws TryLater, Broken, GatewayDisconnected */
  sendText(phone: string, text: string, how?: TextOptions): Promise<SentIds>;
  /** Puts other words into a text that was sent; doing it twice is harmless. Resolves with the edit's own ids. */
  editText(phone: string, text: string, messageId: string): Promise<string[]>;
  /** Puts other words under a file that was sent (not under a sound); doing it twice is harmless. Resolves with the edit's own ids. */
  editCaption(phone: string, file: FileToSend, messageId: string): Promise<string[]>;
  /** Puts the company's one reaction on a message, or (null) takes it back; doing it twice is harmless. Resolves with the reaction's own ids. */
  react(phone: string, messageId: string, emoji: string | null): Promise<string[]>;
  /** Deletes a message of ours for everyone; doing it twice is harmless. */
  deleteMessage(phone: string, messageId: string): Promise<void>;
  /** What waits in the gateway's queue (at most `limit`, newest pages first as the gateway gives them). */
  queue(limit?: number): Promise<QueuedMessage[]>;
  /** The address of a contact's photo as the gateway gives it, which may be anything; null when it gives none. */
  profilePicture(phone: string): Promise<unknown>;
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

  const call = (action: string, body?: unknown, method?: string): Promise<HttpAnswer> => callJson(`${base}/${action}`, { headers, timeoutMs, ...(method ? { method } : {}), ...(body === undefined ? {} : { body }) });

  async function read(action: string, body?: unknown): Promise<unknown> {
    const answer = await call(action, body);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw failureOf(answer);
  }

  /** A call about a message that exists: done when the answer does not complain, whatever ids it has. */
  async function change(action: string, body?: unknown, method?: string): Promise<string[]> {
    const answer = await call(action, body, method);
    const told = asRecord(answer.body);
    if (answer.status < 200 || answer.status >= 300 || complains(told) || told['value'] === false) throw failureOf(answer);
    return ['messageId', 'zaapId'].map((name) => told[name]).filter((id): id is string => typeof id === 'string');
  }

  return {
    async sendText(phone, text, { quote, typingSeconds } = {}) {
      return idsOf(await call('send-text', { phone, message: text, ...(quote ? { messageId: quote } : {}), ...(typingSeconds ? { delayTyping: typingSeconds } : {}) }));
    },
    async sendFile(phone, file) {
      return idsOf(await call(actionOf(file), { ...bodyOf(file), phone }));
    },
    // Each kind has an edit field of its own (zapi.md §1.4), and needs the file beside it.
    editCaption: (phone, file, messageId) => change(actionOf(file), { ...bodyOf(file), phone, [`edit${file.kind.charAt(0).toUpperCase()}${file.kind.slice(1)}MessageId`]: messageId }),
    editText: (phone, text, messageId) => change('send-text', { phone, message: text, editMessageId: messageId }),
    react: (phone, messageId, emoji) => (emoji === null ? change('send-remove-reaction', { phone, messageId }) : change('send-reaction', { phone, messageId, reaction: emoji })),
    async deleteMessage(phone, messageId) {
      await change(`messages?${new URLSearchParams({ messageId, phone, owner: 'true' }).toString()}`, undefined, 'DELETE');
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
    async profilePicture(phone) {
      const body = await read(`profile-picture?${new URLSearchParams({ phone }).toString()}`);
      const told = asRecord(Array.isArray(body) ? body[0] : body);
      if (complains(told)) throw new TryLater(`Z-API has no photo to tell of: ${maskText(String(told['error'] ?? told['message']))}`);
      return told['link'] ?? null;
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

function actionOf({ kind, ending }: FileToSend): string {
  return kind === 'document' ? `send-document/${encodeURIComponent(ending)}` : `send-${kind}`;
}

function bodyOf({ kind, source, caption, fileName }: FileToSend): Record<string, string> {
  return { [kind]: source, ...(caption === '' ? {} : { caption }), ...(kind === 'document' ? { fileName } : {}) };
}

/** A send is taken when the answer is a success that names the message (zapi.md §1.3). */
function idsOf(answer: HttpAnswer): SentIds {
  const body = asRecord(answer.body);
  const messageId = body['messageId'] ?? body['id'];
  if (answer.status < 200 || answer.status >= 300 || typeof messageId !== 'string' || messageId === '') throw failureOf(answer);
  return { messageId, zaapId: typeof body['zaapId'] === 'string' ? body['zaapId'] : null };
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
