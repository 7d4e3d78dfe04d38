import type { Unit } from './number-format';

export interface Choice {
  value: string;
  label: string;
}

/** /admin/reports/options. */
export interface Options {
  texts: Record<string, string>;
  locale: string;
  today: string;
  reports: Choice[];
  agents: Choice[];
  priorities: Choice[];
  levels: Choice[];
}

/** /admin/reports/data/{report}; admin/reports/report-json.ts. */
export interface Report {
  key: string;
  name: string;
  period: { from: string; to: string };
  previous: { from: string; to: string };
  compared: boolean;
  dimensions: string[];
  figures: { key: string; name: string; formula: string; unit: Unit }[];
  rows: { keys: (string | number | null)[]; names: string[]; values: (number | null)[]; before: (number | null)[] }[];
  chart: { kind: 'bars' | 'heat'; figures: string[] };
}

/** What is chosen on the page; also the query of its address. `to` is excluded. */
export interface Wanted {
  report: string;
  period: string;
  from: string;
  to: string;
  agent: string;
  priority: string;
  level: string;
}

/** The query for the server: what is chosen, without what is not. */
export function queryOf(wanted: Wanted): string {
  const custom = wanted.period === 'custom';
  const given = Object.entries(wanted).filter(([name, value]) => value !== '' && name !== 'report' && (custom || (name !== 'from' && name !== 'to')));
  return new URLSearchParams(given).toString();
}
