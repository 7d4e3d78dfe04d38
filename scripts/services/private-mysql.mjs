import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startBackground, stopLeftover } from '../processes/background-process.mjs';
import { takeLock } from '../processes/owner-lock.mjs';
import { freePort, isFree } from './free-port.mjs';
import { findMysqlServer } from './installed-servers.mjs';
import { keptSecrets, randomSecret } from './kept-secrets.mjs';
import { appArmorRemedy, prepareDataFolder } from './mysql-data-folder.mjs';
import { mysqlGreets } from './mysql-greeting.mjs';
import { initStatements, mysqlArguments } from './mysql-settings.mjs';
import { untilAnswers } from './until-answers.mjs';

const START_TIMEOUT_MS = 90_000;

/**
 * Starts a private MySQL or MariaDB with its data in `dir`, on 127.0.0.1 and the port it had before if that is free.
 * What a killed earlier run left running on this folder is stopped first.
 * @throws when no server is installed, when a living process uses the folder, or when the server does not start
 */
export async function startMysql({ dir, database = 'carinho', server = findMysqlServer(), eachCommitOnDisk = true, log = () => {} }) {
  if (!server) throw new Error('No MySQL ≥ 8.0 or MariaDB ≥ 10.6 is installed here: install mariadb-server, or set DATABASE_URL to one that runs.');
  const folder = resolve(dir);
  const portFile = join(folder, 'port');
  let lock, child, port;

  async function start() {
    if (child?.running) return;
    lock = takeLock(join(folder, 'owner.lock'));
    if (lock.busyWith !== undefined) throw new Error(`Process ${lock.busyWith} uses ${folder}: stop it first, or choose another folder.`);
    try {
      const data = join(folder, 'data');
      if (await stopLeftover(record(folder), { pidFile: join(folder, 'mysqld.pid'), commandIncludes: `--datadir=${data}` })) log('stopped the MySQL that an interrupted run left behind');
      await prepareDataFolder({ dir: folder, server, log });
      const initFile = writeInitFile(folder, database);
      await launch(data, initFile);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async function launch(data, initFile) {
    const fixed = port;
    if (fixed !== undefined && !(await isFree(fixed))) throw new Error(`Port ${fixed} is taken by another program: MySQL cannot come back on it.`);
    port = fixed ?? (await freePort(readPort(portFile)));
    writeFileSync(portFile, String(port));
    for (const own of ['files', 'tmp']) mkdirSync(join(folder, own), { recursive: true, mode: 0o700 });
    const logFile = join(folder, 'mysqld.log');
    child = startBackground({ name: 'MySQL', command: server.program, args: mysqlArguments({ dir: folder, data, port, initFile, eachCommitOnDisk }), logFile, record: record(folder) });
    const remedy = appArmorRemedy(server) || `If its data is damaged, delete ${folder} and start again: it is only a local copy.`;
    await untilAnswers(child, () => mysqlGreets(port), { timeoutMs: START_TIMEOUT_MS, remedy });
    rmSync(initFile, { force: true });
  }

  async function end(how) {
    await child?.[how]();
    lock?.release?.();
  }

  await start();
  const login = readLogin(folder);
  return {
    name: 'MySQL',
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
    url: `mysql://carinho:${login.appPassword}@127.0.0.1:${port}/${database}`,
    adminUrl: `mysql://admin:${login.adminPassword}@127.0.0.1:${port}/${database}`,
    start,
    stop: () => end('stop'),
    kill: () => end('kill'),
  };
}

function record(folder) {
  return join(folder, 'mysqld.process.json');
}

function readLogin(folder) {
  return keptSecrets(join(folder, 'login.json'), { appPassword: randomSecret, adminPassword: randomSecret });
}

function writeInitFile(folder, database) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'init.sql');
  writeFileSync(file, initStatements({ database, ...readLogin(folder) }), { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
}

function readPort(file) {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined;
}
