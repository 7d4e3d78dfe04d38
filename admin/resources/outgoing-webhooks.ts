import { OutgoingWebhookRecord } from '../../src/domain/partners/entities.js';
import { outgoingWebhooks as table } from '../../src/domain/partners/outgoing-webhooks.js';
import { signingAction } from '../manage/signing-action.js';
import type { BuildSpec } from './spec.js';

/** Who asked to be told of events: address, which events, and (on a page of its own) the secret. */
export const outgoingWebhooks: BuildSpec = (house) => ({
  id: 'outgoingWebhooks',
  entity: OutgoingWebhookRecord,
  icon: 'Share2',
  group: 'system',
  adminsOnly: true,
  list: ['name', 'address', 'events', 'active'],
  show: ['name', 'address', 'events', 'active', 'createdAt'],
  filter: ['name', 'active'],
  sort: { sortBy: 'name', direction: 'asc' },
  codes: { active: 'yes_no' },
  texts: ['events'],
  heading: (values) => String(values['name']),
  searchBy: 'name',
  form: { table: table(house.config.MEDIA_ALLOW_HTTP), help: ['address', 'active'], afterAdding: 'signing' },
  dress(records) {
    for (const record of records) record['events'] = (JSON.parse(String(record['events'] ?? '[]')) as string[]).join(', ');
  },
  actions: signingAction(house),
});
