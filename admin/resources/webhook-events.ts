import { WebhookEvent } from '../../src/domain/letterbox/entities.js';
import { maskText } from '../../src/kit/mask.js';
import type { BuildSpec } from './spec.js';

/** What arrived. The payload stays in the database, and the stream's name is masked: it holds the sender's phone. */
export const webhookEvents: BuildSpec = () => ({
  id: 'webhookEvents',
  entity: WebhookEvent,
  icon: 'Inbox',
  list: ['id', 'provider', 'kind', 'status', 'outcome', 'attempts', 'lastError', 'receivedAt'],
  show: ['id', 'provider', 'kind', 'status', 'outcome', 'attempts', 'lastError', 'eventKey', 'externalId', 'occurredAt', 'receivedAt', 'processedAt'],
  filter: ['kind', 'status', 'outcome', 'externalId', 'receivedAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  sortable: ['id', 'receivedAt'],
  exact: ['externalId'],
  codes: { provider: 'event_provider', kind: 'event_kind', status: 'event_status', outcome: 'event_outcome' },
  longTexts: ['lastError'],
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  dress(records) {
    for (const record of records) record['eventKey'] = maskText(String(record['eventKey'] ?? '')).replace(/\d{8,}/g, (found) => `•••••${found.slice(-4)}`);
  },
});
