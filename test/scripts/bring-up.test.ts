import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { bringUp, thisMachine, type Machine } from '../../scripts/services/bring-up.mjs';
import { end, isGone, lives, runUntilItSays } from './living-processes.js';

const bringUpModule = pathToFileURL(join(process.cwd(), 'scripts/services/bring-up.mjs')).href;
const machine: Machine = { ...thisMachine, env: {} };
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'bring-up-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function ask(url: string, sql: string): Promise<unknown[]> {
  const connection = await createConnection(url);
  try {
    const [rows] = await connection.query(sql);
    return rows as unknown[];
  } finally {
    await connection.end();
  }
}

/** A Node of its own that brings both up in `dir/name`, says the pids, and then does `then`. */
function inAnotherProcess(name: string, then = 'setInterval(() => {}, 1000)') {
  return runUntilItSays<{ mysql: number; redis: number }>(`
    import { bringUp } from ${JSON.stringify(bringUpModule)};
    const { mysql, redis } = await bringUp({ dir: ${JSON.stringify(dir)}, name: ${JSON.stringify(name)} });
    console.log(JSON.stringify({ mysql: mysql.pid, redis: redis.pid }));
    ${then}`);
}

describe('private MySQL and Redis', () => {
  test('two at once do not share a folder; what was written is there after stop, kill and the next bring-up', async () => {
    const [one, two] = await Promise.all([bringUp({ dir, name: 'twice', machine }), bringUp({ dir, name: 'twice', machine })]);
    try {
      expect(new Set([one.dir, two.dir])).toEqual(new Set([join(dir, 'twice'), join(dir, 'twice-2')]));
      expect(statSync(join(one.dir, 'mysql/login.json')).mode & 0o777).toBe(0o600);
      const url = String(one.databaseUrl);
      await ask(url, 'CREATE TABLE kept (id INT)');
      expect(await ask(url, 'SELECT @@time_zone AS zone, @@collation_server AS collation, @@max_connections AS connections')).toEqual([{ zone: '+00:00', collation: 'utf8mb4_unicode_ci', connections: 500 }]);
      expect(await ask(String(one.adminUrl), 'CREATE DATABASE other')).toBeDefined();
      await one.mysql?.stop();
      await expect(ask(url, 'SELECT 1')).rejects.toThrow();
      await one.mysql?.start();
      await one.mysql?.kill();
      await one.mysql?.start();
      expect(await ask(url, 'SHOW TABLES')).toHaveLength(1);
      await one.redis?.flush();
    } finally {
      await Promise.all([one.stop(), two.stop()]);
    }
    const again = await bringUp({ dir, name: 'twice', machine });
    expect([again.databaseUrl, again.redisUrl]).toEqual([one.databaseUrl, one.redisUrl]);
    expect(await ask(String(again.databaseUrl), 'SHOW TABLES')).toHaveLength(1);
    const pids = [again.mysql?.pid ?? 0, again.redis?.pid ?? 0];
    expect(pids.every(lives)).toBe(true);
    await again.stop();
    expect(pids.some(lives)).toBe(false);
  });

  test('what a killed run left behind is stopped by the next, which finds the data whole', async () => {
    const { child, said } = await inAnotherProcess('killed');
    await end(child, 'SIGKILL');
    expect([lives(said.mysql), lives(said.redis)]).toEqual([true, true]);
    const next = await bringUp({ dir, name: 'killed', machine });
    expect([lives(said.mysql), lives(said.redis)]).toEqual([false, false]);
    expect(next.dir).toBe(join(dir, 'killed'));
    await next.stop();
  });

  test.each([['SIGTERM', ''], ['SIGINT', ''], ['an uncaught error', 'setTimeout(() => { throw new Error("broken"); }, 10)']])('%s leaves no process', async (how, then) => {
    const { child, said } = await inAnotherProcess('ended', then || undefined);
    if (then === '') await end(child, how as NodeJS.Signals);
    expect([await isGone(said.mysql), await isGone(said.redis)]).toEqual([true, true]);
  });
});

describe('ways to have them', () => {
  const nothing: Machine = {
    env: {},
    find: { mysql: () => undefined, redis: () => undefined },
    dockerAnswers: () => false,
    startContainers: () => Promise.reject(new Error('not expected')),
    mayInstallPackages: () => false,
    installPackages: () => Promise.reject(new Error('not expected')),
  };

  test('the URLs of the environment come first and nothing is started', async () => {
    const env = { DATABASE_URL: 'mysql://somewhere/db', REDIS_URL: 'redis://somewhere' };
    const services = await bringUp({ dir, name: 'given', machine: { ...nothing, env } });
    expect(services).toMatchObject({ databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL, mysql: undefined, redis: undefined });
    await services.stop();
  });

  test('containers bring up only what is not installed', async () => {
    const startContainers = jest.fn<Machine['startContainers']>().mockResolvedValue({});
    await (await bringUp({ dir, name: 'docker', machine: { ...machine, find: { ...machine.find, mysql: () => undefined }, dockerAnswers: () => true, startContainers } })).stop();
    expect(startContainers.mock.calls.map(([options]) => options.needs)).toEqual([['mysql']]);
  });

  test('what is missing is installed, and then used', async () => {
    const installed: string[] = [];
    const services = await bringUp({ dir, name: 'install', needs: ['redis'], machine: {
      ...nothing,
      find: { ...nothing.find, redis: () => (installed.length > 0 ? thisMachine.find.redis() : undefined) },
      mayInstallPackages: () => true,
      installPackages: (names) => Promise.resolve(void installed.push(...names)),
    } });
    expect(installed).toEqual(['redis-server']);
    expect(services.redis?.running).toBe(true);
    await services.stop();
  });

  test('with no way open, the message names the ways out', async () => {
    await expect(bringUp({ dir, name: 'none', machine: nothing })).rejects.toThrow(/DATABASE_URL and REDIS_URL[\s\S]*mariadb-server and redis-server[\s\S]*Docker/);
  });
});
