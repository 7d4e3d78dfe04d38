import type { Sql } from '../../db/rows.js';
import type { EmergencyCause } from '../../domain/outbox/outside-specs.js';
import type { Partner } from '../../domain/partners/outside.js';
import { emergencyBody } from './bodies/emergency.js';
import { eventBody, type EventReference } from './bodies/event.js';
import { incidentBody } from './bodies/incident.js';
import { readKnown, type HouseAddress, type Known } from './bodies/known.js';
import { leadBody, type LeadReference } from './bodies/lead.js';
import type { Payload } from './keep-body.js';
import type { SCHEMAS } from './schemas/all.js';

/** How a kind of delivery is made: to which system, to which of its paths, by which schema. */
export interface Kind {
  partner: Partner | 'webhook';
  path: string;
  schema: keyof typeof SCHEMAS;
  body: (sql: Sql, known: Known | undefined, payload: Payload) => Promise<Record<string, unknown> | undefined>;
}

/** Of a conversation that is gone there is nothing to tell. */
const ofConversation = (make: (sql: Sql, known: Known, payload: Payload) => Promise<Record<string, unknown>>): Kind['body'] => async (sql, known, payload) => (known ? make(sql, known, payload) : undefined);

const event = (forWhom: 'hub' | 'webhook'): Kind['body'] => async (_sql, known, payload) => eventBody(known, payload as unknown as EventReference, forWhom);

/** Every kind of delivery to other systems. */
export const KINDS: Record<string, Kind> = {
  'crm.lead': { partner: 'crm', path: 'leads', schema: 'lead.v1', body: ofConversation((sql, known, payload) => leadBody(sql, known, payload as unknown as LeadReference)) },
  'crm.incident': { partner: 'crm', path: 'incidents', schema: 'incident.v1', body: ofConversation((sql, known, payload) => incidentBody(sql, known, payload as unknown as { incidentId: number })) },
  'operacao.emergency': { partner: 'operacao', path: 'emergencies', schema: 'emergency.v1', body: ofConversation((sql, known, payload) => emergencyBody(sql, known, payload as unknown as EmergencyCause)) },
  'integracoes.event': { partner: 'integracoes', path: 'events', schema: 'event.v1', body: event('hub') },
  'webhook.event': { partner: 'webhook', path: '', schema: 'event.v1', body: event('webhook') },
};

/** What is known of the conversation a delivery is about; undefined when it is about none. */
export const knownOf = async (sql: Sql, conversationId: number | null, house: HouseAddress): Promise<Known | undefined> => (conversationId === null ? undefined : readKnown(sql, conversationId, house));
