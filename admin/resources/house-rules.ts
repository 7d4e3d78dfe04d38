import { ConnectionRecord, SettingRecord, SlaPolicyRecord } from '../../src/domain/settings/entities.js';
import { goalsAction } from '../manage/goals-action.js';
import { integrationsAction } from '../manage/integrations-action.js';
import { settingsAction } from '../manage/settings-action.js';
import type { BuildSpec } from './spec.js';

/** The versions of the goals; a new one is made on a page of its own. */
export const slaPolicies: BuildSpec = (house) => ({
  id: 'slaPolicies',
  entity: SlaPolicyRecord,
  icon: 'Target',
  group: 'hours',
  list: ['id', 'validFrom', 'createdBy', 'note'],
  show: ['id', 'validFrom', 'createdBy', 'note'],
  filter: ['createdBy', 'validFrom'],
  sort: { sortBy: 'id', direction: 'desc' },
  references: { createdBy: 'agents' },
  longTexts: ['note'],
  labels: { id: 'version' },
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  actions: goalsAction(house),
});

export const settings: BuildSpec = (house) => ({
  id: 'settings',
  entity: SettingRecord,
  icon: 'Sliders',
  group: 'system',
  adminsOnly: true,
  href: '/admin/resources/settings/actions/all',
  list: ['id', 'value'],
  show: ['id', 'value'],
  filter: [],
  sort: { sortBy: 'id', direction: 'asc' },
  labels: { id: 'name' },
  heading: (values) => String(values['id']),
  searchBy: 'value',
  actions: settingsAction(house),
});

export const integrations: BuildSpec = (house) => ({
  id: 'integrations',
  entity: ConnectionRecord,
  icon: 'Link',
  group: 'system',
  adminsOnly: true,
  href: '/admin/resources/integrations/actions/state',
  list: ['id', 'connected', 'checkedAt'],
  show: ['id', 'connected', 'checkedAt'],
  filter: [],
  sort: { sortBy: 'id', direction: 'asc' },
  codes: { connected: 'yes_no' },
  labels: { id: 'name' },
  heading: (values) => String(values['id']),
  searchBy: 'id',
  actions: integrationsAction(house),
});
