import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { QUEUES, type WakeUp } from '../src/redis/queues.js';
import { isDatabaseAway } from '../src/db/failures.js';
import type { Log } from '../src/kit/log.js';
import { drainLane, type DrainParts } from '../src/domain/outbox/drain.js';
import { beat, planHouseTimers, type ClockParts } from './clock.js';
import { drainStream, type InboxParts } from './inbox.js';
import { createSweep } from './sweep.js';
import { startTicker } from './ticker.js';

export interface WorkerParts {
  redis: Redis;
  /** Prefix of all Redis keys of this installation. */
  prefix: string;
  inbox: InboxParts;
  lanes: DrainParts;
  clock: ClockParts;
  log: Log;
  /** Between two sweeps and two beats of the clock, ms. */
  pulseMs?: number;
}

/** Streams and lanes one process works on at once. */
const CONCURRENCY = { inbox: 16, lanes: 32 };

/** Starts everything a worker process does. `stop` takes no new work and finishes what is in hand. */
export async function startWorkers(parts: WorkerParts): Promise<{ stop(): Promise<void> }> {
  const pulseMs = parts.pulseMs ?? 1000;
  const report = (what: string) => (error: unknown) => {
    if (isDatabaseAway(error)) parts.log.warn({ err: error }, `${what}: MySQL is away, waiting for it`);
    else parts.log.error({ err: error }, `${what} failed`);
  };
  const inHand = new Set<Promise<void>>();
  const begin = (work: () => Promise<string>): Promise<void> => {
    const begun = insist(work).finally(() => inHand.delete(begun));
    inHand.add(begun);
    return begun;
  };
  const workers = [
    openWorker(QUEUES.inbox, CONCURRENCY.inbox, parts, (name) => begin(() => drainStream(name, parts.inbox))),
    openWorker(QUEUES.lanes, CONCURRENCY.lanes, parts, (name) => begin(() => drainLane(name, parts.lanes))),
  ];
  const sweep = createSweep({ ...parts.inbox, drainLane: (lane) => drainLane(lane, parts.lanes), drainStream: (key) => drainStream(key, parts.inbox), onError: report('sweep') });
  const tickers = [
    startTicker(pulseMs, () => sweep.round(), report('sweep')),
    startTicker(pulseMs, () => beat(parts.clock), report('clock')),
  ];
  await planHouseTimers(parts.clock).catch(report('house timers'));
  return {
    async stop() {
      await Promise.all(tickers.map((ticker) => ticker.stop()));
      await sweep.rest();
      // BullMQ waits without end for a Redis that is away, unless it is told not to wait for anything.
      const isAway = parts.redis.status !== 'ready';
      await Promise.all(workers.map((worker) => worker.close(isAway)));
      await Promise.allSettled(inHand);
    },
  };
}

/** Tries and pauses, ms, when somebody else is just leaving what we were woken for; otherwise it would wait for the sweep. */
const INSIST = { times: 5, pauseMs: 30 };

async function insist(work: () => Promise<string>): Promise<void> {
  for (let time = 1; (await work()) === 'busy' && time < INSIST.times; time += 1) await new Promise((resolve) => setTimeout(resolve, INSIST.pauseMs));
}

function openWorker(queue: string, concurrency: number, parts: WorkerParts, work: (name: string) => Promise<void>): Worker<WakeUp> {
  const worker = new Worker<WakeUp>(queue, (job) => work(job.data.name), {
    connection: parts.redis,
    prefix: parts.prefix,
    concurrency,
    skipVersionCheck: true,
    lockDuration: 30_000,
    stalledInterval: 15_000,
  });
  worker.on('error', (error) => parts.log.debug({ err: error }, 'queue worker'));
  worker.on('failed', (job, error) => parts.log.warn({ err: error, work: job?.data.name }, 'work interrupted; the sweep goes on with it'));
  return worker;
}
