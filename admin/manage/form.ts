import { showField, type Columns, type EditableTable, type Field } from '../../src/domain/settings/editable.js';
import type { House } from '../../src/wire.js';

/** How a table is edited in the portal. */
export interface FormSpec {
  table: EditableTable;
  /** Columns with a help text (`portal:help.<resource>.<column>`). */
  help: readonly string[];
  /** Columns whose label is another property's than their own name's. */
  labels?: Record<string, string>;
  /** No records are added. */
  fixed?: true;
  /** Makes what was typed into what is stored, where the domain cannot (passwords). */
  prepare?: (given: Record<string, unknown>) => Promise<Record<string, unknown>>;
  /** The record's action that a new one leads to; the list without one. */
  afterAdding?: string;
  /** What stands beside the fields. */
  beside?: 'template' | 'phrase' | 'rule' | 'email';
  /** Columns that are chosen from what the house has at present. */
  choose?: Record<string, () => Promise<FormField['options']>>;
  /** More for the component, read with the form. */
  extras?: (id: string | undefined) => Promise<Record<string, unknown>>;
}

/** A field as components/EditRecord.tsx draws it. */
export interface FormField {
  column: string;
  kind: Field['kind'] | 'rule';
  label: string;
  help: string;
  required: boolean;
  fixed: boolean;
  options: { value: string; label: string }[];
  value: string;
}

/** A field of a form that is no table's. */
export function formField(given: Pick<FormField, 'column' | 'kind' | 'label'> & Partial<FormField>): FormField {
  return { help: '', required: false, fixed: false, options: [], value: '', ...given };
}

/** The whole form. `seen`: the values it was opened with, sent back so that somebody else's edit is noticed. */
export interface Form {
  fields: FormField[];
  seen: Record<string, string>;
  beside: FormSpec['beside'];
  extras: Record<string, unknown>;
}

/** A property's name for a column: `wait_minutes` → `waitMinutes`. */
const propertyOf = (column: string): string => column.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());

/** The label of a column. */
export function columnLabel(column: string, { labels }: Pick<FormSpec, 'labels'>, { t }: Pick<House, 't'>): string {
  return t(`portal:properties.${labels?.[column] ?? propertyOf(column)}`);
}

/** The form of a record, or of a new one. */
export async function formOf(resource: string, spec: FormSpec, row: Columns | undefined, id: string | undefined, house: Pick<House, 't'>): Promise<Form> {
  const { t } = house;
  const offered: Record<string, FormField['options']> = {};
  for (const [column, list] of Object.entries(spec.choose ?? {})) offered[column] = [{ value: '', label: t('portal:reassign.choose') }, ...(await list())];
  const fields = spec.table.fields.map((field): FormField => {
    const value = row ? showField(field, row[field.column]) : (field.initial ?? '');
    return {
      column: field.column,
      kind: field.column === 'rule_key' ? 'rule' : offered[field.column] ? 'choice' : field.kind,
      label: columnLabel(field.column, spec, house),
      help: spec.help.includes(field.column) ? t(`portal:help.${resource}.${field.column}`) : '',
      required: !field.optional && field.kind !== 'yes_no',
      fixed: field.onlyNew === true && row !== undefined,
      options: offered[field.column] ?? (field.choices ?? []).map((choice) => ({ value: choice, label: t(`portal:options.${field.column}.${choice}`) })),
      value,
    };
  });
  return { fields, seen: row ? Object.fromEntries(fields.map(({ column, value }) => [column, value])) : {}, beside: spec.beside, extras: (await spec.extras?.(id)) ?? {} };
}
