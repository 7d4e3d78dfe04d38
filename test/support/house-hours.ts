import { selectOne } from '../../src/db/rows.js';
import type { Actor, Ctx } from '../../src/domain/ctx.js';
import { editRecord } from '../../src/domain/settings/edit-record.js';
import type { Hours, Interval } from '../../src/domain/working-hours/day-plan.js';
import { EXCEPTIONS, HOLIDAYS } from '../../src/domain/working-hours/editable-days.js';
import { readWeek, saveWeek } from '../../src/domain/working-hours/save-hours.js';
import type { House } from '../../src/wire.js';

const SYSTEM: Actor = { kind: 'system' };

/** Saves the usual week as somebody who has just looked at it. */
export async function setWeek(house: Pick<House, 'ledger' | 'source'>, week: Hours['week'], actor = SYSTEM): Promise<void> {
  const seen = (await readWeek(house.source.manager)).text;
  await house.ledger.run(actor, {}, (ctx) => saveWeek(ctx, week, seen));
}

/** Says what holds on a day (`2027-03-19`); said again, it is changed. */
export async function setException(ctx: Ctx, day: string, label: string, intervals: Interval[]): Promise<string> {
  const known = await selectOne<{ id: number }>(ctx.tx, 'SELECT id FROM business_exceptions WHERE day = ?', [day]);
  return (await editRecord(ctx, EXCEPTIONS, { ...(known ? { id: String(known.id) } : {}), given: { day, label, intervals: JSON.stringify(intervals) } })).id;
}

/** Changes the holiday of that rule, or adds it. */
export async function setHoliday(ctx: Ctx, rule: string, name: string, active: boolean): Promise<void> {
  const known = await selectOne<{ id: number }>(ctx.tx, 'SELECT id FROM holidays WHERE rule_key = ?', [rule]);
  await editRecord(ctx, HOLIDAYS, { ...(known ? { id: String(known.id) } : {}), given: { rule_key: rule, name, active: String(active) } });
}
