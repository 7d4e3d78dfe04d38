import type { House } from '../../src/wire.js';

/** Attempts of one kind are counted together for this long after the first. */
const WINDOW_S = 60 * 60;
/** Different ones (addresses, people) that are written down one by one within a window; beyond it, only how many they are. */
const MOST_SEPARATE = 20;

/** What of a flood is worth a line of the trail. */
export interface Tally {
  /** How many of this key within the window, when that is worth a line: the first, the 10th, the 100th … */
  ofKey?: number;
  /** How many lines of the whole house there would have been, when this one is past MOST_SEPARATE and a power of ten. */
  ofHouse?: number;
}

const isPowerOfTen = (count: number): boolean => /^10*$/.test(String(count));

/**
 * Which of many events are worth a line: of one key (an address and a person) the powers of ten; of many keys the first
 * twenty, then powers of ten again. A million attempts from a thousand addresses leave about thirty lines an hour.
 */
export function worthLine(ofKey: number, ofHouse: number): Tally | undefined {
  if (!isPowerOfTen(ofKey)) return undefined;
  if (ofHouse <= MOST_SEPARATE) return { ofKey };
  return isPowerOfTen(ofHouse) ? { ofHouse } : undefined;
}

/** Counts in Redis, for all processes together. `group`: what kind of thing is counted. */
export function tallies({ redis, prefix }: Pick<House, 'redis' | 'prefix'>) {
  async function next(name: string): Promise<number> {
    const key = `${prefix}:portal:tally:${name}`;
    const count = await redis.producer.incr(key);
    if (count === 1) await redis.producer.expire(key, WINDOW_S);
    return count;
  }
  return {
    async failed(key: string): Promise<Tally | undefined> {
      const ofKey = await next(`failed:${key}`);
      return isPowerOfTen(ofKey) ? worthLine(ofKey, await next('failed')) : undefined;
    },
    /** Each lock-out stands for itself. */
    lockedOut: async (): Promise<Tally | undefined> => worthLine(1, await next('locked_out')),
  };
}
