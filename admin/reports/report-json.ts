import { specOf, type Unit } from '../../src/domain/reports/catalogue.js';
import { rowNames } from '../../src/domain/reports/name-rows.js';
import type { Period } from '../../src/domain/reports/period.js';
import type { Report } from '../../src/domain/reports/run-report.js';
import type { House } from '../../src/wire.js';

/** A figure with its words. */
export interface FigureJson {
  key: string;
  name: string;
  formula: string;
  unit: Unit;
}

/** A report as the page and the exports show it: in people's words, numbers left as numbers. */
export interface ReportJson {
  key: string;
  name: string;
  period: Period;
  previous: Period;
  /** Can lines be compared with those of the period before? */
  compared: boolean;
  dimensions: string[];
  figures: FigureJson[];
  rows: { keys: (string | number | null)[]; names: string[]; values: (number | null)[]; before: (number | null)[] }[];
  chart: { kind: 'bars' | 'heat'; figures: string[] };
}

/** Puts a report into words. */
export async function reportJson(report: Report, { source, t }: Pick<House, 'source' | 't'>): Promise<ReportJson> {
  const { dimensions, figures, chart } = specOf(report.key);
  const nameOf = await rowNames(source.manager, t, dimensions);
  const keys = Object.keys(figures);
  return {
    key: report.key,
    name: t(`reports:name.${report.key}`),
    period: report.period,
    previous: report.previous,
    compared: !dimensions.includes('day'),
    dimensions: dimensions.map((dimension) => t(`reports:dimension.${dimension}`)),
    figures: keys.map((key) => ({ key, name: t(`reports:figures.${report.key}.${key}.name`), formula: t(`reports:figures.${report.key}.${key}.formula`), unit: figures[key] as Unit })),
    rows: report.rows.map((row) => ({
      keys: row.keys,
      names: row.keys.map((key, i) => nameOf(dimensions[i] as (typeof dimensions)[number], key)),
      values: keys.map((key) => row.values[key] ?? null),
      before: keys.map((key) => row.before?.[key] ?? null),
    })),
    chart,
  };
}
