import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** What both dump programs write last: a dump without it is cut off. */
const LAST_LINE = /^-- Dump completed/m;

/** @param {string} database its name @param {Date} at UTC in the file's name */
export function backupName(database, at) {
  return `${safe(database)}-${at.toISOString().replace(/[-:]/g, '').replace('.', '')}.sql.gz`;
}

/** The backups of one database in a folder, newest first. @param {string} folder @param {string} database */
export function backupsIn(folder, database) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ours = new RegExp(`^${safe(database).replaceAll('.', '\\.')}-\\d{8}T\\d+Z\\.sql\\.gz$`);
  return readdirSync(folder).filter((name) => ours.test(name)).sort().reverse().map((name) => join(folder, name));
}

/** Deletes all but the newest `keep` backups of this database; returns those deleted. */
export function rotate(folder, database, keep) {
  const old = backupsIn(folder, database).slice(keep);
  for (const file of old) rmSync(file);
  return old;
}

/** Passes a dump through and remembers how it ended. */
export function dumpWatcher() {
  let tail = '';
  const watcher = new Transform({
    transform(chunk, _encoding, done) {
      tail = (tail + chunk.toString('latin1')).slice(-500);
      done(null, chunk);
    },
  });
  return { watcher, isWhole: () => LAST_LINE.test(tail) };
}

/** @param {string} file @throws when it is not a whole backup */
export async function requireWhole(file) {
  const { watcher, isWhole } = dumpWatcher();
  try {
    await pipeline(createReadStream(file), createGunzip(), watcher, new Writable({ write: (_chunk, _encoding, done) => done() }));
  } catch (error) {
    throw new Error(error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be unpacked (${error.message}): it is damaged or no backup. Use another one.`, { cause: error });
  }
  if (!isWhole()) throw new Error(`${file} is cut off: it does not end as a dump does. Use another one.`);
}

function safe(name) {
  return name.replace(/[^A-Za-z0-9_.]/g, '_');
}
