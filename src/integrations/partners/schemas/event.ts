import { z } from 'zod';
import type { EventType, TRIAL_EVENT } from '../../../domain/partners/event-types.js';
import { CLOCK, contact, conversation, head, identifier, LEVEL, SEVERITY, STATUS } from './parts.js';

const by = z.enum(['person', 'clock']);

/** What each type says beside the conversation: as it was when it happened. */
const DATA = {
  lead_received: z.object({}),
  conversation_assigned: z.object({ from: identifier.nullable(), to: identifier.nullable().meta({ description: 'null: released' }) }),
  status_changed: z.object({ from: STATUS, to: STATUS, lossReason: z.string().nullable() }),
  escalated: z.object({ from: LEVEL, to: LEVEL.meta({ description: 'Lower than from: a step down' }), by }),
  incident_opened: z.object({ incident: identifier, severity: SEVERITY, category: z.string() }),
  incident_resolved: z.object({ incident: identifier }),
  sla_breached: z.object({ clock: CLOCK }),
  conversation_closed: z.object({ from: STATUS }),
  survey_answered: z.object({ score: z.int().min(1).max(5), before: z.int().min(1).max(5).nullable().meta({ description: 'The score it corrects' }) }),
  contact_erased: z.object({ contact: identifier, closedConversations: z.array(identifier) }),
  ping: z.object({}),
} satisfies Record<EventType | typeof TRIAL_EVENT, z.ZodObject>;

const of = <K extends keyof typeof DATA>(type: K) => z.object({
  ...head,
  type: z.literal(type),
  conversation: conversation.nullable(),
  contact: contact.nullable().meta({ description: 'Name and phone are for the house’s own hub only: webhooks have null' }),
  data: DATA[type],
});

/** POST /events of the integrations hub, and the body of outgoing webhooks. */
export const eventV1 = z.discriminatedUnion('type', [
  of('lead_received'), of('conversation_assigned'), of('status_changed'), of('escalated'), of('incident_opened'), of('incident_resolved'), of('sla_breached'), of('conversation_closed'),
  of('survey_answered'), of('contact_erased'), of('ping'),
]).meta({ title: 'Event', description: 'POST /events of the integrations hub, and the body of outgoing webhooks' });

export type EventV1 = z.infer<typeof eventV1>;
