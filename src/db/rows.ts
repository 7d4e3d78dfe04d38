import type { EntityManager } from 'typeorm';

/** Anything SQL can be sent through: a transaction's manager or the pool's. */
export type Sql = Pick<EntityManager, 'query'>;

export interface WriteResult {
  affectedRows: number;
  insertId: number;
}

/** The rows of a SELECT. `T` states the columns the statement names. */
export async function select<T>(sql: Sql, statement: string, parameters: unknown[] = []): Promise<T[]> {
  return (await sql.query(statement, parameters)) as T[];
}

/** The first row of a SELECT, or undefined. */
export async function selectOne<T>(sql: Sql, statement: string, parameters: unknown[] = []): Promise<T | undefined> {
  return (await select<T>(sql, statement, parameters))[0];
}

/** An INSERT, UPDATE or DELETE. Several rows: `VALUES ?` with one array of arrays. */
export async function write(sql: Sql, statement: string, parameters: unknown[] = []): Promise<WriteResult> {
  return (await sql.query(statement, parameters)) as WriteResult;
}

/**
 * Inserts several rows in one statement and tells their ids in order. InnoDB gives a multi-row insert of known length
 * consecutive ids (innodb_autoinc_lock_mode 1 and 2 alike for simple inserts); an auto_increment_increment above 1 is read.
 */
export async function insertMany(sql: Sql, statement: string, rows: unknown[][]): Promise<number[]> {
  if (rows.length === 0) return [];
  const { insertId } = await write(sql, statement, [rows]);
  if (rows.length === 1) return [insertId];
  const step = await incrementOf(sql);
  return rows.map((_, index) => insertId + index * step);
}

let knownIncrement: number | undefined;

async function incrementOf(sql: Sql): Promise<number> {
  knownIncrement ??= Number((await selectOne<{ step: number }>(sql, 'SELECT @@auto_increment_increment AS step'))?.step ?? 1);
  return knownIncrement;
}
