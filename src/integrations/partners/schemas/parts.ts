import { z } from 'zod';

/** Pieces of every body (docs/integrations.md). Times are UTC, ISO 8601; a field is always there, null when unknown. */
export const moment = z.iso.datetime().meta({ description: 'UTC, ISO 8601 with milliseconds' });
export const STATUS = z.enum(['new', 'triage', 'proposal', 'waiting', 'active', 'lost', 'closed']);
export const LEVEL = z.enum(['n1', 'n2', 'n3']);
export const SEVERITY = z.enum(['low', 'medium', 'high', 'critical']);
export const CLOCK = z.enum(['first_response', 'next_response', 'resolution']);
export const identifier = z.int().positive();

export const head = {
  version: z.literal(1).meta({ description: 'Version of this schema; another one is another file' }),
  id: z.uuid().meta({ description: 'The same in the header Idempotency-Key, and in every repetition of this call' }),
  occurredAt: moment.meta({ description: 'When it happened here' }),
};

export const conversation = z.object({
  id: identifier.meta({ description: 'Number of the conversation: the key of an upsert' }),
  protocol: z.string().meta({ description: 'What the customer was given, such as 20261124-00123' }),
  channel: z.enum(['whatsapp', 'email', 'phone']),
  status: STATUS,
  priority: z.enum(['low', 'normal', 'high', 'urgent']),
  level: LEVEL,
  openedAt: moment,
  closedAt: moment.nullable(),
  url: z.url().nullable().meta({ description: 'The conversation in the portal; null without PUBLIC_URL' }),
}).meta({ description: 'As it is when the call is first made' });

export const contact = z.object({
  id: identifier,
  name: z.string().nullable(),
  phone: z.string().regex(/^\+\d{8,15}$/).nullable().meta({ description: 'E.164; null when WhatsApp hides it' }),
});

export const assignee = z.object({ id: identifier, name: z.string(), email: z.string() }).nullable();

export const patient = z.object({ id: identifier, name: z.string(), age: z.int().nonnegative().nullable(), careType: z.string().nullable() }).nullable();

export const incident = z.object({
  id: identifier,
  severity: SEVERITY,
  category: z.string().meta({ description: 'Code; the house may add categories' }),
  categoryLabel: z.string(),
  description: z.string(),
  status: z.enum(['open', 'resolved']),
  openedAt: moment,
  openedBy: z.string().nullable(),
});
