import { API_CLIENTS } from '../../src/domain/clients/editable-client.js';
import { ApiClientRecord } from '../../src/domain/clients/entities.js';
import { SCOPES } from '../../src/domain/clients/scopes.js';
import { tokenAction } from '../manage/token-action.js';
import type { BuildSpec } from './spec.js';

const MAY = ['mayReadConversations', 'mayReadMessages', 'mayReadContacts', 'mayReadMetrics', 'maySendMessages', 'mayStartConversations'] as const;

/** Systems that call our API. A new one goes on to the page where its token is made. */
export const apiClients: BuildSpec = (house) => ({
  id: 'apiClients',
  entity: ApiClientRecord,
  icon: 'Key',
  group: 'system',
  adminsOnly: true,
  list: ['name', 'active', 'tokenHint', 'tokenIssuedAt', 'lastUsedAt', 'perMinute'],
  show: ['name', 'active', 'tokenHint', 'tokenIssuedAt', 'lastUsedAt', 'perMinute', ...MAY, 'createdAt'],
  filter: ['name', 'active'],
  sort: { sortBy: 'name', direction: 'asc' },
  codes: { active: 'yes_no', ...Object.fromEntries(MAY.map((property) => [property, 'yes_no' as const])) },
  labels: { lastUsedAt: 'apiLastUsedAt' },
  heading: (values) => String(values['name']),
  searchBy: 'name',
  form: { table: API_CLIENTS, help: [...Object.values(SCOPES), 'per_minute', 'active'], afterAdding: 'token' },
  actions: tokenAction(house),
});
