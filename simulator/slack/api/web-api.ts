import express from 'express';
import type { Request, Response, Router } from 'express';
import type { SimContext } from '../context.js';
import type { FailureManner } from '../failure-rules.js';
import { APP, SCOPES } from '../identity.js';
import type { JsonObject } from '../model.js';
import type { ApiMethod } from './api-error.js';
import { ApiError } from './api-error.js';
import { readArguments, readToken } from './call-arguments.js';
import { chatMethods } from './chat-methods.js';
import { conversationMethods } from './conversation-methods.js';
import { fileMethods } from './file-methods.js';
import { peopleMethods } from './people-methods.js';
import { reactionMethods } from './reaction-methods.js';
import { viewMethods } from './view-methods.js';

const CALLS_KEPT = 20_000;
const HANG_MS = 60_000;

const methods: Record<string, ApiMethod> = {
  ...chatMethods, ...conversationMethods, ...peopleMethods, ...reactionMethods, ...viewMethods, ...fileMethods,
  'apps.connections.open': (_args, sim) => ({ url: sim.socket.ticketUrl(sim.settings.baseUrl) }),
};

/** The Web API under /api/: tokens, failures on request, rate limits, latency and the log of calls. */
export function webApi(sim: SimContext, hanging: Set<Response>): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 1000 }), express.json({ limit: '2mb' }));
  router.all('/:method', (request, response) => void answer(sim, hanging, request, response));
  return router;
}

async function answer(sim: SimContext, hanging: Set<Response>, request: Request, response: Response): Promise<void> {
  const method = String(request.params.method);
  const args = readArguments(request);
  const call = { method, args, at: Date.now(), status: 0, response: null as JsonObject | null };
  sim.calls.push(call);
  if (sim.calls.length > CALLS_KEPT) sim.calls.splice(0, sim.calls.length - CALLS_KEPT);

  const failure = sim.failures.take(method, args);
  let body: JsonObject | undefined;
  let retryAfter = 0;
  if (!failure || failure.afterEffect) {
    retryAfter = method === 'chat.postMessage' ? sim.limiter.retryAfter(sim.settings.rateLimit, String(args.channel)) : 0;
    body = retryAfter > 0 ? { ok: false, error: 'ratelimited' } : run(sim, method, args, readToken(request));
  }
  if (sim.settings.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, sim.settings.latencyMs));
  if (failure?.hang) return hang(hanging, response);
  const status = failure ? failureStatus(failure) : retryAfter > 0 ? 429 : 200;
  call.status = status;
  call.response = failure ? { ok: false, error: failure.error ?? (status === 429 ? 'ratelimited' : 'internal_error') } : (body ?? { ok: true });
  response.set({ 'x-oauth-scopes': SCOPES.join(','), 'x-slack-req-id': `sim-${sim.calls.length}`, 'cache-control': 'private, no-cache' });
  if (status === 429) response.set('retry-after', String(failure ? (failure.retryAfter ?? 1) : retryAfter));
  response.status(status).json(call.response);
}

function failureStatus(failure: FailureManner): number {
  return failure.status ?? (failure.retryAfter !== undefined ? 429 : 200);
}

function hang(hanging: Set<Response>, response: Response): void {
  hanging.add(response);
  const timer = setTimeout(() => response.socket?.destroy(), HANG_MS);
  timer.unref();
  response.on('close', () => {
    clearTimeout(timer);
    hanging.delete(response);
  });
}

function run(sim: SimContext, method: string, args: JsonObject, token: string | undefined): JsonObject {
  try {
    if (method !== 'api.test') checkToken(sim, method, token);
    if (!Object.hasOwn(methods, method)) throw new ApiError('unknown_method', { req_method: method });
    return { ok: true, ...structuredClone(methods[method](args, sim)) };
  } catch (error) {
    if (error instanceof ApiError) return { ok: false, error: error.code, ...error.extra };
    console.error(`Slack simulator: ${method} of app ${APP.id} failed`, error);
    return { ok: false, error: 'internal_error' };
  }
}

function checkToken(sim: SimContext, method: string, token: string | undefined): void {
  if (!token) throw new ApiError('not_authed');
  const { botToken, appToken, tokenRevoked } = sim.settings;
  const wanted = method === 'apps.connections.open' ? appToken : botToken;
  if (token !== wanted) throw new ApiError(token === botToken || token === appToken ? 'not_allowed_token_type' : 'invalid_auth');
  if (tokenRevoked && token === botToken) throw new ApiError('token_revoked');
}
