import { createLog } from '../kit/log.js';
import { reasonOf } from '../kit/errors.js';
import { maskText } from '../kit/mask.js';
import { openRedis } from '../redis/connections.js';
import { advice, bad, good, within, type Finding, type Settings } from './finding.js';

const PATIENCE_MS = 5000;

/** Reachable, new enough, and never evicting: BullMQ's jobs are keys without expiry that an evicting Redis would drop. */
export async function checkRedis(settings: Settings): Promise<Finding[]> {
  if (!settings.REDIS_URL) return [];
  const redis = openRedis(settings.REDIS_URL, createLog('silent'));
  // The first error counts: the connection itself would go on trying.
  const failed = new Promise<never>((_, reject) => redis.worker.once('error', reject));
  failed.catch(() => undefined);
  try {
    // INFO instead of CONFIG GET, which managed Redis services refuse.
    return judgeRedis(await within(PATIENCE_MS, Promise.race([redis.worker.info(), failed])));
  } catch (error) {
    return [bad(`cannot be used: ${maskText(reasonOf(error))}`, 'start Redis, or mend host, port and password in REDIS_URL')];
  } finally {
    await redis.close();
  }
}

/** @param info the text of Redis' INFO */
export function judgeRedis(info: string): Finding[] {
  const read = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const version = read('redis_version') ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const policy = read('maxmemory_policy');
  return [
    major > 6 || (major === 6 && minor >= 2) ? good(`reachable, ${version}`) : bad(`version ${version} is too old`, 'use Redis 6.2 or later, or Valkey'),
    policy === 'noeviction' || policy === undefined
      ? good('never evicts (maxmemory-policy noeviction)')
      : advice(`maxmemory-policy is ${policy}: under pressure Redis may drop wake-ups; nothing is lost, but answers come late`, 'redis-cli CONFIG SET maxmemory-policy noeviction, and the same in redis.conf'),
  ];
}
