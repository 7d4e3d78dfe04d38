import 'reflect-metadata';
import { DataSource, type EntitySchema, type MixedList } from 'typeorm';

export interface DatabaseOptions {
  url: string;
  /** Connections of this process's pool. */
  poolSize?: number;
  entities?: MixedList<string | EntitySchema | (new () => object)>;
  migrations?: MixedList<string | (new () => object)>;
  connectTimeoutMs?: number;
}

/** What every connection is told first. */
const SESSION = ['SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED', "SET SESSION time_zone = '+00:00'"];

interface RawPool {
  on(event: 'connection', listener: (connection: { query(sql: string): void }) => void): void;
}

/**
 * Opens the connection pool. Every connection works in UTC and READ COMMITTED: what a command must not see change is
 * locked by name (`for update`), and gap locks would only add deadlocks.
 * @throws when the database does not answer within `connectTimeoutMs` (default 5,000 ms)
 */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const source = new DataSource({
    type: 'mysql',
    url: options.url.replace(/^mariadb:/, 'mysql:'),
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: false,
    charset: 'utf8mb4_unicode_ci',
    synchronize: false,
    logging: false,
    entities: options.entities ?? [],
    migrations: options.migrations ?? [],
    migrationsTableName: 'schema_migrations',
    connectTimeout: options.connectTimeoutMs ?? 5000,
    poolSize: options.poolSize ?? 20,
    extra: { enableKeepAlive: true, maxIdle: options.poolSize ?? 20, idleTimeout: 300_000 },
  });
  await source.initialize();
  (source.driver as unknown as { pool: RawPool }).pool.on('connection', (connection) => {
    for (const statement of SESSION) connection.query(statement);
  });
  // The first connection was opened by initialize(), before anybody could listen: without this one in the pool reads old snapshots.
  const first = source.createQueryRunner();
  for (const statement of SESSION) await first.query(statement);
  await first.release();
  return source;
}
