import type { Need } from './bring-up.mjs';
import type { MysqlHandle } from './private-mysql.mjs';
import type { RedisHandle } from './private-redis.mjs';

/** Whether a Docker engine answers and knows `docker compose`. */
export function dockerAnswers(): boolean;

/** Brings up MySQL, Redis or both as containers, on fixed ports of 127.0.0.1. @throws with Docker's own words */
export function startContainers(options: { dir: string; needs: Need[]; log: (message: string) => void }): Promise<{ mysql?: MysqlHandle; redis?: RedisHandle }>;
