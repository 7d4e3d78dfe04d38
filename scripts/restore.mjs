import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { requireWhole } from './database/backup-files.mjs';
import { query, startTool } from './database/client-tools.mjs';
import { databaseFrom, environment } from './database/environment.mjs';

try {
  const [file, force] = parsed(process.argv.slice(2));
  const database = databaseFrom(environment().DATABASE_URL);
  await requireWhole(file); // before anything is dropped
  const tables = await tablesOf(database);
  if (tables.length > 0 && !force) {
    throw new Error(`Database ${database.name} on ${database.host} has ${tables.length} tables: restoring would replace them all. Stop the product, make a backup, and add --force; or give DATABASE_URL an empty database.`);
  }
  await dropAll(database, tables);
  await load(database, file);
  console.log(`Restored ${file} into ${database.name}: ${(await tablesOf(database)).length} tables. Start the product again; what was waiting in Redis is found again in the database.`);
} catch (error) {
  console.error(`Not restored. ${error.message}`);
  process.exitCode = 1;
}

function parsed(args) {
  const files = args.filter((argument) => argument !== '--force');
  if (files.length !== 1) throw new Error('Say which backup: npm run restore -- data/backups/NAME.sql.gz (and --force to replace what the database has).');
  return [resolve(files[0]), args.includes('--force')];
}

/** Name and type (BASE TABLE, VIEW …) of each. */
function tablesOf(database) {
  return query(database, 'SELECT TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE();');
}

/** Tables that are not in the backup must not survive beside it. */
async function dropAll(database, tables) {
  if (tables.length === 0) return;
  const drops = tables.map(([name, type]) => `DROP ${type === 'VIEW' ? 'VIEW' : 'TABLE'} IF EXISTS \`${name.replaceAll('`', '``')}\`;`);
  await query(database, ['SET FOREIGN_KEY_CHECKS = 0;', ...drops].join('\n'));
}

async function load(database, file) {
  const { child, finished } = startTool('client', database, [database.name]);
  child.stdout.resume();
  try {
    await Promise.all([pipeline(createReadStream(file), createGunzip(), child.stdin), finished]);
  } catch (error) {
    await finished; // the client's own words say more than a broken pipe
    throw error;
  }
}
