import { ConversationRecord } from '../../src/domain/conversation/entities.js';
import { reassignAction } from '../manage/reassign-action.js';
import { transcriptActions } from '../transcript/transcript-action.js';
import type { BuildSpec } from './spec.js';

export const conversations: BuildSpec = (house) => ({
  id: 'conversations',
  entity: ConversationRecord,
  icon: 'MessageSquare',
  list: ['id', 'contactId', 'status', 'priority', 'level', 'assigneeId', 'waitingSince', 'lastMessageAt'],
  show: ['id', 'contactId', 'channel', 'status', 'priority', 'level', 'assigneeId', 'waitingSince', 'lastMessageAt', 'openedAt', 'closedAt'],
  filter: ['id', 'contactId', 'status', 'priority', 'level', 'assigneeId', 'openedAt', 'lastMessageAt'],
  sort: { sortBy: 'lastMessageAt', direction: 'desc' },
  sortable: ['id', 'lastMessageAt', 'waitingSince'],
  codes: { status: 'status', priority: 'priority', level: 'level', channel: 'channel' },
  references: { contactId: 'contacts', assigneeId: 'agents' },
  related: [
    { resource: 'messages', by: 'conversationId' },
    { resource: 'deliveries', by: 'conversationId' },
    { resource: 'history', by: 'conversationId' },
    { resource: 'incidents', by: 'conversationId' },
    { resource: 'surveys', by: 'conversationId' },
  ],
  heading: (values) => `#${values['id']}`,
  searchBy: 'id',
  actions: { ...transcriptActions(house), ...reassignAction(house) },
});
