import { Message } from '../../src/domain/inbox/entities.js';
import { select } from '../../src/db/rows.js';
import type { BuildSpec } from './spec.js';

/** How much of a message a list shows, characters. */
const EXCERPT = 160;

export const messages: BuildSpec = ({ source }) => ({
  id: 'messages',
  entity: Message,
  icon: 'MessageCircle',
  list: ['id', 'conversationId', 'direction', 'authorKind', 'body', 'files', 'status', 'occurredAt'],
  show: ['id', 'conversationId', 'direction', 'kind', 'authorKind', 'agentId', 'body', 'files', 'status', 'error', 'externalId', 'occurredAt', 'sentAt', 'deliveredAt', 'readAt'],
  filter: ['conversationId', 'status', 'authorKind', 'agentId', 'body', 'occurredAt'],
  sort: { sortBy: 'id', direction: 'desc' },
  sortable: ['id', 'occurredAt'],
  words: ['body'],
  chatty: 'body',
  codes: { direction: 'direction', kind: 'message_kind', authorKind: 'author', status: 'message_status' },
  references: { conversationId: 'conversations', agentId: 'agents' },
  longTexts: ['body', 'error'],
  files: 'files',
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  async dress(records, { list }) {
    const ids = records.map((record) => record['id']);
    const stored = ids.length === 0 ? [] : await select<{ id: number; message_id: number; file_name: string; kind: string }>(source.manager, "SELECT id, message_id, file_name, kind FROM attachments WHERE message_id IN (?) AND state = 'stored' ORDER BY id", [ids]);
    for (const record of records) {
      const own = stored.filter((file) => String(file.message_id) === String(record['id']));
      record['files'] = own.length === 0 ? '' : JSON.stringify(own.map((file) => ({ id: file.id, name: file.file_name || file.kind })));
    }
    for (const record of list ? records : []) {
      const body = String(record['body'] ?? '');
      if (body.length > EXCERPT) record['body'] = `${body.slice(0, EXCERPT).trimEnd()}…`;
    }
  },
});
