import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible';

/** How fast we may post into a channel, known to all workers. */
export interface SlackPace {
  /** Milliseconds to wait before the next post into the channel; 0 = now. Takes a turn when it is 0. */
  waitMs(channel: string): Promise<number>;
  /** Slack answered 429: nobody posts there for `ms`, and for a minute afterwards one post a second. */
  limited(channel: string, ms: number): Promise<void>;
  /** Is the channel paced at present? Then what waits is joined. */
  isLimited(channel: string): boolean;
}

const CAREFUL_MS = 60_000;

/**
 * Slack documents about one message per second per channel and tolerates bursts, so nothing is held back until it says
 * 429. From then on, for a minute, posts into that channel take turns of a second, shared through Redis; without Redis
 * each process keeps to it by itself.
 * @param nowMs wall clock in ms
 */
export function createSlackPace(redis: Redis, prefix: string, nowMs: () => number): SlackPace {
  const carefulUntil = new Map<string, number>();
  const pausedUntil = new Map<string, number>();
  const turns = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `${prefix}:slack-turn`,
    points: 1,
    duration: 1,
    insuranceLimiter: new RateLimiterMemory({ points: 1, duration: 1 }),
  });
  const key = (channel: string) => `${prefix}:slack-pause:${channel}`;

  async function sharedPause(channel: string): Promise<number> {
    try {
      return Math.max(0, await redis.pttl(key(channel)));
    } catch {
      return 0;
    }
  }

  return {
    isLimited: (channel) => (carefulUntil.get(channel) ?? 0) > nowMs(),
    async limited(channel, ms) {
      const now = nowMs();
      pausedUntil.set(channel, Math.max(pausedUntil.get(channel) ?? 0, now + ms));
      carefulUntil.set(channel, now + ms + CAREFUL_MS);
      try {
        await redis.set(key(channel), '1', 'PX', Math.max(1, ms));
      } catch {
        // Redis is away: the other workers will be told by Slack.
      }
    },
    async waitMs(channel) {
      const own = (pausedUntil.get(channel) ?? 0) - nowMs();
      const shared = await sharedPause(channel);
      if (shared > 0) carefulUntil.set(channel, nowMs() + shared + CAREFUL_MS);
      if (own > 0 || shared > 0) return Math.max(own, shared);
      if ((carefulUntil.get(channel) ?? 0) <= nowMs()) return 0;
      try {
        await turns.consume(channel);
        return 0;
      } catch (refused) {
        return Math.max(50, (refused as RateLimiterRes).msBeforeNext ?? 1000);
      }
    },
  };
}
