import Holidays from 'date-holidays';
import { select, write, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { mayManage } from '../settings/may-manage.js';
import { dateOfDay, specialDays, type Interval } from './day-plan.js';
import { touchCalendar } from './load-calendar.js';
import { readRule, writeRule } from './rule-key.js';

/** A holiday the library knows for that year, and what importing it would do. */
export interface Proposal {
  /** `date:2026-07-09` */
  key: string;
  name: string;
  /** Whole days are taken over active; optional ones and half-days are proposed switched off. */
  active: boolean;
  open: Interval | null;
  scope: 'national' | 'state' | 'city';
  /** `known`: a rule of ours, in force or not, has that day already; `changed`: imported before, and the library says it otherwise now. */
  state: 'new' | 'known' | 'changed';
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
  const stored = await select<Stored>(sql, 'SELECT rule_key, name, opens, closes, source FROM holidays');
  const ruled = daysOfRules(stored, year);
  return datesOf(source, year).map((one) => ({
    ...one,
    scope: national.has(one.key) ? 'national' : ofState.has(one.key) ? 'state' : 'city',
    state: stateOf(one, stored.find((row) => row.rule_key === one.key), ruled.has(one.key)),
  }));
}

interface Stored {
  rule_key: string;
  name: string;
  opens: number | null;
  closes: number | null;
  source: string;
}

/** The dates of a year that have a rule, in force or switched off: what somebody switched off must not come back as a date. */
function daysOfRules(stored: Stored[], year: number): Set<string> {
  const holidays = stored.flatMap(({ rule_key, name }) => {
    const on = readRule(rule_key);
    return on === undefined ? [] : [{ name, on, open: null }];
  });
  return new Set([...specialDays({ week: {}, exceptions: [], holidays }, year).keys()].map((day) => writeRule({ is: 'date', ...dateOfDay(day) })));
}

/** Only what an import wrote and nobody edited since follows the library. */
function stateOf(found: Found, row: Stored | undefined, ruled: boolean): Proposal['state'] {
  if (row?.source !== 'import') return row || ruled ? 'known' : 'new';
  return row.name === found.name && row.opens === (found.open?.from ?? null) && row.closes === (found.open?.to ?? null) ? 'known' : 'changed';
}

type Found = Pick<Proposal, 'key' | 'name' | 'active' | 'open'>;

function datesOf(list: Holidays, year: number): Found[] {
  const byDay = new Map<string, Found>();
  for (const one of list.getHolidays(year, 'pt').filter(({ type }) => CLOSING.has(type))) {
    const [date = '', time = '00:00:00'] = one.date.split(' ');
    const starts = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    const open = starts > 0 ? { from: 0, to: starts } : null;
    const found = { key: `date:${date}`, name: one.name.slice(0, 120), active: one.type !== 'optional' && open === null, open };
    // Two on one day: the one that closes it says more than one to choose.
    if (!byDay.get(found.key)?.active) byDay.set(found.key, found);
  }
  return [...byDay.values()].sort((a, b) => a.key.localeCompare(b.key));
}

/**
 * Imports what is new of a preview and renews what changed; whether a renewed one is in force stays as it was. Doing it again
 * adds nothing (unique key holidays_rule). Administrators only. @returns how many were added
 */
export async function importHolidays(ctx: Ctx, year: number, state: string, city: string): Promise<number> {
  mayManage(ctx.actor);
  const proposals = await previewHolidays(ctx.tx, year, state, city);
  const rows = proposals.filter((one) => one.state === 'new').map((one) => [one.key, one.name, one.open?.from ?? null, one.open?.to ?? null, one.scope, 'import', one.active ? 1 : 0, ctx.now, ctx.now]);
  const changed = proposals.filter((one) => one.state === 'changed');
  if (rows.length + changed.length === 0) return 0;
  const added = rows.length === 0 ? 0 : (await write(ctx.tx, 'INSERT IGNORE INTO holidays (rule_key, name, opens, closes, scope, source, active, created_at, updated_at) VALUES ?', [rows])).affectedRows;
  for (const { key, name, open } of changed) {
    await write(ctx.tx, "UPDATE holidays SET name = ?, opens = ?, closes = ?, updated_at = ? WHERE rule_key = ? AND source = 'import'", [name, open?.from ?? null, open?.to ?? null, ctx.now, key]);
  }
  await touchCalendar(ctx.tx, ctx.now);
  ctx.record({ kind: 'holidays_imported', year, place: [state, city].filter((part) => part !== '').join('/') || 'BR', added, changed: changed.length });
  return added;
}
