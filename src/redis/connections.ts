import { Redis } from 'ioredis';
import type { Log } from '../kit/log.js';

/**
 * Two ways to talk to Redis. Producers fail fast: a wake-up that cannot be given is found by the sweep. Workers wait
 * for Redis as long as it takes.
 */
export function openRedis(url: string, log: Log): { producer: Redis; worker: Redis; close(): Promise<void> } {
  const retryStrategy = (times: number) => Math.min(2000, times * 100);
  const producer = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, connectTimeout: 3000, commandTimeout: 3000, retryStrategy });
  const worker = new Redis(url, { maxRetriesPerRequest: null, connectTimeout: 3000, retryStrategy });
  for (const connection of [producer, worker]) connection.on('error', (error: Error) => log.debug({ err: error }, 'redis connection'));
  return {
    producer,
    worker,
    async close() {
      producer.disconnect();
      worker.disconnect();
    },
  };
}
