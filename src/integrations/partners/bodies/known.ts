import type { z } from 'zod';
import { selectOne, type Sql } from '../../../db/rows.js';
import { protocolOf } from '../../../kit/protocol.js';
import type { assignee, contact, conversation, patient } from '../schemas/parts.js';

/** What bodies need to know of the house. */
export interface HouseAddress {
  /** Business time. */
  zone: string;
  /** The portal's address; undefined without PUBLIC_URL. */
  portalUrl: string | undefined;
}

interface Row {
  id: number;
  channel: string;
  status: string;
  priority: string;
  level: string;
  opened_at: Date;
  closed_at: Date | null;
  source_title: string | null;
  source_url: string | null;
  contact_id: number;
  contact_name: string;
  contact_phone: string | null;
  agent_id: number | null;
  agent_name: string;
  agent_email: string;
  patient_id: number | null;
  patient_name: string;
  patient_age: number | null;
  patient_care: string | null;
}

/** Everything about a conversation that other systems are told, as it is now. */
export interface Known {
  conversation: z.infer<typeof conversation>;
  contact: z.infer<typeof contact>;
  assignee: z.infer<typeof assignee>;
  patient: z.infer<typeof patient>;
  source: { title: string; url: string | null } | null;
}

const LOAD = `SELECT c.id, c.channel, c.status, c.priority, c.level, c.opened_at, c.closed_at, c.source_title, c.source_url,
    p.id AS contact_id, p.name AS contact_name, p.phone AS contact_phone, a.id AS agent_id, a.name AS agent_name, a.email AS agent_email,
    t.id AS patient_id, t.name AS patient_name, t.age AS patient_age, t.care_type AS patient_care
  FROM conversations c JOIN contacts p ON p.id = c.contact_id LEFT JOIN agents a ON a.id = c.assignee_id LEFT JOIN patients t ON t.id = c.patient_id WHERE c.id = ?`;

/** Reads it; undefined when there is no such conversation (any more). */
export async function readKnown(sql: Sql, conversationId: number, house: HouseAddress): Promise<Known | undefined> {
  const row = await selectOne<Row>(sql, LOAD, [conversationId]);
  if (!row) return undefined;
  return {
    conversation: {
      id: row.id, protocol: protocolOf(row.id, row.opened_at, house.zone), channel: row.channel, status: row.status, priority: row.priority, level: row.level,
      openedAt: row.opened_at.toISOString(), closedAt: row.closed_at?.toISOString() ?? null,
      url: house.portalUrl === undefined ? null : `${house.portalUrl}/resources/conversations/records/${row.id}/show`,
    } as Known['conversation'],
    contact: { id: row.contact_id, name: row.contact_name || null, phone: internationalPhone(row.contact_phone) },
    assignee: row.agent_id === null ? null : { id: row.agent_id, name: row.agent_name, email: row.agent_email },
    patient: row.patient_id === null ? null : { id: row.patient_id, name: row.patient_name, age: row.patient_age, careType: row.patient_care },
    source: row.source_title === null ? null : { title: row.source_title, url: row.source_url },
  };
}

/** `5511988887777` → `+5511988887777`; null for what is no phone number. */
function internationalPhone(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '');
  return /^\d{8,15}$/.test(digits) ? `+${digits}` : null;
}
