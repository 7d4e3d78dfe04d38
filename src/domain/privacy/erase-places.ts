import { select, write, type Sql } from '../../db/rows.js';
import { BATCH, MESSAGES, OF_CONTACT, OF_CONVERSATION, OF_MESSAGES, type Place } from './places.js';
import type { Whole } from './whose.js';

/** How far the erasing of places has come: which place, which of its contacts or conversations, after which row. */
export interface PlacePosition {
  place: number;
  parent: number;
  after: number;
}

/** Rows changed, by table. */
export type Counts = Record<string, number>;

const STEPS: readonly { place: Place; of: 'contactIds' | 'conversationIds' }[] = [
  ...OF_CONTACT.map((place) => ({ place, of: 'contactIds' as const })),
  ...OF_CONVERSATION.map((place) => ({ place, of: 'conversationIds' as const })),
  { place: MESSAGES, of: 'contactIds' },
];

/** One batch: at most BATCH rows of one place, for messages with all that hangs on them. @returns where to go on; undefined when every place is done */
export async function erasePlaces(sql: Sql, whole: Whole, at: PlacePosition, counts: Counts): Promise<PlacePosition | undefined> {
  const step = STEPS[at.place];
  if (!step) return undefined;
  const parent = whole[step.of][at.parent];
  if (parent === undefined) return { place: at.place + 1, parent: 0, after: 0 };
  const { place } = step;
  const next = { ...at, parent: at.parent + 1, after: 0 };
  if (place.erased === 'rows') {
    const gone = await change(sql, place, place.where, [parent], counts);
    return gone < BATCH ? next : at;
  }
  if (Object.keys(place.erased).length === 0) return { place: at.place + 1, parent: 0, after: 0 };
  const page = await select<Record<string, number>>(sql, `SELECT x.${place.key} AS \`row\` FROM ${place.table} x WHERE ${place.where} AND x.${place.key} > ? ORDER BY x.${place.key} LIMIT ${BATCH}`, [parent, at.after]);
  const ids = page.map((row) => row['row'] as number);
  if (ids.length === 0) return next;
  if (place === MESSAGES) for (const hanging of OF_MESSAGES) while ((await change(sql, hanging, hanging.where, [ids], counts)) >= BATCH && hanging.erased === 'rows');
  await change(sql, place, `x.${place.key} IN (?)`, [ids], counts);
  return ids.length < BATCH ? next : { ...at, after: ids.at(-1) as number };
}

/** Deletes at most BATCH of these rows, or gives all of them what an erased one holds. @returns how many */
async function change(sql: Sql, place: Place, where: string, values: unknown[], counts: Counts): Promise<number> {
  const statement = place.erased === 'rows'
    ? `DELETE FROM ${place.table} WHERE ${where.replace(/\bx\./g, `${place.table}.`)} LIMIT ${BATCH}`
    : `UPDATE ${place.table} x SET ${Object.entries(place.erased).map(([column, value]) => `x.${column} = ${value}`).join(', ')} WHERE ${where}`;
  const { affectedRows } = await write(sql, statement, values);
  if (affectedRows > 0) counts[place.table] = (counts[place.table] ?? 0) + affectedRows;
  return affectedRows;
}
