import type { DataSource } from 'typeorm';
import { selectOne } from './rows.js';

const LOCK = 'carinho:migrate:';

/**
 * Runs pending migrations, one process at a time (GET_LOCK, up to 120 s of waiting), so that any number of processes
 * may start together. Returns the names of those that ran.
 */
export async function migrate(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    const got = await selectOne<{ got: number | null }>(runner.manager, 'SELECT GET_LOCK(CONCAT(?, LEFT(SHA1(DATABASE()), 12)), 120) AS got', [LOCK]);
    if (Number(got?.got) !== 1) throw new Error('another process has been migrating for two minutes; look at its log, then start again');
    try {
      const ran = await source.runMigrations({ transaction: 'none' });
      return ran.map((migration) => migration.name);
    } finally {
      await runner.query('SELECT RELEASE_LOCK(CONCAT(?, LEFT(SHA1(DATABASE()), 12)))', [LOCK]);
    }
  } finally {
    await runner.release();
  }
}
