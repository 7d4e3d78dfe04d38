import { createHash } from 'node:crypto';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';

/**
 * Locks by name, shared by all processes and freed by MySQL at once when a process dies: all names of one process are
 * held by one connection of its own (GET_LOCK). Inside the process a name is held by one taker only.
 *
 * Why not a lease with an expiry: after a SIGKILL nobody would dare to go on until the lease ran out.
 */
export interface NamedLocks {
  /** Names this process in `deliveries.holder`; its own lock lives as long as the process's lock connection. */
  readonly holder: string;
  /** Takes the lock if it is free. `stillHeld()` turns false when the connection was lost meanwhile. */
  tryTake(name: string): Promise<Hold | undefined>;
  /** Is the process that calls itself `holder` alive (does it still hold its own lock)? */
  isAlive(holder: string): Promise<boolean>;
  close(): Promise<void>;
}

export interface Hold {
  stillHeld(): boolean;
  /** Aborted when the lock connection is lost: outside calls under this hold must stop. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Lock names are shared by the whole server and at most 64 characters: prefix by database, hash what is long. */
function namer(url: string): (name: string) => string {
  const sha = (text: string) => createHash('sha1').update(text).digest('base64url');
  const prefix = `ca-${sha(new URL(url).pathname).slice(0, 6)}:`;
  return (name) => prefix + (name.length <= 50 ? name : `${name.slice(0, 20)}:${sha(name)}`);
}

interface Session {
  connection: Connection;
  lost: AbortController;
}

/**
 * @param url DATABASE_URL
 * @param holder a name no other process uses (pid and random)
 */
export function openNamedLocks(url: string, holder: string): NamedLocks {
  const held = new Set<string>();
  const lockName = namer(url);
  let opening: Promise<Session> | undefined;
  let closed = false;

  async function open(): Promise<Session> {
    const connection = await createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), connectTimeout: 3000, enableKeepAlive: true });
    const lost = new AbortController();
    const drop = () => {
      if (!lost.signal.aborted) lost.abort(new Error('the lock connection was lost'));
      opening = undefined;
      held.clear();
    };
    connection.on('error', drop);
    (connection as unknown as { on(event: 'end', listener: () => void): void }).on('end', drop);
    await connection.query('SET SESSION wait_timeout = 2147483');
    await connection.query('SELECT GET_LOCK(?, 0)', [lockName(holder)]);
    return { connection, lost };
  }

  function session(): Promise<Session> {
    if (closed) return Promise.reject(new Error('locks are closed'));
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  async function ask(current: Session, sql: string, name: string): Promise<number | null> {
    const [rows] = await current.connection.query<(RowDataPacket & { answer: number | null })[]>(`SELECT ${sql} AS answer`, [lockName(name)]);
    return rows[0]?.answer ?? null;
  }

  return {
    holder,
    async tryTake(name) {
      if (held.has(name)) return undefined;
      held.add(name);
      try {
        const current = await session();
        if (Number(await ask(current, 'GET_LOCK(?, 0)', name)) !== 1) {
          held.delete(name);
          return undefined;
        }
        held.add(name);
        return {
          lost: current.lost.signal,
          stillHeld: () => !current.lost.signal.aborted,
          async release() {
            if (current.lost.signal.aborted) return;
            try {
              await ask(current, 'RELEASE_LOCK(?)', name);
            } finally {
              held.delete(name);
            }
          },
        };
      } catch (error) {
        held.delete(name);
        throw error;
      }
    },
    async isAlive(other) {
      return (await ask(await session(), 'IS_USED_LOCK(?)', other)) !== null;
    },
    async close() {
      closed = true;
      const current = await opening?.catch(() => undefined);
      await current?.connection.end().catch(() => undefined);
    },
  };
}
