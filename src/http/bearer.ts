import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Lets through who carries this token; nobody when there is none. */
export function requireBearer(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (isBearer(request.headers.authorization, token)) next();
    else response.status(401).json({ error: 'send Authorization: Bearer INTERNAL_API_TOKEN' });
  };
}

/** Does the Authorization header carry this token? Never without a token; in constant time. */
function isBearer(header: string | undefined, token: string | undefined): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${token ?? ''}`);
  return token !== undefined && given.length === expected.length && timingSafeEqual(given, expected);
}
