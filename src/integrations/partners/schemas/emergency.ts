import { z } from 'zod';
import { assignee, CLOCK, contact, conversation, head, incident, LEVEL, moment, patient } from './parts.js';

const base = { ...head, conversation, contact, assignee, patient };

/** POST /emergencies of Operations. */
export const emergencyV1 = z.discriminatedUnion('cause', [
  z.object({ ...base, cause: z.literal('escalation'), escalation: z.object({ from: LEVEL, to: LEVEL, by: z.enum(['person', 'clock']), reason: z.string() }) }),
  z.object({ ...base, cause: z.literal('incident'), incident }),
  z.object({ ...base, cause: z.literal('sla_breach'), sla: z.object({ clock: CLOCK, goalMinutes: z.int().meta({ description: 'Business minutes' }), startedAt: moment, breachedAt: moment }) }),
]).meta({ title: 'Emergency', description: 'POST /emergencies of Operations: level N3 reached, a serious incident or an emergency, or a service level breached; each once' });

export type EmergencyV1 = z.infer<typeof emergencyV1>;
