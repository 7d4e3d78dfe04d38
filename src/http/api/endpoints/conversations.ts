import { z } from 'zod';
import { conversationListed, listConversations } from '../../../domain/reports/list-conversations.js';
import { listMessages } from '../../../domain/reports/list-messages.js';
import { endpoint } from '../endpoint.js';
import { conversationJson, messageJson } from '../json.js';
import { Problem } from '../problem.js';
import { level, priority, status } from '../schemas/codes.js';
import { conversation, message } from '../schemas/records.js';
import { cursor, flag, limit, pageJson, pageOf, phone, recordNumber, sameOrder, since } from '../schemas/values.js';

const statuses = z.preprocess((given) => (typeof given === 'string' ? given.split(',') : given), z.array(status).min(1).max(7));

export const conversationList = endpoint({
  id: 'listConversations',
  method: 'get',
  path: '/conversations',
  group: 'conversations',
  scope: 'conversations:read',
  params: z.object({}),
  query: z.object({
    status: statuses.optional(), open: flag.optional(), assignee: recordNumber.optional(), priority: priority.optional(), level: level.optional(), contact: recordNumber.optional(), phone: phone.optional(),
    updated_since: since.optional(), limit, cursor: cursor.optional(),
  }).strict().refine(sameOrder, { path: ['cursor'] }),
  status: 200,
  answer: pageOf(conversation),
  problems: [],
  async run({ sql, zone, query }) {
    const rows = await listConversations(sql, {
      statuses: query.status, open: query.open, assigneeId: query.assignee, priority: query.priority, level: query.level, contactId: query.contact, phone: query.phone,
      updatedSince: query.updated_since, after: query.cursor, size: query.limit,
    });
    return { body: pageJson(rows, query.limit, (row) => conversationJson(row, zone), (row) => (query.updated_since ? row.updated_at.getTime() : undefined)) };
  },
});

export const conversationRead = endpoint({
  id: 'readConversation',
  method: 'get',
  path: '/conversations/{id}',
  group: 'conversations',
  scope: 'conversations:read',
  params: z.object({ id: recordNumber }),
  query: z.object({}).strict(),
  status: 200,
  answer: conversation,
  problems: ['not_found'],
  async run({ sql, zone, params }) {
    const row = await conversationListed(sql, params.id);
    if (!row) throw new Problem('not_found');
    return { body: conversationJson(row, zone) };
  },
});

export const messageList = endpoint({
  id: 'listMessages',
  method: 'get',
  path: '/conversations/{id}/messages',
  group: 'conversations',
  scope: 'messages:read',
  params: z.object({ id: recordNumber }),
  query: z.object({ limit, cursor: cursor.optional() }).strict(),
  status: 200,
  answer: pageOf(message),
  problems: ['not_found'],
  async run({ sql, params, query }) {
    const found = await conversationListed(sql, params.id);
    if (!found) throw new Problem('not_found');
    return { body: pageJson(await listMessages(sql, found.id, { after: query.cursor, size: query.limit }), query.limit, messageJson) };
  },
});
