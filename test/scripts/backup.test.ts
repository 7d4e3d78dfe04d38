import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { gzipSync } from 'node:zlib';
import { startMysql, type MysqlHandle } from '../../scripts/services/private-mysql.mjs';

let dir: string;
let mysql: MysqlHandle;
let connection: Connection;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'backup-'));
  mysql = await startMysql({ dir: join(dir, 'mysql') });
  connection = await createConnection({ uri: mysql.url, multipleStatements: true });
  await connection.query("CREATE TABLE parent (id INT PRIMARY KEY, said VARCHAR(50)); CREATE TABLE child (id INT, parent_id INT, FOREIGN KEY (parent_id) REFERENCES parent (id)); INSERT INTO parent VALUES (1, 'ação 💙'); INSERT INTO child VALUES (1, 1)");
});
afterAll(async () => {
  await connection?.end();
  await mysql?.stop();
  rmSync(dir, { recursive: true, force: true });
});

function run(script: string, args: string[] = [], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}.mjs`, ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'], DATABASE_URL: mysql.url, BACKUP_DIR: join(dir, 'backups'), ...env } });
  return { status, said: stdout + stderr };
}

const backups = () => readdirSync(join(dir, 'backups')).sort().map((name) => join(dir, 'backups', name));

test('a backup restores the very data, replaces what is there only with --force, and old ones are removed', async () => {
  expect(run('backup').status).toBe(0);
  const [file = ''] = backups();
  expect(statSync(file).mode & 0o777).toBe(0o600);

  expect(run('restore', [file])).toMatchObject({ status: 1, said: expect.stringContaining('--force') });
  await connection.query("CREATE TABLE later (id INT); DELETE FROM child; UPDATE parent SET said = 'lost'");
  expect(run('restore', [file, '--force']).status).toBe(0);
  expect((await connection.query('SELECT said FROM parent JOIN child ON parent_id = parent.id'))[0]).toEqual([{ said: 'ação 💙' }]);
  expect((await connection.query('SHOW TABLES'))[0]).toHaveLength(2);

  for (let more = 0; more < 2; more += 1) run('backup', [], { BACKUP_KEEP: '2' });
  expect(backups()).toHaveLength(2);
  expect(backups()).not.toContain(file);
});

test('a cut-off backup is refused before anything is dropped', async () => {
  const file = join(dir, 'cut.sql.gz');
  writeFileSync(file, gzipSync('CREATE TABLE half (id INT);'));
  expect(run('restore', [file, '--force'])).toMatchObject({ status: 1, said: expect.stringContaining('cut off') });
  expect((await connection.query('SELECT COUNT(*) AS rows_kept FROM parent'))[0]).toEqual([{ rows_kept: 1 }]);
});

test('a failed backup leaves no file, and never shows the password', () => {
  const before = backups().length;
  const { status, said } = run('backup', [], { DATABASE_URL: 'mysql://carinho:s3cret-words@127.0.0.1:1/carinho' });
  expect(status).toBe(1);
  expect(said).not.toContain('s3cret-words');
  expect(backups()).toHaveLength(before);
});
