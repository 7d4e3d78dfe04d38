import type { DataSource } from 'typeorm';
import { dueStreams } from '../src/domain/letterbox/claim.js';
import { dueLanes } from '../src/domain/outbox/due-lanes.js';
import { later, type Clock } from '../src/kit/clock.js';

export interface SweepParts {
  source: DataSource;
  clock: Clock;
  drainLane: (lane: string) => Promise<unknown>;
  drainStream: (key: string) => Promise<unknown>;
  /** Lanes and streams worked on at once. */
  width?: number;
}

/** Wake-ups normally come at once; what is due for longer than this has none coming, ms. */
const GRACE_MS = 300;

/**
 * Finds work nobody was woken for: retries and undo windows that became due, a Redis that lost everything, a worker that
 * was killed. Looks by index at what is due and works on it directly, so that it needs no Redis at all.
 */
export async function sweep(parts: SweepParts): Promise<number> {
  const dueBefore = later(parts.clock.now(), -GRACE_MS);
  const sql = parts.source.manager;
  const work = [
    ...(await dueStreams(sql, dueBefore)).map((key) => () => parts.drainStream(key)),
    ...(await dueLanes(sql, dueBefore)).map((lane) => () => parts.drainLane(lane)),
  ];
  await inParallel(work, parts.width ?? 16);
  return work.length;
}

/** Runs all pieces of work, `width` at a time; one that fails does not keep the others. Throws the first failure. */
async function inParallel(work: (() => Promise<unknown>)[], width: number): Promise<void> {
  const waiting = [...work];
  const failures: unknown[] = [];
  const run = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next().catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: Math.min(width, waiting.length) }, run));
  if (failures.length > 0) throw failures[0];
}
