import { selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { Columns, EditableTable } from '../settings/editable.js';
import { mayManage } from '../settings/may-manage.js';
import { checkIntervals } from './check-intervals.js';
import type { Interval } from './day-plan.js';
import { touchCalendar } from './load-calendar.js';
import { readRule } from './rule-key.js';

/** Holidays: what the rule is stays; a holiday that is none any more is switched off. */
export const HOLIDAYS: EditableTable = {
  table: 'holidays',
  key: 'id',
  unique: 'rule_key',
  stamps: ['created_at', 'updated_at'],
  fields: [
    { column: 'name', kind: 'line', max: 120 },
    { column: 'rule_key', kind: 'line', max: 40, onlyNew: true },
    { column: 'opens', kind: 'minutes', optional: true },
    { column: 'closes', kind: 'minutes', optional: true },
    { column: 'scope', kind: 'choice', choices: ['national', 'state', 'city'], initial: 'national' },
    { column: 'active', kind: 'yes_no', initial: 'true' },
  ],
  check: (_ctx, values) => checkHoliday(values),
  saved: async (ctx, id, after) => {
    // What a person wrote is not renewed by the next import.
    await write(ctx.tx, "UPDATE holidays SET source = 'manual' WHERE id = ?", [id]);
    await changed(ctx, 'holiday', String(after['rule_key']));
  },
};

/** Dates on which other hours hold than usual, said above every holiday. */
export const EXCEPTIONS: EditableTable = {
  table: 'business_exceptions',
  key: 'id',
  unique: 'day',
  stamps: ['created_at'],
  fields: [
    { column: 'day', kind: 'day', onlyNew: true },
    { column: 'label', kind: 'line', max: 120 },
    { column: 'intervals', kind: 'intervals', initial: '[]' },
  ],
  check: (_ctx, values) => checkException(values),
  saved: async (ctx, _id, after) => changed(ctx, 'exception', String(after['day'])),
};

/** Takes an exception away: the day is a usual one again. Administrators only. @throws Refused `portal:manage.gone` */
export async function removeException(ctx: Ctx, id: string): Promise<void> {
  mayManage(ctx.actor);
  const before = await selectOne<Columns>(ctx.tx, 'SELECT day, label, intervals FROM business_exceptions WHERE id = ? FOR UPDATE', [id]);
  if (!before) throw new Refused('portal:manage.gone');
  await write(ctx.tx, 'DELETE FROM business_exceptions WHERE id = ?', [id]);
  await changed(ctx, 'exception', String(before['day']));
  ctx.record({ kind: 'record_changed', table: 'business_exceptions', id, before, after: {} });
}

function checkHoliday({ rule_key: rule, opens, closes }: Columns): void {
  if (readRule(String(rule)) === undefined) throw new Refused('portal:hours.no_date', {}, 'rule_key');
  if ((opens === null) !== (closes === null)) throw new Refused('portal:manage.both_hours', {}, opens === null ? 'opens' : 'closes');
  if (opens !== null) at('closes', () => checkIntervals([{ from: Number(opens), to: Number(closes) }]));
}

function checkException(values: Columns): void {
  if (readRule(`date:${values['day']}`) === undefined) throw new Refused('portal:hours.no_date', {}, 'day');
  values['intervals'] = JSON.stringify(at('intervals', () => checkIntervals(JSON.parse(String(values['intervals'])) as Interval[])));
}

/** A refusal of the hours, at the form's field. */
function at<T>(field: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof Refused ? new Refused(error.messageKey, error.vars, field) : error;
  }
}

async function changed(ctx: Ctx, what: 'exception' | 'holiday', detail: string): Promise<void> {
  await touchCalendar(ctx.tx, ctx.now);
  ctx.record({ kind: 'calendar_changed', what, detail });
}
