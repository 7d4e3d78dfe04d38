import type { BaseProperty, Filter } from 'adminjs';
import { DateTime } from 'luxon';
import { Between, Equal, In, LessThanOrEqual, Like, MoreThanOrEqual, type FindOperator } from 'typeorm';
import type { ResourceSpec } from './spec.js';
import { asTyped, phoneSearch, wordSearch } from './word-search.js';

interface Range {
  from?: string;
  to?: string;
}

type Conditions = Record<string, FindOperator<unknown>>;

/** No row. */
const NONE = In([]);

/**
 * AdminJS's filter as conditions for the database. Codes, references and numbers are compared, texts searched, instants
 * taken in the company's time zone. What the resource does not have is left out.
 */
export function conditionsOf(filter: Filter, spec: ResourceSpec, zone: string): Conditions {
  const conditions: Conditions = {};
  for (const { path, property, value } of Object.values(filter?.filters ?? {})) {
    if (value === '' || value === undefined || value === null) continue;
    if (path === 'heading') conditions[spec.searchBy] = spec.searchBy === 'id' ? number(digits(value)) : text(spec.searchBy, String(value), spec);
    else if (property) conditions[path] = condition(path, property, value, spec, zone);
  }
  return Object.fromEntries(Object.entries(conditions).filter(([, operator]) => operator !== undefined));
}

function condition(path: string, property: BaseProperty, value: string | Range, spec: ResourceSpec, zone: string): FindOperator<unknown> {
  if (property.type() === 'datetime') return typeof value === 'object' ? range(value, zone) : NONE;
  if (typeof value !== 'string') return NONE;
  if (property.type() === 'boolean') return Equal(value === 'true');
  if (spec.codes?.[path]) return Equal(value);
  if (spec.exact?.includes(path)) return Equal(value);
  if (spec.references?.[path] || ['number', 'bigint', 'reference', 'float'].includes(property.type()) || path === 'id') return number(value);
  if (path === 'phone') return phoneSearch(digits(value)) ?? NONE;
  return text(path, value, spec);
}

const digits = (value: unknown): string => String(value).replace(/\D/g, '');

const number = (value: string): FindOperator<unknown> => (/^\d{1,18}$/.test(value) ? Equal(value) : NONE);

const text = (path: string, value: string, spec: ResourceSpec): FindOperator<unknown> => (spec.words?.includes(path) ? wordSearch(value) : Like(`%${asTyped(value.trim())}%`));

/** Both ends included, to the end of the given minute. */
function range({ from, to }: Range, zone: string): FindOperator<unknown> {
  const instant = (text: string | undefined, end: boolean) => {
    const time = DateTime.fromISO(text ?? '', { zone });
    return time.isValid ? (end ? time.endOf('minute') : time).toJSDate() : undefined;
  };
  const [start, stop] = [instant(from, false), instant(to, true)];
  if (start && stop) return Between(start, stop);
  if (start) return MoreThanOrEqual(start);
  return stop ? LessThanOrEqual(stop) : NONE;
}

/** The property of a filter that asks for a time, when one does: its key can be read in that order, and in no other. */
export function timeAsked(filter: Filter): string | undefined {
  return Object.values(filter?.filters ?? {}).find(({ property, value }) => property?.type() === 'datetime' && typeof value === 'object')?.path;
}
