import type { Sql } from '../../db/rows.js';
import type { Level, Priority } from '../facts.js';
import { specOf, type ReportKey } from './catalogue.js';
import { instantsOf, previousPeriod, type Period } from './period.js';
import type { Query, ReportRow } from './query.js';

export interface Filters {
  agentId?: number | undefined;
  priority?: Priority | undefined;
  level?: Level | undefined;
}

/** A line with what it was in the period before; `before` is null when the line did not exist then. */
export interface ComparedRow extends ReportRow {
  before: Record<string, number | null> | null;
}

export interface Report {
  key: ReportKey;
  period: Period;
  previous: Period;
  rows: ComparedRow[];
}

/** The query of a period of days. */
export function queryOf(period: Period, zone: string, { agentId, priority, level }: Filters = {}): Query {
  return { period, ...instantsOf(period, zone), zone, agentId, priority, level };
}

/**
 * A report of a period and of the one before. Lines are matched by what they are about; a line that only the period before
 * has stands at the end with empty figures. The days of two periods are different days: they are not compared.
 */
export async function runReport(sql: Sql, key: ReportKey, period: Period, zone: string, filters: Filters = {}): Promise<Report> {
  const { read, dimensions } = specOf(key);
  const previous = previousPeriod(period);
  const [rows, earlier] = await Promise.all([read(sql, queryOf(period, zone, filters)), read(sql, queryOf(previous, zone, filters))]);
  if (dimensions.includes('day')) return { key, period, previous, rows: rows.map((row) => ({ ...row, before: null })) };
  const nameOf = ({ keys }: ReportRow) => JSON.stringify(keys);
  const former = new Map(earlier.map((row) => [nameOf(row), row]));
  const known = new Set(rows.map(nameOf));
  return {
    key, period, previous,
    rows: [
      ...rows.map((row) => ({ ...row, before: former.get(nameOf(row))?.values ?? null })),
      ...earlier.filter((row) => !known.has(nameOf(row))).map(({ keys, values }) => ({ keys, values: {}, before: values })),
    ],
  };
}
