import { join, resolve } from 'node:path';
import { installDebianPackages, mayInstallPackages } from '../packages/debian-packages.mjs';
import { takeLock } from '../processes/owner-lock.mjs';
import { dockerAnswers, startContainers } from './container-services.mjs';
import { findMysqlServer, findRedisServer } from './installed-servers.mjs';
import { startMysql } from './private-mysql.mjs';
import { startRedis } from './private-redis.mjs';

const SERVICES = {
  mysql: { variable: 'DATABASE_URL', label: 'MySQL', debianPackage: 'mariadb-server', start: startMysql },
  redis: { variable: 'REDIS_URL', label: 'Redis', debianPackage: 'redis-server', start: startRedis },
};

/** What bring-up asks the machine it runs on; tests give another. */
export const thisMachine = {
  env: process.env,
  find: { mysql: findMysqlServer, redis: findRedisServer },
  dockerAnswers,
  startContainers,
  mayInstallPackages,
  installPackages: installDebianPackages,
};

/**
 * MySQL and Redis, each by the first way that is open: 1. its URL in the environment; 2. a private instance of an
 * installed server with its data under `dir/name`; 3. a container; 4. the server installed from Debian, then as 2.
 * @param {import('./bring-up.d.mts').BringUpOptions} [options]
 * @returns {Promise<import('./bring-up.d.mts').Services>}
 * @throws with the ways out when none is open, or with the server's own words when it does not start
 */
export async function bringUp({ dir = '.local', name = 'demo', needs = ['mysql', 'redis'], whenBusy = 'next', eachCommitOnDisk = true, log = () => {}, machine = thisMachine } = {}) {
  const fromEnvironment = needs.filter((need) => machine.env[SERVICES[need].variable]);
  for (const need of fromEnvironment) log(`${SERVICES[need].label}: the one of ${SERVICES[need].variable}`);
  const toStart = needs.filter((need) => !fromEnvironment.includes(need));
  const { folder, lock } = takeFolder(resolve(dir), name, whenBusy);
  const started = {};
  let stopping;

  async function stopAll() {
    for (const need of ['redis', 'mysql']) await (started[need]?.close ?? started[need]?.stop)?.();
    lock.release();
  }

  try {
    const { servers, inContainers } = await waysFor(toStart, machine, log);
    if (inContainers.length > 0) Object.assign(started, await machine.startContainers({ dir: folder, needs: inContainers, log }));
    const starts = toStart.filter((need) => servers[need]).map(async (need) => {
      started[need] = await SERVICES[need].start({ dir: join(folder, need), server: servers[need], eachCommitOnDisk, log });
      log(`${SERVICES[need].label}: private instance on 127.0.0.1:${started[need].port}, data in ${started[need].dir}`);
    });
    const failed = (await Promise.allSettled(starts)).find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  } catch (error) {
    await stopAll();
    throw error;
  }
  return {
    dir: folder,
    databaseUrl: needs.includes('mysql') ? started.mysql?.url ?? machine.env.DATABASE_URL : undefined,
    redisUrl: needs.includes('redis') ? started.redis?.url ?? machine.env.REDIS_URL : undefined,
    adminUrl: started.mysql?.adminUrl,
    mysql: started.mysql,
    redis: started.redis,
    stop: () => (stopping ??= stopAll()),
  };
}

async function waysFor(needs, machine, log) {
  const find = () => Object.fromEntries(needs.map((need) => [need, machine.find[need]()]));
  let servers = find();
  const missing = () => needs.filter((need) => !servers[need]);
  if (missing().length > 0 && machine.dockerAnswers()) return { servers, inContainers: missing() };
  if (missing().length > 0 && machine.mayInstallPackages()) {
    await machine.installPackages(missing().map((need) => SERVICES[need].debianPackage), log);
    servers = find();
  }
  if (missing().length > 0) throw new Error(waysOut(missing()));
  return { servers, inContainers: [] };
}

function waysOut(missing) {
  const of = (property) => missing.map((need) => SERVICES[need][property]);
  return [
    `There is no ${of('label').join(' and no ')} here, and none could be brought up. Three ways out:`,
    `  1. Set ${of('variable').join(' and ')} to running servers (mysql://user:password@host:3306/database, redis://host:6379).`,
    `  2. Install them: ${of('debianPackage').join(' and ')} (on macOS: brew install mariadb redis); they need not be started.`,
    '  3. Start Docker (with its compose plugin), so that they can run in containers.',
    'Then run the same command again.',
  ].join('\n');
}

/** `dir/name`, or the next of `name-2`, `name-3` … while another living process uses it. */
function takeFolder(dir, name, whenBusy) {
  for (let number = 1; ; number += 1) {
    const folder = join(dir, number === 1 ? name : `${name}-${number}`);
    const lock = takeLock(join(folder, 'in-use.lock'));
    if (lock.busyWith === undefined) return { folder, lock };
    if (whenBusy === 'refuse') throw new Error(`Process ${lock.busyWith} is already running it with ${folder}. Use that one, or stop it first (Ctrl-C where it runs, or kill ${lock.busyWith}).`);
  }
}
