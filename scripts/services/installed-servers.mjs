import { execFileSync } from 'node:child_process';
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Where server programs live although an ordinary user's PATH does not name the folder. */
const USUAL_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin', '/usr/libexec', '/usr/local/mysql/bin', '/opt/homebrew/bin', '/opt/homebrew/opt/mysql/bin', '/opt/homebrew/opt/mariadb/bin'];

/** PATH and the usual folders of server programs. */
export function usualSearchPath(env = process.env) {
  return [...(env.PATH ?? '').split(delimiter).filter(Boolean), ...USUAL_FOLDERS];
}

/**
 * The first executable file of these names. @param {string[]} names in order of preference
 * @param {string[]} [folders]
 */
export function findProgram(names, folders = usualSearchPath()) {
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

/**
 * An installed MySQL ≥ 8.0 or MariaDB ≥ 10.6. @param {string[]} [folders]
 * @returns {{ program: string, flavour: 'mysql' | 'mariadb', version: string, installer?: string } | undefined}
 */
export function findMysqlServer(folders = usualSearchPath()) {
  for (const name of ['mariadbd', 'mysqld']) {
    const program = findProgram([name], folders);
    const said = program && versionOf(program, ['--no-defaults', '--version']);
    const version = said && /Ver (\d+\.\d+\.\d+)/.exec(said)?.[1];
    if (!program || !version) continue;
    const flavour = /mariadb/i.test(said) ? 'mariadb' : 'mysql';
    if (!isAtLeast(version, flavour === 'mariadb' ? [10, 6] : [8, 0])) continue;
    if (flavour === 'mysql') return { program, flavour, version };
    const real = dirname(realpathSync(program));
    const installer = findProgram(['mariadb-install-db', 'mysql_install_db'], [...folders, real, join(real, '../scripts'), join(real, '../bin')]);
    if (installer) return { program, flavour, version, installer };
  }
  return undefined;
}

/**
 * An installed Redis or Valkey. @param {string[]} [folders]
 * @returns {{ program: string } | undefined}
 */
export function findRedisServer(folders = usualSearchPath()) {
  const program = findProgram(['redis-server', 'valkey-server'], folders);
  return program ? { program } : undefined;
}

function versionOf(program, args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 });
  } catch {
    return undefined;
  }
}

function isAtLeast(version, [major, minor]) {
  const [haveMajor, haveMinor] = version.split('.').map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
