import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { migrations } from '../../migrations/index.js';
import { openDatabase } from '../../src/db/data-source.js';
import { migrate } from '../../src/db/migrate.js';

/** The migrations as they are written today; another text is another model. */
function fingerprint(): string {
  const folder = new URL('../../migrations/', import.meta.url);
  const hash = createHash('sha1');
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(new URL(name, folder)));
  return hash.digest('hex').slice(0, 12);
}

/**
 * Gives an empty database the schema that the migrations make, by copying it from a model that they made once on this
 * server: a third of the time, for some hundred and seventy databases of a run. The model lives as long as the server's data.
 */
export async function copySchema(url: string): Promise<void> {
  const model = `carinho_t_model_${fingerprint()}`;
  const connection = await createConnection({ uri: url, multipleStatements: true });
  try {
    const statements = (await statementsOf(connection, model)) ?? (await makeModel(connection, url, model));
    await connection.query(`SET FOREIGN_KEY_CHECKS = 0; ${statements}; SET FOREIGN_KEY_CHECKS = 1`);
  } finally {
    await connection.end();
  }
}

async function statementsOf(connection: Connection, model: string): Promise<string | undefined> {
  const [made] = await connection.query<RowDataPacket[]>("SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = 'copying'", [model]);
  if (made.length === 0) return undefined;
  const [rows] = await connection.query<RowDataPacket[]>(`SELECT statements FROM ${model}.copying`);
  return rows[0]?.['statements'] as string | undefined;
}

/** One process makes it; the others wait and find it made. */
async function makeModel(connection: Connection, url: string, model: string): Promise<string> {
  await connection.query('SELECT GET_LOCK(?, 60)', [model]);
  const made = await statementsOf(connection, model);
  if (made !== undefined) return made;
  await connection.query(`DROP DATABASE IF EXISTS ${model}; CREATE DATABASE ${model} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const of = new URL(url);
  of.pathname = `/${model}`;
  const source = await openDatabase({ url: of.toString(), migrations, poolSize: 2 });
  await migrate(source);
  await source.destroy();
  const [tables] = await connection.query<RowDataPacket[]>('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name', [model]);
  const statements: string[] = [];
  for (const { name } of tables as { name: string }[]) {
    const [[shown]] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${model}.${name}`);
    const [[held]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS held FROM ${model}.${name}`);
    statements.push(String(shown?.['Create Table']).replace(/ AUTO_INCREMENT=\d+/, ''));
    if (Number(held?.['held']) > 0) statements.push(`INSERT INTO ${name} SELECT * FROM ${model}.${name}`);
  }
  await connection.query(`CREATE TABLE ${model}.copying (statements MEDIUMTEXT NOT NULL)`);
  await connection.query(`INSERT INTO ${model}.copying VALUES (?)`, [statements.join(';\n')]);
  return statements.join(';\n');
}
