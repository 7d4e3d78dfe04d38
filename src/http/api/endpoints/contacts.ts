import { z } from 'zod';
import { contactListed, listContacts } from '../../../domain/reports/list-contacts.js';
import { endpoint } from '../endpoint.js';
import { contactJson } from '../json.js';
import { Problem } from '../problem.js';
import { contact } from '../schemas/records.js';
import { cursor, limit, pageJson, pageOf, phone, sameOrder, since } from '../schemas/values.js';

export const contactList = endpoint({
  id: 'listContacts',
  method: 'get',
  path: '/contacts',
  group: 'contacts',
  scope: 'contacts:read',
  params: z.object({}),
  query: z.object({ name: z.string().trim().min(2).max(190).optional(), updated_since: since.optional(), limit, cursor: cursor.optional() }).strict().refine(sameOrder, { path: ['cursor'] }),
  status: 200,
  answer: pageOf(contact),
  problems: [],
  async run({ sql, query }) {
    const rows = await listContacts(sql, { name: query.name, updatedSince: query.updated_since, after: query.cursor, size: query.limit });
    return { body: pageJson(rows, query.limit, contactJson, (row) => (query.updated_since ? row.updated_at.getTime() : undefined)) };
  },
});

export const contactRead = endpoint({
  id: 'readContact',
  method: 'get',
  path: '/contacts/{phone}',
  group: 'contacts',
  scope: 'contacts:read',
  params: z.object({ phone }),
  query: z.object({}).strict(),
  status: 200,
  answer: contact,
  problems: ['not_found'],
  async run({ sql, params }) {
    const row = await contactListed(sql, params.phone);
    if (!row) throw new Problem('not_found');
    return { body: contactJson(row) };
  },
});
