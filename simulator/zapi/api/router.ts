/** `/instances/{id}/token/{token}/{action}`: authentication, verbs, content type, failures on request, then the handler. */
import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import type { CallRecord, FailureEffect, JsonObject } from '../types.js';
import type { World } from '../world.js';
import type { ApiAnswer, ApiCall, ApiTable } from './call.js';
import { NOT_CONNECTED } from './call.js';
import { refusal } from './gate.js';
import { INSTANCE } from './instance.js';
import { MESSAGES } from './messages.js';
import { PEOPLE } from './people.js';
import { QUEUE } from './queue.js';
import { SENDS } from './sends.js';

const TABLE: ApiTable = { ...SENDS, ...MESSAGES, ...PEOPLE, ...QUEUE, ...INSTANCE };
const NEEDS_CONNECTION = new Set([...Object.keys(MESSAGES), ...Object.keys(PEOPLE)]);
const KEPT_CALLS = 50_000;

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether the failure comes before anything is queued. */
function isImmediate(effect: FailureEffect): boolean {
  return !effect.afterQueued && effect.deliveryError === undefined && !effect.answerAfterDelivery
    && Boolean(effect.hang ?? effect.reset ?? (effect.status !== undefined || effect.body !== undefined));
}

function failed(effect: FailureEffect, usual: ApiAnswer): ApiAnswer | 'hang' | 'reset' {
  if (effect.hang) return 'hang';
  if (effect.reset) return 'reset';
  if (effect.status === undefined && effect.body === undefined) return usual;
  return { status: effect.status ?? 200, body: effect.body ?? { error: 'Internal server error' } };
}

async function outcome(call: ApiCall, method: string): Promise<ApiAnswer | 'hang' | 'reset'> {
  const methods = TABLE[call.action];
  if (!methods) return { status: 404, body: { error: 'Not found' } };
  const handler = methods[method];
  if (!handler) return { status: 405, body: { error: 'Method Not Allowed' } };
  const effect = call.world.rules.take(call.action, call.body.phone ?? call.query.get('phone') ?? undefined);
  if (effect?.delayMs) await call.world.activity.wait(effect.delayMs);
  if (effect && isImmediate(effect)) return failed(effect, NOT_CONNECTED);
  if (!call.world.connected && NEEDS_CONNECTION.has(call.action)) return NOT_CONNECTED;
  const usual = await handler(effect ? { ...call, effect } : call);
  return effect ? failed(effect, usual) : usual;
}

function reply(res: Response, { status, body }: ApiAnswer): void {
  if (res.headersSent || res.destroyed) return;
  res.status(status);
  if (body === null || body === undefined) res.end();
  else res.json(body);
}

/** The API of one instance; `hanging` collects responses that are never given, to be closed at the end. */
export function apiRouter(world: World, hanging: Set<Response>): Router {
  const router = express.Router();

  const answerWith = (res: Response, record: CallRecord, result: ApiAnswer): void => {
    record.response = { status: result.status, body: result.body };
    reply(res, result);
  };

  const guard = (req: Request, res: Response, next: NextFunction): void => {
    const [instanceId, token] = [String(req.params.instance), String(req.params.token)];
    const refused = refusal(world.settings, { instanceId, token, clientToken: req.get('client-token') });
    const wrongType = (req.method === 'POST' || req.method === 'PUT') && !/^application\/json\b/i.test(req.get('content-type') ?? '');
    res.locals.refused = refused ?? (wrongType ? { status: 415, body: { error: 'Unsupported Media Type' } } : undefined);
    next();
  };

  router.all('/instances/:instance/token/:token/*rest', guard, express.json({ limit: '30mb', strict: false }), (req, res) => {
    const rest = req.params.rest as unknown as string[];
    const [action = '', ...segments] = rest;
    const record: CallRecord = { action, method: req.method, body: req.body as unknown, at: Date.now(), response: null };
    if (world.calls.length >= KEPT_CALLS) world.calls.shift();
    world.calls.push(record);
    const refused = res.locals.refused as ApiAnswer | undefined;
    if (refused) { answerWith(res, record, refused); return; }
    const call: ApiCall = {
      world, action, segments, query: new URL(req.url, 'http://sim').searchParams, body: isObject(req.body) ? req.body : {}, rawBody: req.body,
    };
    void world.activity.track(outcome(call, req.method)).then((result) => {
      if (result === 'hang') { hanging.add(res); res.on('close', () => hanging.delete(res)); }
      else if (result === 'reset') res.socket?.destroy();
      else answerWith(res, record, result);
    });
  });

  router.use('/instances', (error: Error & { status?: number }, _req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) next(error);
    else res.status(error.status ?? 500).json({ error: error.message });
  });
  return router;
}
