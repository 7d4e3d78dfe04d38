import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startMysql, type MysqlHandle } from '../../scripts/services/private-mysql.mjs';
import { startRedis, type RedisHandle } from '../../scripts/services/private-redis.mjs';
import { repositoryRoot } from '../../src/kit/repository-root.js';

/** Servers of this test's own, because it stops and empties them. */
export async function startOwnServices(): Promise<{ mysql: MysqlHandle; redis: RedisHandle; stop(): Promise<void> }> {
  const folder = join(process.env['TEST_SERVICES_DIR'] ?? join(repositoryRoot(), '.local/test'), `faults-${randomBytes(4).toString('hex')}`);
  const [mysql, redis] = await Promise.all([startMysql({ dir: join(folder, 'mysql') }), startRedis({ dir: join(folder, 'redis') })]);
  return {
    mysql,
    redis,
    async stop() {
      await Promise.all([mysql.stop(), redis.stop()]);
    },
  };
}
