import { Queue, type JobsOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../kit/log.js';

/** The queues, and what a job of each carries: a name, never data (MySQL is the only truth). */
export const QUEUES = { inbox: 'inbox', lanes: 'lanes' } as const;

export interface WakeUp {
  /** The stream or lane that has work. */
  name: string;
}

/**
 * A wake-up while one waits is dropped; one that comes while the job is active runs once more afterwards. No jobId:
 * a kept, finished job of that id would swallow the next one.
 */
function options(name: string): JobsOptions {
  return { deduplication: { id: name, keepLastIfActive: true }, removeOnComplete: true, removeOnFail: 100 };
}

export interface Wakers {
  /** Hints that these lanes have deliveries. Never throws. */
  wakeLanes(names: string[]): void;
  /** Hints that these streams have events. Never throws. */
  wakeStreams(names: string[]): void;
  /** The queues themselves, to be looked at (bull-board); whoever has work calls the two above. */
  queues: readonly Queue[];
  close(): Promise<void>;
}

/** The producers' side of the queues. When Redis is away nothing is lost: the sweep looks into MySQL. */
export function createWakers(connection: Redis, prefix: string, log: Log): Wakers {
  const open = (queue: string) => {
    const opened = new Queue<WakeUp>(queue, { connection, prefix, skipVersionCheck: true });
    opened.on('error', (error) => log.debug({ err: error }, 'queue'));
    return opened;
  };
  const inbox = open(QUEUES.inbox);
  const lanes = open(QUEUES.lanes);
  const wake = (queue: Queue<WakeUp>, names: string[]) => {
    // Until Redis has answered once, BullMQ would keep every wake-up in memory for it.
    if (connection.status !== 'ready') return;
    queue.addBulk(names.map((name) => ({ name: 'wake', data: { name }, opts: options(name) }))).catch((error: unknown) => log.debug({ err: error }, 'wake-up not given; the sweep will find the work'));
  };
  return {
    wakeLanes: (names) => wake(lanes, names),
    wakeStreams: (names) => wake(inbox, names),
    queues: [inbox, lanes],
    async close() {
      await Promise.allSettled([inbox.close(), lanes.close()]);
    },
  };
}
