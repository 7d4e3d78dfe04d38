import { DateTime } from 'luxon';
import type { Period } from '../../src/domain/reports/period.js';
import type { House } from '../../src/wire.js';
import type { ReportJson } from './report-json.js';
import type { Table } from './table.js';

/** Decimals that an export keeps. */
const DECIMALS = 2;
const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(DECIMALS)));

/** A day that belongs to the period, for reading: `01/03/2026`; `days` shifts it, since `to` is the day after the last. */
export const dayInWords = (iso: string, days = 0) => DateTime.fromISO(iso, { zone: 'utc' }).plus({ days }).toFormat('dd/MM/yyyy');

export const titleOf = (name: string, period: Period, { t }: Pick<House, 't'>) => `${name} · ${t('reports:export.period', { from: dayInWords(period.from), to: dayInWords(period.to, -1) })}`;

/** A report as a table: what a line is about, each figure, and each figure in the period before. */
export function reportTable(report: ReportJson, house: Pick<House, 't'>): Table {
  const { t } = house;
  const names = report.figures.map(({ name }) => name);
  return {
    file: `${report.key}-${report.period.from}-${report.period.to}`,
    title: titleOf(report.name, report.period, house),
    columns: [...report.dimensions, ...names, ...(report.compared ? names.map((figure) => t('reports:export.before', { figure })) : [])],
    rows: report.rows.map((row) => [...row.names, ...row.values.map(rounded), ...(report.compared ? row.before.map(rounded) : [])]),
    definitions: report.figures.map(({ name, formula }) => [name, formula]),
  };
}
