import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_S = 60;
/** Wrong tokens one address may send in a minute; then it is not listened to, not even with a right one. */
const WRONG_TOKENS = 20;

/** What a client has left of its minute. */
export interface Allowance {
  allowed: boolean;
  limit: number;
  remaining: number;
  resetSeconds: number;
}

export interface Limits {
  /** Counts a call of a client that may make `perMinute`. */
  take(client: string, perMinute: number): Promise<Allowance>;
  /** Seconds for which this address is shut out; 0: it is not. */
  shutOut(address: string): Promise<number>;
  /** Counts a wrong token. */
  countWrong(address: string): Promise<void>;
}

/** Counts calls for all processes together in Redis; while it is away, each process counts by itself. */
export function createLimits({ redis, prefix }: { redis: unknown; prefix: string }): Limits {
  const limiter = (name: string, points: number) =>
    new RateLimiterRedis({ storeClient: redis, keyPrefix: `${prefix}:api:${name}`, points, duration: WINDOW_S, insuranceLimiter: new RateLimiterMemory({ points, duration: WINDOW_S }) });
  const wrong = limiter('wrong', WRONG_TOKENS);
  // One for each number of calls a minute, kept, because each remembers what it counted while Redis was away.
  const perMinute = new Map<number, RateLimiterRedis>();
  return {
    async take(client, limit) {
      const counted = perMinute.get(limit) ?? limiter('calls', limit);
      perMinute.set(limit, counted);
      const state = await consumed(counted, client);
      return { allowed: state.consumedPoints <= limit, limit, remaining: Math.max(0, limit - state.consumedPoints), resetSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)) };
    },
    async shutOut(address) {
      const state = await wrong.get(address);
      return state !== null && state.consumedPoints >= WRONG_TOKENS ? Math.max(1, Math.ceil(state.msBeforeNext / 1000)) : 0;
    },
    async countWrong(address) {
      await consumed(wrong, address);
    },
  };
}

async function consumed(limiter: RateLimiterRedis, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (state) {
    if (state instanceof RateLimiterRes) return state;
    throw state;
  }
}
