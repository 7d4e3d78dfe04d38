import { Refused } from '../../kit/errors.js';
import type { Columns, EditableTable } from '../settings/editable.js';
import type { FieldType } from './checklist.js';

const FIELD_TYPES: readonly FieldType[] = ['text', 'number', 'choice', 'date'];

/** The questions of the checklist. Slack's pickers take 100 choices of 75 characters. */
export const TRIAGE_ITEMS: EditableTable = {
  table: 'triage_items',
  key: 'id',
  unique: 'code',
  ordered: true,
  stamps: [],
  fields: [
    { column: 'code', kind: 'code', max: 40, onlyNew: true },
    { column: 'label', kind: 'line', max: 75 },
    { column: 'question', kind: 'text', max: 500 },
    { column: 'tip', kind: 'text', max: 500, optional: true },
    { column: 'field_type', kind: 'choice', choices: FIELD_TYPES, initial: 'text' },
    { column: 'choices', kind: 'lines', max: 100, optional: true },
    { column: 'required', kind: 'yes_no', initial: 'false' },
    { column: 'active', kind: 'yes_no', initial: 'true' },
  ],
  check: (_ctx, values) => needChoices(values),
};

function needChoices({ field_type: type, choices }: Columns): void {
  const count = choices === null || choices === undefined ? 0 : (JSON.parse(String(choices)) as string[]).length;
  if (type === 'choice' && count < 2) throw new Refused('portal:manage.choices_needed', {}, 'choices');
}
