import { createHmac, timingSafeEqual } from 'node:crypto';
import { later } from '../../kit/clock.js';

/** How long the gateway may fetch a file by its link, ms; a retry makes a new link. */
export const OUT_LINK_MS = 15 * 60_000;

const TOKEN = /^(\d{1,15})\.(\d{1,12})\.([\w-]{43})$/;

/** What of a link says which file it opens and until when: attachment id, second of expiry, signature. Nothing of it can be changed or guessed. */
export function outToken(secret: string, attachmentId: number, now: Date): string {
  const claim = `${attachmentId}.${Math.floor(later(now, OUT_LINK_MS).getTime() / 1000)}`;
  return `${claim}.${signed(secret, claim).toString('base64url')}`;
}

/** The attachment a token opens now; undefined when it is not of our making or too old. Compared in constant time. */
export function readOutToken(secret: string, token: string, now: Date): number | undefined {
  const [, id, expiry, signature] = TOKEN.exec(token) ?? [];
  if (id === undefined || expiry === undefined || signature === undefined) return undefined;
  const isOurs = timingSafeEqual(Buffer.from(signature), Buffer.from(signed(secret, `${id}.${expiry}`).toString('base64url')));
  return isOurs && now.getTime() < Number(expiry) * 1000 ? Number(id) : undefined;
}

/** The purpose is part of what is signed: the same secret signs the portal's sessions. */
function signed(secret: string, claim: string): Buffer {
  return createHmac('sha256', secret).update(`media-out:${claim}`).digest();
}
