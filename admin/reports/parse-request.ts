import { isReport, type ReportKey } from '../../src/domain/reports/catalogue.js';
import { checkPeriod, NAMED_PERIODS, namedPeriod, type NamedPeriod, type Period } from '../../src/domain/reports/period.js';
import type { Filters } from '../../src/domain/reports/run-report.js';
import type { Level, Priority } from '../../src/domain/facts.js';
import { Refused } from '../../src/kit/errors.js';

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const satisfies Priority[];
export const LEVELS = ['n1', 'n2', 'n3'] as const satisfies Level[];

/** A query as it comes with an address: nothing in it is believed. */
export type Asked = Record<string, unknown>;

const wordOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** The period an address names: `period` by name, or `from` and `to` (excluded). Thirty days when it names none. @throws Refused */
export function periodIn(asked: Asked, now: Date, zone: string): Period {
  const name = wordOf(asked['period']) ?? '30_days';
  if ((NAMED_PERIODS as readonly string[]).includes(name)) return namedPeriod(name as NamedPeriod, now, zone);
  return checkPeriod({ from: wordOf(asked['from']) ?? '', to: wordOf(asked['to']) ?? '' });
}

/** The filters an address names: `agent` (id), `priority`, `level`. @throws Refused when one is none of ours */
export function filtersIn(asked: Asked): Filters {
  const [agent, priority, level] = [wordOf(asked['agent']), wordOf(asked['priority']), wordOf(asked['level'])];
  const fits = (agent === undefined || /^\d{1,9}$/.test(agent)) && (priority === undefined || (PRIORITIES as readonly string[]).includes(priority)) && (level === undefined || (LEVELS as readonly string[]).includes(level));
  if (!fits) throw new Refused('reports:refused.filter');
  return { agentId: agent === undefined ? undefined : Number(agent), priority: priority as Priority | undefined, level: level as Level | undefined };
}

/** @throws Refused for a report there is not */
export function reportIn(key: string): ReportKey {
  if (!isReport(key)) throw new Refused('reports:refused.unknown');
  return key;
}
