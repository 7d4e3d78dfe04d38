import type { Response } from 'express';
import { Refused, TryLater, type MessageVars } from '../../kit/errors.js';
import type { Translate } from '../../kit/i18n.js';

/** Every way a call can go wrong, and its HTTP status. Title, and what to do about it: locales, `api:problem.<code>`. */
export const PROBLEMS = {
  malformed: 400,
  key_missing: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  refused: 409,
  too_large: 413,
  media_type: 415,
  validation: 422,
  key_reused: 422,
  too_many: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong with one part of a call. */
export interface Fault {
  in: 'path' | 'query' | 'header' | 'body';
  /** The parameter or header by name; of the body a JSON pointer. */
  at: string;
  detail: string;
}

/** A call that cannot be answered as it is (RFC 9457). */
export class Problem extends Error {
  constructor(readonly code: ProblemCode, readonly more: { vars?: MessageVars; faults?: Fault[]; retryAfterSeconds?: number; detail?: string } = {}) {
    super(code);
    this.name = 'Problem';
  }
}

/** Refusals of the domain that are more than a conflict with how things are. */
const MEANT: Record<string, ProblemCode> = { 'slack:refused.no_conversation': 'not_found', 'api:refused.key_reused': 'key_reused' };

/** Anything that was thrown, as a problem. `isAway`: tells that the database cannot be reached. */
export function problemOf(error: unknown, t: Translate, isAway: (error: unknown) => boolean): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refused) {
    const detail = t(error.messageKey, error.vars);
    if (error.field === undefined) return new Problem(MEANT[error.messageKey] ?? 'refused', { detail });
    return new Problem('validation', { detail, faults: [{ in: 'body', at: `/${error.field}`, detail }] });
  }
  if (error instanceof TryLater) return new Problem('unavailable', { retryAfterSeconds: Math.ceil((error.afterMs ?? 5000) / 1000) });
  return isAway(error) ? new Problem('unavailable', { retryAfterSeconds: 5 }) : new Problem('internal');
}

/** Answers with a problem as application/problem+json. `type` leads to its explanation on the page of the API. */
export function sendProblem(response: Response, { code, more }: Problem, t: Translate): void {
  const status = PROBLEMS[code];
  if (more.retryAfterSeconds !== undefined) response.set('Retry-After', String(more.retryAfterSeconds));
  if (code === 'unauthorized') response.set('WWW-Authenticate', 'Bearer realm="api"');
  const body = { type: `/api/docs#problem-${code}`, title: t(`api:problem.${code}.title`), status, code, detail: more.detail ?? t(`api:problem.${code}.detail`, more.vars), ...(more.faults ? { errors: more.faults } : {}) };
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}
