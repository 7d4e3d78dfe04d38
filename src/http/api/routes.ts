import { Router, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { elapsedSince } from '../../kit/clock.js';
import type { ApiParts } from './api-parts.js';
import { authenticate } from './authenticate.js';
import type { Endpoint } from './endpoint.js';
import { ENDPOINTS } from './endpoints/all.js';
import { Problem, PROBLEMS, problemOf, sendProblem } from './problem.js';
import { readCall } from './read-call.js';
import { createReadings } from './readings.js';

export const BASE = '/api/v1';

/** A path of the document as Express has it: `{id}` → `:id`. */
const expressPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

/** /api/v1: every operation of `ENDPOINTS`. Whatever goes wrong is answered as application/problem+json. */
export function apiRoutes(parts: ApiParts): Router {
  const router = Router({ strict: false });
  const noteReading = createReadings(parts);
  router.use(helmet(), (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const endpoint of ENDPOINTS) router[endpoint.method](expressPath(endpoint.path), (request, response) => answer(request, response, endpoint, { ...parts, noteReading }));
  for (const path of new Set(ENDPOINTS.map((one) => one.path))) {
    const methods = ENDPOINTS.filter((one) => one.path === path).map((one) => one.method.toUpperCase());
    router.all(expressPath(path), (_request, response) => {
      response.set('Allow', methods.join(', '));
      sendProblem(response, new Problem('method_not_allowed', { vars: { methods: methods.join(', ') } }), parts.t);
    });
  }
  router.use((_request, response) => sendProblem(response, new Problem('not_found'), parts.t));
  // An address that cannot be decoded.
  router.use((_error: unknown, _request: Request, response: Response, _next: NextFunction) => sendProblem(response, new Problem('malformed'), parts.t));
  return router;
}

/** One call, from token to answer. A line in the log says who called what and how it ended, never what was said. */
async function answer(request: Request, response: Response, endpoint: Endpoint, parts: ApiParts & { noteReading: ReturnType<typeof createReadings> }): Promise<void> {
  const start = elapsedSince(0);
  let who: number | string | undefined;
  try {
    const client = await authenticate(request, parts);
    who = client.id ?? 'house';
    const { allowed, limit, remaining, resetSeconds } = await parts.limits.take(String(who), client.perMinute);
    response.set({ 'RateLimit-Limit': String(limit), 'RateLimit-Remaining': String(remaining), 'RateLimit-Reset': String(resetSeconds) });
    if (!allowed) throw new Problem('too_many', { retryAfterSeconds: resetSeconds });
    if (!client.scopes.has(endpoint.scope)) throw new Problem('forbidden', { vars: { scope: endpoint.scope } });
    const call = await readCall(request, endpoint, client, parts);
    await parts.noteReading(client, endpoint.scope);
    const { body, repeated } = await endpoint.run(call as never);
    if (repeated) response.set('Idempotency-Replayed', 'true');
    response.status(endpoint.status).json(body);
  } catch (error) {
    const problem = problemOf(error, parts.t, parts.isAway);
    if (PROBLEMS[problem.code] >= 500) parts.log.error({ err: error, operation: endpoint.id }, 'a call of the API failed');
    sendProblem(response, problem, parts.t);
  } finally {
    const seconds = elapsedSince(start) / 1000;
    parts.metrics.apiSeconds.observe({ operation: endpoint.id, status: String(response.statusCode) }, seconds);
    parts.log.info({ operation: endpoint.id, client: who, status: response.statusCode, ms: Math.round(seconds * 1000) }, 'api call');
  }
}
