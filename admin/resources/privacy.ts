import { ErasureRecord } from '../../src/domain/privacy/entities.js';
import { retentionAction } from '../privacy/retention-action.js';
import type { BuildSpec } from './spec.js';

/** Contacts that were erased, behind the page that says what is kept how long. */
export const privacy: BuildSpec = (house) => ({
  id: 'privacy',
  entity: ErasureRecord,
  icon: 'Archive',
  group: 'system',
  adminsOnly: true,
  href: '/admin/resources/privacy/actions/retention',
  list: ['id', 'askedBy', 'askedAt', 'finishedAt'],
  show: ['id', 'askedBy', 'askedAt', 'finishedAt'],
  filter: ['askedBy', 'askedAt'],
  sort: { sortBy: 'askedAt', direction: 'desc' },
  references: { askedBy: 'agents' },
  labels: { id: 'contactNumber', askedBy: 'erasureAskedBy', askedAt: 'erasureAskedAt', finishedAt: 'erasureFinishedAt' },
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  actions: retentionAction(house),
});
