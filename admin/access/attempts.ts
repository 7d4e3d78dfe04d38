import { createHash } from 'node:crypto';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { House } from '../../src/wire.js';

/** Failures one address may have for one e-mail, and for all e-mails together, within WINDOW_S. */
const PER_PAIR = 5;
const PER_ADDRESS = 50;
const WINDOW_S = 15 * 60;

export interface Attempts {
  /** Counts an attempt before it is checked, so that many at once cannot slip through. `waitMs`: 0 to go on; `locked`: this one shut the door, for this e-mail or for all of them. */
  begin(email: string, address: string): Promise<{ waitMs: number; locked: 'pair' | 'address' | undefined }>;
  /** Takes back what was counted: the person has signed in. */
  forgive(email: string, address: string): Promise<void>;
}

/** Counts sign-in attempts in Redis, for all processes together. Throws while Redis is away: then nobody signs in. */
export function countAttempts({ redis, prefix }: Pick<House, 'redis' | 'prefix'>): Attempts {
  const limiter = (name: string, points: number) => new RateLimiterRedis({ storeClient: redis.producer, keyPrefix: `${prefix}:portal:${name}`, points, duration: WINDOW_S });
  const pair = limiter('attempts', PER_PAIR);
  const address = limiter('address', PER_ADDRESS);
  const keyOf = (email: string, ip: string) => createHash('sha256').update(`${email}\n${ip}`).digest('base64url');
  return {
    async begin(email, ip) {
      return (await refusalOf('pair', PER_PAIR, pair.consume(keyOf(email, ip)))) ?? (await refusalOf('address', PER_ADDRESS, address.consume(ip))) ?? { waitMs: 0, locked: undefined };
    },
    async forgive(email, ip) {
      await Promise.all([pair.delete(keyOf(email, ip)), address.reward(ip)]);
    },
  };
}

/** What a limiter says no with; undefined when it says yes. */
async function refusalOf<K extends 'pair' | 'address'>(which: K, most: number, asked: Promise<unknown>): Promise<{ waitMs: number; locked: K | undefined } | undefined> {
  try {
    await asked;
    return undefined;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { waitMs: Math.max(1, refusal.msBeforeNext), locked: refusal.consumedPoints === most + 1 ? which : undefined };
  }
}
