import { WebhookEvent } from '../../src/domain/letterbox/entities.js';
import { maskText } from '../../src/kit/mask.js';
import { deadLetterActions } from '../deliveries/dead-letter-actions.js';
import { addMaskedPayload } from '../deliveries/payload-of.js';
import type { BuildSpec } from './spec.js';

/** What arrived. The payload is shown by its shape only, and the stream's name is masked: it holds the sender's phone. */
export const webhookEvents: BuildSpec = (house) => ({
  id: 'webhookEvents',
  entity: WebhookEvent,
  icon: 'Inbox',
  list: ['id', 'provider', 'kind', 'status', 'outcome', 'attempts', 'lastError', 'receivedAt'],
  show: ['id', 'provider', 'kind', 'status', 'outcome', 'attempts', 'lastError', 'eventKey', 'externalId', 'occurredAt', 'receivedAt', 'processedAt', 'payload'],
  filter: ['kind', 'status', 'outcome', 'externalId', 'receivedAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  sortable: ['id', 'receivedAt'],
  exact: ['externalId'],
  codes: { provider: 'event_provider', kind: 'event_kind', status: 'event_status', outcome: 'event_outcome' },
  longTexts: ['lastError', 'payload'],
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  async dress(records, { list }) {
    await addMaskedPayload(house.source.manager, 'webhook_events', records, list);
    for (const record of records) record['eventKey'] = maskText(String(record['eventKey'] ?? '')).replace(/\d{8,}/g, (found) => `•••••${found.slice(-4)}`);
  },
  actions: deadLetterActions('webhookEvents', house),
});
