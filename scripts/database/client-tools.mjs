import { execFileSync, spawn } from 'node:child_process';
import { findProgram } from '../services/installed-servers.mjs';

const TOOLS = { dump: ['mariadb-dump', 'mysqldump'], client: ['mariadb', 'mysql'] };

/**
 * Starts MySQL's or MariaDB's dump program or client on a database. The password goes by environment, never by the
 * command line, which every user of the machine can read.
 * @param {'dump' | 'client'} kind
 * @param {ReturnType<typeof import('./environment.mjs').databaseFrom>} database
 * @param {string[]} args what to do, after the connection's own
 * @param {{ searchPath?: string[] }} [options] for tests
 * @returns the child process, and `finished`: rejects with the tool's own words
 */
export function startTool(kind, database, args, { searchPath } = {}) {
  const program = findProgram(TOOLS[kind], searchPath);
  if (program === undefined) {
    throw new Error(`Neither ${TOOLS[kind].join(' nor ')} is installed here: install the client programs (Debian: apt-get install mariadb-client; macOS: brew install mysql-client), or run this where they are, e.g. docker compose run --rm backup.`);
  }
  const connection = ['--protocol=tcp', `--host=${database.host}`, `--port=${database.port}`, `--user=${database.user}`, '--default-character-set=utf8mb4'];
  const child = spawn(program, [...connection, ...(kind === 'dump' ? dumpArguments(program) : []), ...args], {
    env: { ...process.env, MYSQL_PWD: database.password },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  child.stdin.on('error', () => {}); // the tool ended early; `finished` tells why
  const finished = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => (code === 0 ? resolve() : reject(new Error(`${program} failed (${signal ?? `exit code ${code}`}): ${said.trim()}`))));
  });
  finished.catch(() => {}); // whoever awaits it sees it
  return { child, finished };
}

/**
 * Runs SQL and returns its rows, each an array of texts.
 * @param {ReturnType<typeof import('./environment.mjs').databaseFrom>} database
 * @param {string} sql
 */
export async function query(database, sql) {
  const { child, finished } = startTool('client', database, ['--batch', '--skip-column-names', database.name]);
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stdin.end(sql);
  await finished;
  return output.split('\n').filter(Boolean).map((line) => line.split('\t'));
}

/** One consistent view of the database, without locking it; MySQL's own program needs two things more than MariaDB's. */
function dumpArguments(program) {
  const common = ['--single-transaction', '--quick', '--routines', '--triggers', '--hex-blob', '--no-tablespaces'];
  const ofMysql = !/mariadb/i.test(execFileSync(program, ['--version'], { encoding: 'utf8' }));
  return ofMysql ? [...common, '--set-gtid-purged=OFF', '--column-statistics=0'] : common;
}
