import { timingSafeEqual } from 'node:crypto';

/** Does the Authorization header carry this token? Never without a token; in constant time. */
export function isBearer(header: string | undefined, token: string | undefined): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${token ?? ''}`);
  return token !== undefined && given.length === expected.length && timingSafeEqual(given, expected);
}
