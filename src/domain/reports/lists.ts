/** A condition of a statement and its values. */
export type Part = [condition: string, ...values: unknown[]];

/** Which part of a list is asked for. */
export interface Listed {
  /** Only what changed at or after this instant; then the list goes forwards in time, else the newest record comes first. */
  updatedSince?: Date | undefined;
  /** Where the page before ended: the record's id and, in a list by change, when that was changed (ms). */
  after?: { id: number; at?: number | undefined } | undefined;
  size: number;
}

/** All conditions together, and their values in order. */
export function conditionsOf(parts: Part[]): { where: string; values: unknown[] } {
  return { where: parts.map(([condition]) => condition).join(' AND '), values: parts.flatMap(([, ...values]) => values) };
}

/**
 * The place of a page in a list with `id` and `updated_at`, and its order. A page is found by the last record before it
 * (keyset), so what is added meanwhile neither repeats nor hides a record, and a page in the middle costs no more than the first.
 */
export function placeIn(alias: string, { updatedSince, after }: Listed): { parts: Part[]; order: string } {
  if (!updatedSince) return { parts: after ? [[`${alias}.id < ?`, after.id]] : [], order: `${alias}.id DESC` };
  const at = after?.at === undefined ? undefined : new Date(after.at);
  return {
    parts: [[`${alias}.updated_at >= ?`, at ?? updatedSince], ...(after && at ? [[`(${alias}.updated_at > ? OR ${alias}.id > ?)`, at, after.id] as Part] : [])],
    order: `${alias}.updated_at, ${alias}.id`,
  };
}
