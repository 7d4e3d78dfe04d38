import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { openDatabase } from '../db/data-source.js';
import { select, selectOne } from '../db/rows.js';
import { reasonOf } from '../kit/errors.js';
import { maskText } from '../kit/mask.js';
import { bad, good, type Finding, type Settings } from './finding.js';

/** Opens the database for one look; undefined when it is not configured. */
export async function openForLook(settings: Settings): Promise<DataSource | undefined> {
  return settings.DATABASE_URL ? openDatabase({ url: settings.DATABASE_URL, poolSize: 1 }) : undefined;
}

/** Reachable, new enough, migrated. Writes nothing. */
export async function checkMysql(settings: Settings): Promise<Finding[]> {
  let source: DataSource | undefined;
  try {
    source = await openForLook(settings);
  } catch (error) {
    return [bad(`cannot be reached at ${placeOf(settings.DATABASE_URL as string)}: ${maskText(reasonOf(error))}`, 'start MySQL, or mend host, user, password and database name in DATABASE_URL')];
  }
  if (!source) return [];
  try {
    return [await versionOf(source), await pendingMigrations(source)];
  } finally {
    await source.destroy();
  }
}

/** Host, port and database of a URL, without user and password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

async function versionOf(source: DataSource): Promise<Finding> {
  const version = (await selectOne<{ version: string }>(source.manager, 'SELECT VERSION() AS version'))?.version ?? '';
  return judgeVersion(version);
}

/** MySQL 8.0 or MariaDB 10.6 at least. @param version as `SELECT VERSION()` gives it */
export function judgeVersion(version: string): Finding {
  const isMaria = /mariadb/i.test(version);
  // MariaDB puts "5.5.5-" before its version for old clients.
  const [major = 0, minor = 0] = version.replace(/^5\.5\.5-/, '').split(/[.-]/).map(Number);
  const [wantedMajor, wantedMinor] = isMaria ? [10, 6] : [8, 0];
  const isEnough = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  const shown = `${isMaria ? 'MariaDB' : 'MySQL'} ${version.replace(/^5\.5\.5-/, '').split('-')[0]}`;
  return isEnough ? good(`reachable, ${shown}`) : bad(`${shown} is too old (SKIP LOCKED is needed)`, 'use MySQL 8.0 or MariaDB 10.6, or later');
}

async function pendingMigrations(source: DataSource): Promise<Finding> {
  const ran = await select<{ name: string }>(source.manager, 'SELECT name FROM schema_migrations').catch((error: { code?: string; driverError?: { code?: string } }) => {
    if ((error.code ?? error.driverError?.code) === 'ER_NO_SUCH_TABLE') return [];
    throw error;
  });
  const known = new Set(ran.map((row) => row.name));
  const pending = migrations.map((migration) => migration.name).filter((name) => !known.has(name));
  if (pending.length === 0) return good('no migration pending');
  return bad(`${pending.length} of ${migrations.length} migrations pending: ${pending.join(', ')}`, 'npm run migrate (or start the product with MIGRATE=on)');
}
