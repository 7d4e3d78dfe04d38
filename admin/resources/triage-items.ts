import { TriageItemRecord } from '../../src/domain/settings/entities.js';
import { TRIAGE_ITEMS } from '../../src/domain/triage/editable-items.js';
import { arrangeAction } from '../manage/arrange-action.js';
import type { BuildSpec } from './spec.js';

export const triageItems: BuildSpec = (house) => ({
  id: 'triageItems',
  entity: TriageItemRecord,
  icon: 'CheckSquare',
  group: 'lists',
  list: ['position', 'label', 'fieldType', 'required', 'active', 'code'],
  show: ['label', 'code', 'question', 'fieldType', 'required', 'active', 'position'],
  filter: ['label', 'active', 'required'],
  sort: { sortBy: 'position', direction: 'asc' },
  codes: { active: 'yes_no', required: 'yes_no', fieldType: 'field_type' },
  longTexts: ['question'],
  heading: (values) => String(values['label']),
  searchBy: 'label',
  form: { table: TRIAGE_ITEMS, help: ['code', 'question', 'tip', 'choices', 'required'] },
  actions: arrangeAction('triageItems', TRIAGE_ITEMS, house),
});
