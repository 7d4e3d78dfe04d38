import { DeliveryRecord } from '../../src/domain/outbox/entities.js';
import { deadLetterActions } from '../deliveries/dead-letter-actions.js';
import { addMaskedPayload } from '../deliveries/payload-of.js';
import type { BuildSpec } from './spec.js';

/** What must leave the house, and what could not: the dead letters, with why, and what can be done. */
export const deliveries: BuildSpec = (house) => ({
  id: 'deliveries',
  entity: DeliveryRecord,
  icon: 'Send',
  list: ['id', 'kind', 'conversationId', 'status', 'attempts', 'lastError', 'createdAt'],
  show: ['id', 'kind', 'conversationId', 'messageId', 'status', 'attempts', 'lastError', 'lane', 'createdAt', 'nextAttemptAt', 'finishedAt', 'payload'],
  filter: ['status', 'kind', 'conversationId', 'lane', 'createdAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  sortable: ['id'],
  exact: ['lane'],
  codes: { kind: 'delivery_kind', status: 'delivery_status' },
  references: { conversationId: 'conversations', messageId: 'messages' },
  longTexts: ['lastError', 'payload'],
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  async dress(records, { list }) {
    await addMaskedPayload(house.source.manager, 'deliveries', records, list);
    // Only what still waits has a next attempt.
    for (const record of records) if (!['pending', 'sending'].includes(String(record['status']))) record['nextAttemptAt'] = null;
  },
  actions: deadLetterActions('deliveries', house),
});
