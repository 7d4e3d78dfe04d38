import { DateTime } from 'luxon';
import { BusinessHourRecord, ExceptionRecord, HolidayRecord } from '../../src/domain/settings/entities.js';
import { clock } from '../../src/domain/working-hours/check-intervals.js';
import type { Interval } from '../../src/domain/working-hours/day-plan.js';
import { EXCEPTIONS, HOLIDAYS } from '../../src/domain/working-hours/editable-days.js';
import { readRule } from '../../src/domain/working-hours/rule-key.js';
import type { House } from '../../src/wire.js';
import { importHolidaysAction } from '../manage/import-holidays-action.js';
import { removeExceptionAction } from '../manage/remove-exception-action.js';
import { weekAction } from '../manage/week-action.js';
import type { BuildSpec } from './spec.js';

export const businessHours: BuildSpec = (house) => ({
  id: 'businessHours',
  entity: BusinessHourRecord,
  icon: 'Clock',
  group: 'hours',
  href: '/admin/resources/businessHours/actions/week',
  list: ['weekday', 'opens', 'closes'],
  show: ['weekday', 'opens', 'closes'],
  filter: [],
  sort: { sortBy: 'weekday', direction: 'asc' },
  texts: ['weekday', 'opens', 'closes'],
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  dress(records) {
    for (const record of records) {
      record['weekday'] = DateTime.fromObject({ weekday: Number(record['weekday']) as 1 }).setLocale(house.config.LOCALE).toFormat('cccc');
      for (const end of ['opens', 'closes']) record[end] = clock(Number(record[end]));
    }
  },
  actions: weekAction(house),
});

export const holidays: BuildSpec = (house) => ({
  id: 'holidays',
  entity: HolidayRecord,
  icon: 'Sun',
  group: 'hours',
  list: ['name', 'ruleKey', 'opens', 'scope', 'source', 'active'],
  show: ['name', 'ruleKey', 'opens', 'closes', 'scope', 'source', 'active'],
  filter: ['name', 'scope', 'active'],
  sort: { sortBy: 'name', direction: 'asc' },
  codes: { active: 'yes_no', scope: 'holiday_scope', source: 'holiday_source' },
  texts: ['ruleKey', 'opens', 'closes'],
  heading: (values) => String(values['name']),
  searchBy: 'name',
  form: { table: HOLIDAYS, help: ['rule_key', 'opens', 'active'] },
  dress(records, { list }) {
    for (const record of records) {
      const [opens, closes] = [record['opens'], record['closes']] as [number | null, number | null];
      record['ruleKey'] = ruleInWords(String(record['ruleKey']), house);
      record['opens'] = opens === null ? house.t('portal:hours.closed') : list && closes !== null ? `${clock(opens)}–${clock(closes)}` : clock(opens);
      record['closes'] = closes === null ? '' : clock(closes);
    }
  },
  actions: importHolidaysAction(house),
});

export const exceptions: BuildSpec = (house) => ({
  id: 'exceptions',
  entity: ExceptionRecord,
  icon: 'Calendar',
  group: 'hours',
  list: ['day', 'label', 'intervals'],
  show: ['day', 'label', 'intervals'],
  filter: ['label', 'day'],
  sort: { sortBy: 'day', direction: 'desc' },
  labels: { label: 'why' },
  heading: (values) => String(values['label']),
  searchBy: 'label',
  form: { table: EXCEPTIONS, help: ['day', 'intervals'], labels: { label: 'why' } },
  dress(records) {
    for (const record of records) {
      const intervals = JSON.parse(String(record['intervals'])) as Interval[];
      record['intervals'] = intervals.length === 0 ? house.t('portal:hours.closed') : intervals.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ');
      record['day'] = DateTime.fromISO(String(record['day'])).setLocale(house.config.LOCALE).toLocaleString(DateTime.DATE_SHORT);
    }
  },
  actions: removeExceptionAction(house),
});

/** A holiday's rule for people: `25 de dezembro, todo ano`. */
function ruleInWords(key: string, { t, config }: House): string {
  const on = readRule(key);
  if (on === undefined) return key;
  if (on.is === 'easter') return on.offset === 0 ? t('portal:rule.easter') : t(on.offset < 0 ? 'portal:rule.before_easter' : 'portal:rule.after_easter', { count: Math.abs(on.offset) });
  const date = DateTime.fromObject({ year: on.is === 'date' ? on.year : 2024, month: on.month, day: on.day }).setLocale(config.LOCALE);
  return on.is === 'date' ? date.toLocaleString(DateTime.DATE_FULL) : t('portal:rule.yearly', { date: date.toLocaleString({ day: 'numeric', month: 'long' }) });
}
