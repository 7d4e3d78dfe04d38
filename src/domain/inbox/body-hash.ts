import { createHash } from 'node:crypto';

/** Tells whether two texts are the same message, spaces at the ends aside (gateways trim them). */
export function bodyHash(body: string): string {
  return createHash('sha1').update(body.replace(/\r\n?/g, '\n').trim()).digest('hex');
}
