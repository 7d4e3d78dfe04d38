import { DateTime } from 'luxon';
import { write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { agentIdOf } from '../people/agents.js';
import { permit } from '../people/permissions.js';
import { findIncident } from './incidents.js';

const SHORTEST = 5;
const LONGEST = 3000;

/**
 * Resolves an open incident of the conversation. The UPDATE asks for `open`, so of two who resolve at once one does.
 * @throws Refused `slack:refused.incident_unknown`, `slack:refused.incident_resolved` naming who and when, `slack:refused.incident_resolution` at `resolution`
 */
export async function resolveIncident(ctx: Ctx, incidentId: number, resolution: string): Promise<void> {
  const { actor, conversation, tx, now } = ctx;
  permit(actor, 'resolve an incident', conversation);
  const incident = await findIncident(tx, incidentId);
  if (!incident || incident.conversation_id !== conversation.id) throw new Refused('slack:refused.incident_unknown', { number: conversation.id, incident: incidentId }, 'incident');
  if (resolution.trim().length < SHORTEST) throw new Refused('slack:refused.incident_resolution', {}, 'resolution');
  const { affectedRows } = await write(tx, "UPDATE incidents SET status = 'resolved', resolution = ?, resolved_by = ?, resolved_at = ? WHERE id = ? AND status = 'open'", [
    resolution.trim().slice(0, LONGEST), agentIdOf(actor), now, incidentId,
  ]);
  if (affectedRows === 0) {
    const time = incident.resolved_at === null ? '' : DateTime.fromJSDate(incident.resolved_at, { zone: ctx.house.zone }).toFormat('dd/MM HH:mm');
    throw new Refused('slack:refused.incident_resolved', { incident: incidentId, who: incident.resolved_by_name ?? '', time }, 'incident');
  }
  ctx.record({ kind: 'incident_resolved', conversationId: conversation.id, incidentId });
}
