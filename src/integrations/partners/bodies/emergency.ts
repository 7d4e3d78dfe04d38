import type { Sql } from '../../../db/rows.js';
import type { EmergencyCause } from '../../../domain/outbox/outside-specs.js';
import { incidentOf } from './incident.js';
import type { Known } from './known.js';

/** Why Operations are called, as it was then, with all that is known of the conversation and of an incident now; the schema judges the whole. */
export async function emergencyBody(sql: Sql, { conversation, contact, assignee, patient }: Known, why: EmergencyCause): Promise<Record<string, unknown>> {
  const base = { cause: why.cause, conversation, contact, assignee, patient };
  if (why.cause === 'escalation') return { ...base, escalation: { from: why.from, to: 'n3', by: why.by, reason: why.reason } };
  if (why.cause === 'incident') return { ...base, incident: await incidentOf(sql, why.incidentId) };
  return { ...base, sla: why.sla };
}
