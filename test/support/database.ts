import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

/** An environment variable that `npm test` sets. */
export function serverUrl(name: 'DATABASE_URL' | 'REDIS_URL'): string {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: run the tests with "npm test -- --only-jest test/…", which brings MySQL and Redis up`);
  return url;
}

/** An empty database of its own on the test server; `drop` takes it away. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `carinho_t_${randomBytes(5).toString('hex')}`;
  const server = new URL(serverUrl('DATABASE_URL'));
  const run = async (statement: string) => {
    const connection = await createConnection(server.toString());
    try {
      await connection.query(statement);
    } finally {
      await connection.end();
    }
  };
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => run(`DROP DATABASE ${name}`) };
}
