import { z } from 'zod';
import { author, instant, level, messageStatus, priority, status } from './codes.js';

export const conversation = z.object({
  id: z.int(),
  protocol: z.string(),
  channel: z.string(),
  status,
  priority,
  level,
  open: z.boolean(),
  contact: z.object({ id: z.int(), name: z.string(), phone: z.string().nullable() }),
  assignee: z.object({ id: z.int(), name: z.string() }).nullable(),
  tags: z.array(z.string()),
  source: z.string().nullable(),
  loss_reason: z.string().nullable(),
  waiting_since: instant.nullable(),
  opened_at: instant,
  closed_at: instant.nullable(),
  last_message_at: instant.nullable(),
  updated_at: instant,
});

export const contact = z.object({
  id: z.int(),
  name: z.string(),
  phone: z.string().nullable(),
  open_conversation_id: z.int().nullable(),
  created_at: instant,
  updated_at: instant,
});

export const attachment = z.object({ id: z.int(), kind: z.string(), mime: z.string(), name: z.string(), bytes: z.int().nullable(), state: z.string() });

export const message = z.object({
  id: z.int(),
  conversation_id: z.int(),
  direction: z.enum(['inbound', 'outbound']),
  kind: z.string(),
  text: z.string().nullable(),
  author,
  sender: z.string().nullable(),
  status: messageStatus,
  error: z.string().nullable(),
  attachments: z.array(attachment),
  occurred_at: instant,
  sent_at: instant.nullable(),
  delivered_at: instant.nullable(),
  read_at: instant.nullable(),
  edited_at: instant.nullable(),
  deleted_at: instant.nullable(),
});

/** What became of a message that was taken: it leaves in its turn. */
export const queued = z.object({ conversation_id: z.int(), contact_id: z.int(), message_ids: z.array(z.int()), conversation_opened: z.boolean(), queued_at: instant });
