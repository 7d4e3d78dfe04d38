import type { ServiceHandle } from './private-mysql.mjs';

export interface RedisHandle extends ServiceHandle {
  /** Empties it, as a Redis that lost everything. */
  flush(): Promise<void>;
}

/**
 * Starts a private Redis or Valkey that keeps nothing on disk.
 * @throws when none is installed, a living process uses the folder, or it does not start within 20 s
 */
export function startRedis(options: { dir: string; server?: { program: string }; log?: (message: string) => void }): Promise<RedisHandle>;
