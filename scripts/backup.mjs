import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { backupName, backupsIn, dumpWatcher, rotate } from './database/backup-files.mjs';
import { startTool } from './database/client-tools.mjs';
import { databaseFrom, environment, root } from './database/environment.mjs';

const DEFAULT_KEEP = 14;

try {
  const env = environment();
  const database = databaseFrom(env.DATABASE_URL);
  const keep = keepFrom(env.BACKUP_KEEP);
  const folder = resolve(root, env.BACKUP_DIR || 'data/backups');
  backupsIn(folder, database.name); // makes the folder before anything else can fail
  const file = await backUp(database, join(folder, backupName(database.name, new Date())));
  const removed = rotate(folder, database.name, keep);
  console.log(`${file} (${(statSync(file).size / 1024).toFixed(0)} KiB)${removed.length > 0 ? `; removed ${removed.length} old ${removed.length === 1 ? 'backup' : 'backups'}, keeping ${keep}` : ''}`);
} catch (error) {
  console.error(`No backup was made. ${error.message}`);
  process.exitCode = 1;
}

/** Writes beside the file and renames when it is whole, so that an interrupted backup is never taken for one. */
async function backUp(database, file) {
  const draft = `${file}.partial`;
  const { watcher, isWhole } = dumpWatcher();
  try {
    const { child, finished } = startTool('dump', database, [database.name]);
    child.stdin.end();
    await pipeline(child.stdout, watcher, createGzip(), createWriteStream(draft, { mode: 0o600, flush: true }));
    await finished;
    if (!isWhole()) throw new Error('The dump ended before its last line: is the disk full, or did the server stop?');
    renameSync(draft, file);
    return file;
  } finally {
    rmSync(draft, { force: true });
  }
}

function keepFrom(value) {
  const keep = value ? Number(value) : DEFAULT_KEEP;
  if (!Number.isInteger(keep) || keep < 1) throw new Error(`BACKUP_KEEP is '${value}': it must be a whole number of 1 or more.`);
  return keep;
}
