import { select, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { EditableTable } from './editable.js';
import { mayManage } from './may-manage.js';
import { ChangedMeanwhile } from './refusals.js';

/**
 * Puts the rows of an ordered table into this order. Administrators only.
 * @param ids every row of the table, each once
 * @throws Refused when a row was added or is missing: the person's list is old
 */
export async function arrange(ctx: Ctx, { table, key }: EditableTable, ids: readonly string[]): Promise<void> {
  mayManage(ctx.actor);
  const rows = await select<{ id: string | number }>(ctx.tx, `SELECT ${key} AS id FROM ${table} ORDER BY position, ${key} FOR UPDATE`);
  const before = rows.map((row) => String(row.id));
  if (new Set(ids).size !== ids.length) throw new Refused('portal:manage.order');
  if (ids.length !== before.length || !before.every((id) => ids.includes(id))) throw new ChangedMeanwhile({});
  if (ids.every((id, index) => id === before[index])) return;
  for (const [index, id] of ids.entries()) await write(ctx.tx, `UPDATE ${table} SET position = ? WHERE ${key} = ?`, [index + 1, id]);
  ctx.record({ kind: 'record_changed', table, id: '*', before: { position: before.join(', ') }, after: { position: ids.join(', ') } });
}
