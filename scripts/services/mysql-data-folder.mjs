import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asRootIfRoot } from './mysql-settings.mjs';

const run = promisify(execFile);

/**
 * Makes the data folder of a private MySQL, once. Made beside its place and renamed when whole, so that an interrupted
 * start leaves nothing half made. A folder made by the other flavour is moved aside: neither opens the other's.
 * @param {{ dir: string, server: NonNullable<ReturnType<typeof import('./installed-servers.mjs').findMysqlServer>>, log: (message: string) => void }} options
 * @returns {Promise<string>} the data folder
 */
export async function prepareDataFolder({ dir, server, log }) {
  const data = join(dir, 'data');
  const madeBy = join(dir, 'made-by.json');
  if (existsSync(data)) {
    const flavour = flavourThatMade(madeBy);
    if (flavour === server.flavour) return data;
    const aside = `${data}.of-${flavour}-${Date.now()}`;
    renameSync(data, aside);
    log(`the data folder was made by ${flavour}, this is ${server.flavour}: moved to ${aside}, starting with an empty one`);
  }
  const draft = `${data}.making`;
  rmSync(draft, { recursive: true, force: true });
  // Of its own: a server that starts deletes the temporary tables of others in a shared one.
  const tmp = join(dir, 'tmp');
  mkdirSync(tmp, { recursive: true, mode: 0o700 });
  try {
    await (server.flavour === 'mariadb' ? makeForMariadb(server, draft, tmp) : makeForMysql(server, draft, dir, tmp));
  } catch (error) {
    throw new Error(`${server.program} could not make its data folder in ${dir}:\n${String(error.stderr || error.stdout || error.message).trim()}\n${appArmorRemedy(server)}`.trim(), { cause: error });
  }
  writeFileSync(madeBy, JSON.stringify({ flavour: server.flavour, version: server.version }));
  renameSync(draft, data);
  return data;
}

/** What to do when the system forbids mysqld to write outside /var/lib (Ubuntu's profile for Oracle's MySQL); '' when it does not. */
export function appArmorRemedy(server) {
  if (server.flavour !== 'mysql' || !existsSync('/etc/apparmor.d/usr.sbin.mysqld')) return '';
  return 'AppArmor may forbid mysqld to use a folder of this project: install mariadb-server instead, or set DATABASE_URL to a MySQL that runs.';
}

function makeForMariadb(server, data, tmp) {
  return run(server.installer, ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve', ...asRootIfRoot()], { env: { ...process.env, TMPDIR: tmp } });
}

function makeForMysql(server, data, dir, tmp) {
  mkdirSync(data, { mode: 0o700 });
  return run(server.program, ['--no-defaults', '--initialize-insecure', `--datadir=${data}`, '--loose-mysqlx=OFF', '--secure-file-priv=NULL', `--log-error=${join(dir, 'mysqld.log')}`, `--tmpdir=${tmp}`, ...asRootIfRoot()]);
}

function flavourThatMade(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).flavour;
  } catch {
    return 'an unknown server';
  }
}
