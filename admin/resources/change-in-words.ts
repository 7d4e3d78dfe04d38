import type { House } from '../../src/wire.js';
import { columnLabel, type FormSpec } from '../manage/form.js';

interface Change {
  table: string;
  record: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Longest value in a line of the trail, characters. */
const LONGEST = 300;

/** A record's change for people: `Título: "Olá" → "Bom dia"`. Tables and columns that have no form are named as they are. */
export function changeInWords({ before = {}, after = {} }: Change, form: FormSpec | undefined, house: House): string {
  const known = new Set(form?.table.fields.map(({ column }) => column));
  const label = (column: string) => (form && known.has(column) ? columnLabel(column, form, house) : column === 'position' ? house.t('portal:properties.position') : column === 'value' ? house.t('portal:properties.value') : column);
  const said = (column: string, value: unknown) => {
    const field = form?.table.fields.find((one) => one.column === column);
    if (field?.kind === 'yes_no') return house.t(`portal:codes.yes_no.${Number(value) === 1}`);
    if (field?.kind === 'choice' && field.choices?.includes(String(value))) return house.t(`portal:options.${column}.${String(value)}`);
    if (field?.kind === 'choices') return (field.choices ?? []).filter((one) => String(value).includes(`"${one}"`)).map((one) => house.t(`portal:options.${column}.${one}`)).join(', ');
    return String(value);
  };
  const shown = (column: string, value: unknown) => {
    const text = value === null || value === undefined ? '' : said(column, value);
    return text === '' ? '–' : `“${text.slice(0, LONGEST)}”`;
  };
  const columns = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return columns.map((column) => `${label(column)}: ${column in before ? `${shown(column, before[column])} → ` : ''}${shown(column, after[column])}`).join(' · ');
}
