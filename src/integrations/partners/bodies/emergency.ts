import { selectOne, type Sql } from '../../../db/rows.js';
import type { EmergencyCause } from '../../../domain/outbox/outside-specs.js';
import { Broken } from '../../../kit/errors.js';
import { incidentOf } from './incident.js';
import type { Known } from './known.js';

/** Why Operations are called, with all that is known of it now; the schema judges the whole. */
export async function emergencyBody(sql: Sql, { conversation, contact, assignee, patient }: Known, why: EmergencyCause): Promise<Record<string, unknown>> {
  const base = { cause: why.cause, conversation, contact, assignee, patient };
  if (why.cause === 'escalation') return { ...base, escalation: { from: why.from, to: 'n3', by: why.by, reason: why.reason } };
  if (why.cause === 'incident') return { ...base, incident: await incidentOf(sql, why.incidentId) };
  return { ...base, sla: await breachOf(sql, why.clockId) };
}

async function breachOf(sql: Sql, clockId: number) {
  const clock = await selectOne<{ kind: string; goal_minutes: number; started_at: Date; breached_at: Date }>(sql, 'SELECT kind, goal_minutes, started_at, breached_at FROM sla_clocks WHERE id = ? AND breached_at IS NOT NULL', [clockId]);
  if (!clock) throw new Broken(`clock ${clockId} has no breach`);
  return { clock: clock.kind, goalMinutes: clock.goal_minutes, startedAt: clock.started_at.toISOString(), breachedAt: clock.breached_at.toISOString() };
}
