import { select, type Sql } from '../../db/rows.js';
import { BATCH, type Place } from './places.js';

export type Row = Record<string, unknown>;

/** The rows of a place that belong to one id (or to a page of messages), in pages by its key: one page is in memory at a time. */
export async function* rowsOf(sql: Sql, place: Place, of: number | number[]): AsyncGenerator<Row[]> {
  if (!place.exported) return;
  let after: unknown;
  for (;;) {
    const page = await select<Row>(
      sql,
      `SELECT ${place.exported.columns} FROM ${place.table} x WHERE ${place.where}${after === undefined ? '' : ` AND x.${place.key} > ?`} ORDER BY x.${place.key} LIMIT ${BATCH}`,
      after === undefined ? [of] : [of, after],
    );
    if (page.length > 0) yield page;
    if (page.length < BATCH) return;
    after = page.at(-1)?.[place.key];
  }
}

/** How many rows of a place belong to these ids. */
export async function countOf(sql: Sql, place: Place, ids: readonly number[]): Promise<number> {
  let count = 0;
  for (const id of ids) {
    const [row] = await select<{ n: string }>(sql, `SELECT COUNT(*) AS n FROM ${place.table} x WHERE ${place.where}`, [id]);
    count += Number(row?.n ?? 0);
  }
  return count;
}
