import Holidays from 'date-holidays';
import { select, write, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { mayManage } from '../settings/may-manage.js';
import { dateOfDay, specialDays, type Interval } from './day-plan.js';
import { loadHours, touchCalendar } from './load-calendar.js';
import { writeRule } from './rule-key.js';

/** A holiday the library knows for that year, and what importing it would do. */
export interface Proposal {
  /** `date:2026-07-09` */
  key: string;
  name: string;
  /** Whole days are taken over active; optional ones and half-days are proposed switched off. */
  active: boolean;
  open: Interval | null;
  scope: 'national' | 'state' | 'city';
  /** `known`: a rule of ours covers that day already. */
  state: 'new' | 'known';
}

/** Types of the library that close offices; the others are days to remember. */
const CLOSING = new Set(['public', 'bank', 'optional']);

/**
 * What would be imported: nothing is written.
 * @param state two letters (SP) or '' for the country alone; `city` as the library names it (getRegions), or ''
 * @throws Refused `portal:hours.no_year`, `portal:hours.no_state`, `portal:hours.no_city`, naming what there is
 */
export async function previewHolidays(sql: Sql, year: number, state: string, city: string): Promise<Proposal[]> {
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw new Refused('portal:hours.no_year');
  const list = new Holidays();
  const states = Object.keys(list.getStates('BR'));
  if (state !== '' && !states.includes(state)) throw new Refused('portal:hours.no_state', { given: state, allowed: states.join(', ') });
  const cities = state === '' ? [] : Object.keys(list.getRegions('BR', state) ?? {});
  if (city !== '' && !cities.includes(city)) throw new Refused('portal:hours.no_city', { given: city, allowed: cities.join(', ') || '—' });
  const national = new Set(datesOf(new Holidays('BR'), year).map((one) => one.key));
  const ofState = new Set(state === '' ? [] : datesOf(new Holidays('BR', state), year).map((one) => one.key));
  const source = city !== '' ? new Holidays('BR', state, city) : state !== '' ? new Holidays('BR', state) : new Holidays('BR');
  const known = new Set([...specialDays(await loadHours(sql), year).keys()].map((day) => writeRule({ is: 'date', ...dateOfDay(day) })));
  const rows = await select<{ rule_key: string }>(sql, 'SELECT rule_key FROM holidays WHERE rule_key LIKE ?', [`date:${year}-%`]);
  for (const row of rows) known.add(row.rule_key);
  return datesOf(source, year).map((one) => ({
    ...one,
    scope: national.has(one.key) ? 'national' : ofState.has(one.key) ? 'state' : 'city',
    state: known.has(one.key) ? 'known' : 'new',
  }));
}

function datesOf(list: Holidays, year: number): Pick<Proposal, 'key' | 'name' | 'active' | 'open'>[] {
  const found = list.getHolidays(year, 'pt').filter((one) => CLOSING.has(one.type));
  const byDay = new Map(found.map((one) => {
    const [date = '', time = '00:00:00'] = one.date.split(' ');
    const starts = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    const open = starts > 0 ? { from: 0, to: starts } : null;
    return [`date:${date}`, { key: `date:${date}`, name: one.name, active: one.type !== 'optional' && open === null, open }];
  }));
  return [...byDay.values()].sort((a, b) => a.key.localeCompare(b.key));
}

/** Imports what is new of a preview. Administrators only. Doing it again adds nothing (unique key holidays_rule). @returns how many were added */
export async function importHolidays(ctx: Ctx, year: number, state: string, city: string): Promise<number> {
  mayManage(ctx.actor);
  const proposals = (await previewHolidays(ctx.tx, year, state, city)).filter((one) => one.state === 'new');
  if (proposals.length === 0) return 0;
  const { affectedRows } = await write(ctx.tx, 'INSERT IGNORE INTO holidays (rule_key, name, opens, closes, scope, source, active, created_at, updated_at) VALUES ?', [
    proposals.map((one) => [one.key, one.name.slice(0, 120), one.open?.from ?? null, one.open?.to ?? null, one.scope, 'import', one.active ? 1 : 0, ctx.now, ctx.now]),
  ]);
  await touchCalendar(ctx.tx, ctx.now);
  ctx.record({ kind: 'holidays_imported', year, place: [state, city].filter((part) => part !== '').join('/') || 'BR', added: affectedRows });
  return affectedRows;
}
