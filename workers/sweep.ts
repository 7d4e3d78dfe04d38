import type { DataSource } from 'typeorm';
import { dueStreams } from '../src/domain/letterbox/claim.js';
import { dueLanes } from '../src/domain/outbox/due-lanes.js';
import { later, type Clock } from '../src/kit/clock.js';

export interface SweepParts {
  source: DataSource;
  clock: Clock;
  drainLane: (lane: string) => Promise<unknown>;
  drainStream: (key: string) => Promise<unknown>;
  /** Told of a lane or stream whose work broke off; it is found again. */
  onError: (error: unknown) => void;
  /** Lanes and streams worked on at once. */
  width?: number;
}

export interface Sweep {
  /** Looks for what is due and begins it, as far as the width allows. Does not wait for it: a slow lane keeps nothing else. */
  round(): Promise<void>;
  /** Resolves when all that was begun is done. */
  rest(): Promise<void>;
}

/** Wake-ups normally come at once; what is due for longer than this has none coming, ms. */
const GRACE_MS = 300;

/**
 * Finds work nobody was woken for: retries and undo windows that became due, a Redis that lost everything, a worker that
 * was killed. Looks by index at what is due and works on it directly, so that it needs no Redis at all.
 */
export function createSweep(parts: SweepParts): Sweep {
  const width = parts.width ?? 16;
  const inHand = new Map<string, Promise<void>>();
  let waiting: { name: string; work: () => Promise<unknown> }[] = [];

  function beginMore(): void {
    while (inHand.size < width) {
      const next = waiting.shift();
      if (!next) return;
      if (inHand.has(next.name)) continue;
      const done = next.work().then(() => undefined, parts.onError).then(() => {
        inHand.delete(next.name);
        beginMore();
      });
      inHand.set(next.name, done);
    }
  }

  return {
    async round() {
      const dueBefore = later(parts.clock.now(), -GRACE_MS);
      const sql = parts.source.manager;
      const [streams, lanes] = [await dueStreams(sql, dueBefore), await dueLanes(sql, dueBefore)];
      waiting = [...streams.map((name) => ({ name, work: () => parts.drainStream(name) })), ...lanes.map((name) => ({ name, work: () => parts.drainLane(name) }))];
      beginMore();
    },
    async rest() {
      waiting = [];
      while (inHand.size > 0) await Promise.all(inHand.values());
    },
  };
}
