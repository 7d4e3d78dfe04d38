import { IncidentRecord } from '../../src/domain/incidents/entities.js';
import { resolveAction } from '../manage/resolve-action.js';
import type { BuildSpec } from './spec.js';

/** What went wrong, and what was done about it. They are opened in Slack; supervisors resolve them here or there. */
export const incidents: BuildSpec = (house) => ({
  id: 'incidents',
  entity: IncidentRecord,
  icon: 'AlertTriangle',
  list: ['id', 'severity', 'category', 'description', 'status', 'conversationId', 'openedAt', 'resolvedAt'],
  show: ['id', 'conversationId', 'severity', 'category', 'description', 'status', 'openedAt', 'openedBy', 'resolution', 'resolvedAt', 'resolvedBy'],
  filter: ['severity', 'category', 'status', 'openedAt', 'conversationId'],
  sort: { sortBy: 'openedAt', direction: 'desc' },
  sortable: ['openedAt'],
  codes: { severity: 'severity', status: 'incident_status' },
  references: { conversationId: 'conversations', category: 'incidentCategories', openedBy: 'agents', resolvedBy: 'agents' },
  exact: ['category'],
  longTexts: ['description', 'resolution'],
  labels: { category: 'incidentCategory', resolvedBy: 'resolvedBy' },
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  actions: resolveAction(house),
});
