import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startBackground, stopLeftover } from '../processes/background-process.mjs';
import { takeLock } from '../processes/owner-lock.mjs';
import { freePort, isFree } from './free-port.mjs';
import { findRedisServer } from './installed-servers.mjs';
import { keptSecrets, randomSecret } from './kept-secrets.mjs';
import { redisCommand } from './redis-command.mjs';
import { untilAnswers } from './until-answers.mjs';

const START_TIMEOUT_MS = 20_000;

/**
 * Starts a private Redis or Valkey that keeps nothing on disk, on 127.0.0.1 and the port it had before if that is free.
 * @throws when no server is installed, when a living process uses the folder, or when the server does not start
 */
export async function startRedis({ dir, server = findRedisServer(), log = () => {} }) {
  if (!server) throw new Error('No Redis or Valkey is installed here: install redis-server, or set REDIS_URL to one that runs.');
  const folder = resolve(dir);
  const portFile = join(folder, 'port');
  const record = join(folder, 'redis.process.json');
  let lock, child, port, password;

  async function start() {
    if (child?.running) return;
    lock = takeLock(join(folder, 'owner.lock'));
    if (lock.busyWith !== undefined) throw new Error(`Process ${lock.busyWith} uses ${folder}: stop it first, or choose another folder.`);
    try {
      if (await stopLeftover(record)) log('stopped the Redis that an interrupted run left behind');
      await launch();
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async function launch() {
    const fixed = port;
    if (fixed !== undefined && !(await isFree(fixed))) throw new Error(`Port ${fixed} is taken by another program: Redis cannot come back on it.`);
    port = fixed ?? (await freePort(existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || undefined : undefined));
    writeFileSync(portFile, String(port));
    mkdirSync(join(folder, 'data'), { recursive: true });
    password = keptSecrets(join(folder, 'login.json'), { password: randomSecret }).password;
    const settings = join(folder, 'redis.conf');
    rmSync(settings, { force: true });
    writeFileSync(settings, redisSettings({ port, password, data: join(folder, 'data') }), { mode: 0o600 });
    const logFile = join(folder, 'redis.log');
    child = startBackground({ name: 'Redis', command: server.program, args: [settings], logFile, record });
    const pong = () => redisCommand({ port, password, timeoutMs: 1000 }, ['PING']).then((answer) => answer === 'PONG', () => false);
    await untilAnswers(child, pong, { timeoutMs: START_TIMEOUT_MS });
  }

  async function end(how) {
    await child?.[how]();
    lock?.release?.();
  }

  await start();
  return {
    name: 'Redis',
    dir: folder,
    port,
    get pid() {
      return child.pid;
    },
    get running() {
      return child.running;
    },
    get exited() {
      return child.exited;
    },
    url: `redis://:${password}@127.0.0.1:${port}/0`,
    start,
    stop: () => end('stop'),
    kill: () => end('kill'),
    /** Empties it, as a Redis that lost everything. */
    flush: async () => void (await redisCommand({ port, password }, ['FLUSHALL'])),
  };
}

function redisSettings({ port, password, data }) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${data}"`,
    'daemonize no',
    'appendonly no',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}
