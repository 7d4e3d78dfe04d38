import type { Level, Priority } from '../facts.js';
import type { Period } from './period.js';

/** What a report is asked about. `from` and `to` are the period's instants [from, to); days are days of `zone`. */
export interface Query {
  period: Period;
  from: Date;
  to: Date;
  zone: string;
  agentId: number | undefined;
  priority: Priority | undefined;
  level: Level | undefined;
}

/** A line of a report: what it is about, and its figures (null: there is nothing to measure). */
export interface ReportRow {
  keys: (string | number | null)[];
  values: Record<string, number | null>;
}

/** Which columns the filters mean in a report's statement. */
interface FilterColumns {
  agent: string;
  priority: string;
  level: string;
}

/** Columns of a conversation `c`: as it is now. */
export const OF_CONVERSATION: FilterColumns = { agent: 'c.assignee_id', priority: 'c.priority', level: 'c.level' };

/** The filters as conditions (` AND …`, empty without filters) and their values. */
export function filterBy(query: Query, columns: FilterColumns): { where: string; values: unknown[] } {
  const given = ([[columns.agent, query.agentId], [columns.priority, query.priority], [columns.level, query.level]] as const).filter(([, value]) => value !== undefined);
  return { where: given.map(([column]) => ` AND ${column} = ?`).join(''), values: given.map(([, value]) => value) };
}

/** Part of a whole in percent, not rounded; null of nothing. */
export const percent = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);

/** A number as the driver gives it: sums and decimals are texts. */
export const numberOf = (value: string | number | null | undefined): number => Number(value ?? 0);
export const numberOrNull = (value: string | number | null | undefined): number | null => (value === null || value === undefined ? null : Number(value));
