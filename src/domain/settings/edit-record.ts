import { isDuplicate } from '../../db/failures.js';
import { select, selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { maskText } from '../../kit/mask.js';
import type { Ctx } from '../ctx.js';
import { readField, showField, type Columns, type EditableTable, type Field } from './editable.js';
import { mayManage } from './may-manage.js';
import { ChangedMeanwhile, FieldsRefused } from './refusals.js';

export interface Edit {
  /** Undefined adds a record. */
  id?: string;
  /** What the person wrote, by column; a column that is missing stays as it is. */
  given: Record<string, unknown>;
  /** The record as the person's form showed it when it was opened, by column. */
  seen?: Record<string, string>;
}

/**
 * The command behind every edit of the portal: reads the fields, refuses what is wrong or was changed by somebody else
 * meanwhile, writes, and records what it was before and after. Administrators only.
 * @returns the record's id, and whether anything changed
 * @throws FieldsRefused, ChangedMeanwhile, Refused `portal:manage.…`
 */
export async function editRecord(ctx: Ctx, table: EditableTable, { id, given, seen }: Edit): Promise<{ id: string; changed: boolean }> {
  mayManage(ctx.actor);
  const before = id === undefined ? undefined : await lockRow(ctx, table, id);
  if (before && seen) refuseStale(table, before, seen);
  const values = readAll(table, given, before);
  await table.check?.(ctx, values, before, id);
  if (before && table.fields.every(({ column }) => values[column] === before[column])) return { id: id as string, changed: false };
  const saved = await store(ctx, table, id, values);
  await table.saved?.(ctx, saved, values, before);
  ctx.record({ kind: 'record_changed', table: table.table, id: saved, ...trailOf(table.fields, before, values) });
  return { id: saved, changed: true };
}

async function lockRow({ tx }: Ctx, { table, key, fields }: EditableTable, id: string): Promise<Columns> {
  const row = await selectOne<Columns>(tx, `SELECT ${fields.map(({ column }) => column).join(', ')} FROM ${table} WHERE ${key} = ? FOR UPDATE`, [id]);
  if (!row) throw new Refused('portal:manage.gone');
  return row;
}

function refuseStale({ fields }: EditableTable, before: Columns, seen: Record<string, string>): void {
  const moved = fields.filter((field) => !field.hidden && seen[field.column] !== undefined && showField(field, before[field.column]) !== seen[field.column]);
  if (moved.length > 0) throw new ChangedMeanwhile(Object.fromEntries(moved.map((field) => [field.column, showField(field, before[field.column])])));
}

function readAll({ fields }: EditableTable, given: Record<string, unknown>, before: Columns | undefined): Columns {
  const values: Columns = {};
  const problems: Refused[] = [];
  for (const field of fields) {
    const { column } = field;
    const kept = before && (field.onlyNew || given[column] === undefined || (field.hidden && given[column] === ''));
    try {
      values[column] = kept ? (before[column] ?? null) : readField(field, given[column] ?? field.initial);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      problems.push(error);
    }
  }
  if (problems.length > 0) throw new FieldsRefused(problems);
  return values;
}

async function store({ tx, now }: Ctx, { table, key, stamps, unique, ordered }: EditableTable, id: string | undefined, values: Columns): Promise<string> {
  const row: Record<string, unknown> = { ...values };
  for (const stamp of stamps) if (id === undefined || stamp === 'updated_at') row[stamp] = now;
  if (ordered && id === undefined) row['position'] = await nextPosition(tx, table);
  const columns = Object.keys(row);
  try {
    if (id === undefined) {
      const { insertId } = await write(tx, `INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [[columns.map((column) => row[column])]]);
      return key === 'id' ? String(insertId) : String(values[key]);
    }
    await write(tx, `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE ${key} = ?`, [...columns.map((column) => row[column]), id]);
    return id;
  } catch (error) {
    if (isDuplicate(error)) throw new Refused('portal:manage.taken', {}, duplicateColumn(error, values) ?? unique ?? key);
    throw error;
  }
}

async function nextPosition(tx: Ctx['tx'], table: string): Promise<number> {
  const [last] = await select<{ position: number | null }>(tx, `SELECT MAX(position) AS position FROM ${table}`);
  return (last?.position ?? 0) + 1;
}

/** MySQL names the key (`agents_slack_user_id`), which ends with its column. */
function duplicateColumn(error: unknown, values: Columns): string | undefined {
  const key = /for key '([^']+)'/.exec((error as Error).message)?.[1] ?? '';
  return Object.keys(values).find((column) => key.endsWith(column));
}

/** What differs, before and after; hidden fields as dots, personal ones masked. */
function trailOf(fields: readonly Field[], before: Columns | undefined, after: Columns): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const changed = fields.filter(({ column }) => !before || before[column] !== after[column]);
  const shown = (field: Field, row: Columns) => {
    const value = row[field.column] ?? null;
    if (value === null) return null;
    if (field.hidden) return '•••';
    return field.personal ? maskText(String(value)) : value;
  };
  const pick = (row: Columns) => Object.fromEntries(changed.map((field) => [field.column, shown(field, row)]));
  return { before: before ? pick(before) : {}, after: pick(after) };
}
