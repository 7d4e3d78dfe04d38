import { IncidentCategoryRecord, LossReasonRecord, ServedRegionRecord, SupportLevelRecord, TagRecord } from '../../src/domain/settings/entities.js';
import { INCIDENT_CATEGORIES, LOSS_REASONS, SERVED_REGIONS, SUPPORT_LEVELS, TAGS } from '../../src/domain/settings/house-lists.js';
import { arrangeAction } from '../manage/arrange-action.js';
import type { BuildSpec, ResourceSpec } from './spec.js';

const LABELLED = {
  group: 'lists',
  list: ['label', 'id', 'active', 'position'],
  show: ['label', 'id', 'active', 'position'],
  filter: ['label', 'active'],
  sort: { sortBy: 'position', direction: 'asc' },
  codes: { active: 'yes_no' },
  labels: { id: 'code' },
  heading: (values) => String(values['label']),
  searchBy: 'label',
} satisfies Partial<ResourceSpec>;

export const lossReasons: BuildSpec = (house) => ({
  ...LABELLED, id: 'lossReasons', entity: LossReasonRecord, icon: 'ThumbsDown', form: { table: LOSS_REASONS, help: ['code', 'active'] }, actions: arrangeAction('lossReasons', LOSS_REASONS, house),
});

export const incidentCategories: BuildSpec = (house) => ({
  ...LABELLED, id: 'incidentCategories', entity: IncidentCategoryRecord, icon: 'AlertTriangle', form: { table: INCIDENT_CATEGORIES, help: ['code', 'active'] },
  actions: arrangeAction('incidentCategories', INCIDENT_CATEGORIES, house),
});

export const supportLevels: BuildSpec = () => ({
  ...LABELLED,
  id: 'supportLevels',
  entity: SupportLevelRecord,
  icon: 'Layers',
  list: ['label', 'id', 'waitMinutes'],
  show: ['label', 'id', 'waitMinutes'],
  filter: [],
  codes: {},
  form: { table: SUPPORT_LEVELS, help: ['wait_minutes'], fixed: true },
});

const NAMED = {
  group: 'lists',
  filter: ['name', 'active'],
  sort: { sortBy: 'name', direction: 'asc' },
  codes: { active: 'yes_no' },
  heading: (values) => String(values['name']),
  searchBy: 'name',
} satisfies Partial<ResourceSpec>;

export const tags: BuildSpec = () => ({
  ...NAMED, id: 'tags', entity: TagRecord, icon: 'Tag', list: ['name', 'active', 'createdAt'], show: ['name', 'active', 'createdAt'], form: { table: TAGS, help: ['active'] },
});

export const servedRegions: BuildSpec = () => ({
  ...NAMED, id: 'servedRegions', entity: ServedRegionRecord, icon: 'MapPin', list: ['name', 'active'], show: ['name', 'active'], form: { table: SERVED_REGIONS, help: ['name'] },
});
