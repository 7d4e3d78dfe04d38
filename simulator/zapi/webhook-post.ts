/** One webhook over the wire, with the headers that real ones carry (zapi.md §2.1). */
import http from 'node:http';
import https from 'node:https';
import { gzipSync } from 'node:zlib';
import type { JsonObject, WebhookAnswer } from './types.js';

const USER_AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
  'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36',
];
const H2C_TYPES = new Set(['ReceivedCallback', 'ConnectedCallback', 'PresenceChatCallback']);
const ANSWER_TIMEOUT_MS = 20_000;

/** Header overrides; undefined removes one. */
export type HeaderOverrides = Record<string, string | undefined>;

/** The headers of a webhook of this type, before overrides. */
export function webhookHeaders(type: unknown, token: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    origin: 'https://api.z-api.io',
    server: 'Z-API',
    'user-agent': USER_AGENTS[Math.floor(Math.random() * USER_AGENTS.length)] ?? '',
    'z-api-token': token,
    ...(H2C_TYPES.has(String(type))
      ? { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA' }
      : {}),
  };
}

function parsed(text: string): unknown {
  try { return JSON.parse(text); } catch { return text; }
}

/** POSTs webhooks over kept-alive connections. */
export class WebhookPost {
  readonly #agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

  /** Posts one body (an object, or a string sent as it is). Never throws: no answer is status 0. */
  async post(url: string, body: JsonObject | string, token: string, overrides: HeaderOverrides = {}): Promise<WebhookAnswer> {
    const type = typeof body === 'string' ? undefined : body.type;
    const headers: Record<string, string> = webhookHeaders(type, token);
    for (const [name, value] of Object.entries(overrides)) {
      if (value === undefined) delete headers[name.toLowerCase()];
      else headers[name.toLowerCase()] = value;
    }
    const plain = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const bytes = headers['content-encoding'] === 'gzip' ? gzipSync(plain) : plain;
    headers['content-length'] = String(bytes.length);
    return this.#request(url, headers, bytes, true);
  }

  #request(url: string, headers: Record<string, string>, bytes: Buffer, mayRetry: boolean): Promise<WebhookAnswer> {
    const secure = url.startsWith('https:');
    return new Promise((resolve) => {
      const request = (secure ? https : http).request(url, {
        method: 'POST', headers, agent: secure ? this.#agents.https : this.#agents.http, timeout: ANSWER_TIMEOUT_MS,
      });
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString()) }));
        response.on('error', (error) => resolve({ status: 0, body: { error: error.message } }));
      });
      request.on('upgrade', (_response, socket) => { socket.destroy(); resolve({ status: 101, body: null }); });
      request.on('timeout', () => request.destroy(new Error('webhook answer timed out')));
      request.on('error', (error: NodeJS.ErrnoException) => {
        // A kept-alive connection that the product closed at this very moment: not an answer, so try a fresh one.
        if (mayRetry && request.reusedSocket && error.code === 'ECONNRESET') resolve(this.#request(url, headers, bytes, false));
        else resolve({ status: 0, body: { error: error.message } });
      });
      request.end(bytes);
    });
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }
}
