import { Message } from '../../src/domain/inbox/entities.js';
import type { BuildSpec } from './spec.js';

/** How much of a message a list shows, characters. */
const EXCERPT = 160;

export const messages: BuildSpec = () => ({
  id: 'messages',
  entity: Message,
  icon: 'MessageCircle',
  list: ['id', 'conversationId', 'direction', 'authorKind', 'body', 'status', 'occurredAt'],
  show: ['id', 'conversationId', 'direction', 'kind', 'authorKind', 'agentId', 'body', 'status', 'error', 'externalId', 'occurredAt', 'sentAt', 'deliveredAt', 'readAt'],
  filter: ['conversationId', 'status', 'direction', 'authorKind', 'agentId', 'body', 'occurredAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  codes: { direction: 'direction', kind: 'message_kind', authorKind: 'author', status: 'message_status' },
  references: { conversationId: 'conversations', agentId: 'agents' },
  longTexts: ['body', 'error'],
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  dress(records, { list }) {
    for (const record of list ? records : []) {
      const body = String(record['body'] ?? '');
      if (body.length > EXCERPT) record['body'] = `${body.slice(0, EXCERPT).trimEnd()}…`;
    }
  },
});
