import { RedFlagRecord } from '../../src/domain/settings/entities.js';
import { RED_FLAGS } from '../../src/domain/settings/house-lists.js';
import { tryPhrasesAction } from '../manage/try-actions.js';
import type { BuildSpec } from './spec.js';

export const redFlags: BuildSpec = (house) => ({
  id: 'redFlags',
  entity: RedFlagRecord,
  icon: 'Flag',
  group: 'lists',
  list: ['phrase', 'active', 'createdAt'],
  show: ['phrase', 'active', 'createdAt'],
  filter: ['phrase', 'active'],
  sort: { sortBy: 'phrase', direction: 'asc' },
  codes: { active: 'yes_no' },
  heading: (values) => String(values['phrase']),
  searchBy: 'phrase',
  form: { table: RED_FLAGS, help: ['phrase'], beside: 'phrase' },
  actions: tryPhrasesAction(house),
});
