import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Letterbox } from '../domain/letterbox/accept.js';
import { authenticate, type WebhookSecrets } from '../integrations/zapi/authenticate.js';
import { BadWebhook, identifyWebhook } from '../integrations/zapi/identify.js';
import { elapsedSince, type Clock } from '../kit/clock.js';
import { TryLater } from '../kit/errors.js';
import type { Log } from '../kit/log.js';
import type { Metrics } from '../kit/metrics.js';
import { BadEncoding, BodyTooLarge, readBody } from './read-body.js';

export interface WebhookParts {
  letterbox: Letterbox;
  secrets: WebhookSecrets;
  clock: Clock;
  log: Log;
  metrics: Metrics;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
  retryAfterSeconds?: number;
}

const PATH = /^\/webhooks\/z-api(?:\/([^/?]*))?\/?(?:\?(.*))?$/;

/** Is this request for the webhook route? It is taken before Express sees it. */
export function isZapiWebhook(url: string | undefined): boolean {
  return url !== undefined && /^\/webhooks\/z-api(?:[/?]|$)/.test(url);
}

/**
 * POST /webhooks/z-api[/secret]: authenticate, know its identity, make it durable, answer. No domain work here.
 * The answers are those of contract.md; nothing is stored before the sender has proved to be the gateway.
 */
export function createZapiWebhook(parts: WebhookParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const start = performance.now();
    answerTo(request, parts)
      .catch((error: unknown): Answer => {
        parts.log.error({ err: error }, 'a webhook could not be taken');
        return { status: 503, body: { error: 'could not be stored, please send it again' }, retryAfterSeconds: 5 };
      })
      .then((answer) => {
        send(response, answer);
        parts.metrics.webhooks.inc({ provider: 'zapi', outcome: String(answer.body['status'] ?? answer.status) });
        parts.metrics.webhookSeconds.observe(elapsedSince(start) / 1000);
      })
      .catch((error: unknown) => parts.log.warn({ err: error }, 'a webhook’s answer could not be written'));
  };
}

function send(response: ServerResponse, answer: Answer): void {
  const body = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(answer.retryAfterSeconds === undefined ? {} : { 'retry-after': String(answer.retryAfterSeconds) }),
    ...(answer.status === 413 ? { connection: 'close' } : {}),
  });
  response.end(body);
}

const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

async function answerTo(request: IncomingMessage, parts: WebhookParts): Promise<Answer> {
  const match = PATH.exec(request.url ?? '');
  if (!match) return refuse(404, 'not found');
  if (request.method !== 'POST') return refuse(405, 'use POST');
  const given = match[1] ? decodeSafely(match[1]) : (new URLSearchParams(match[2] ?? '').get('token') ?? undefined);
  let read: { raw: Buffer; body: Buffer | BadEncoding };
  try {
    read = await readBody(request);
  } catch (error) {
    if (error instanceof BodyTooLarge) return refuse(413, 'the body is larger than 1 MiB');
    throw error;
  }
  const { raw, body } = read;
  const authenticity = authenticate({ headers: request.headers, urlSecret: given, rawBodies: raw === body || body instanceof BadEncoding ? [raw] : [raw, body] }, parts.secrets);
  if (authenticity === 'wrong_url') return refuse(404, 'not found');
  if (authenticity === 'not_authentic') return refuse(401, 'not authentic');
  if (body instanceof BadEncoding) return refuse(body.known ? 400 : 415, body.message);
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return refuse(415, 'the content type must be application/json');
  return store(body, parts);
}

async function store(body: Buffer, parts: WebhookParts): Promise<Answer> {
  const receivedAt = parts.clock.now();
  let event: unknown;
  try {
    event = JSON.parse(body.toString('utf8'));
  } catch {
    return refuse(400, 'the body is not JSON');
  }
  try {
    const identity = identifyWebhook(event, receivedAt);
    const status = await parts.letterbox.accept({ provider: 'zapi', ...identity, payload: JSON.stringify(event), receivedAt });
    return { status: 200, body: { status } };
  } catch (error) {
    if (error instanceof BadWebhook) return refuse(400, error.message);
    if (error instanceof RangeError) return refuse(400, 'the body is nested too deeply');
    if (error instanceof TryLater) return { ...refuse(503, 'could not be stored, please send it again'), retryAfterSeconds: Math.ceil((error.afterMs ?? 5000) / 1000) };
    throw error;
  }
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
