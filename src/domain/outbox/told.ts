import type { Ctx, DeliverySpec } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { quietly } from './quiet-hours.js';
import { alert, direct, line, summons } from './specs.js';

/** The line a move in the funnel leaves in the thread: who, from where to where, and why. */
export function tellOfMove({ conversationId, from, to, reasonLabel, why }: FactOf<'status_moved'>, { actor }: Ctx): DeliverySpec {
  const how = to === 'lost' || to === 'closed' ? to : 'moved';
  const vars = { from_status: from, to_status: to, reason: reasonLabel ?? '', why: why ? ` · ${why}` : '' };
  return actor.kind === 'agent' ? line(conversationId, `line.${how}`, { ...vars, who: actor.name }) : line(conversationId, `line.${how}_itself`, vars);
}

/** Whoever was given a conversation by somebody else, and whoever lost it so, is told directly. */
export function tellOfAssignment({ conversationId, from, to, why, toldOtherwise }: FactOf<'assigned'>, { actor }: Ctx): DeliverySpec[] {
  if (actor.kind !== 'agent' || toldOtherwise) return [];
  const vars = { number: conversationId, who: actor.name, why: why ? ` · ${why}` : '' };
  return [
    ...(to === null || to === actor.id ? [] : [direct(to, conversationId, 'direct.assigned', vars, ['history', 'release'])]),
    ...(from === null || from === actor.id ? [] : [direct(from, conversationId, lostBy(to, actor.id), vars, ['history'])]),
  ];
}

const lostBy = (to: number | null, actorId: number) => (to === null ? 'direct.released' : to === actorId ? 'direct.taken_over' : 'direct.passed_on');

const CHANNEL_OF = { n1: 'atendimento', n2: 'supervisao', n3: 'gestao' } as const;

/**
 * A move between support levels: a line in the thread; going up, the level's channel is called with what it needs to know;
 * coming down, the owner is told directly.
 */
export function tellOfLevel({ conversationId, from, to, reason, by }: FactOf<'level_moved'>, ctx: Ctx): DeliverySpec[] {
  const { actor, conversation } = ctx;
  const vars = { number: conversationId, who: actor.kind === 'agent' ? actor.name : '', from_level: from, to_level: to, ...(by === 'clock' ? { reason_code: reason } : { reason }) };
  const key = `${by}_${to > from ? 'up' : 'down'}`;
  const owner = conversation.assignee_id;
  return [
    line(conversationId, `escalation.${key}`, vars),
    ...(to > from ? [quietly(ctx, summons(CHANNEL_OF[to], conversationId, `escalation.${key}`, vars, ['take', 'assign', 'history']))] : []),
    ...(to < from && owner !== null && (actor.kind !== 'agent' || actor.id !== owner) ? [direct(owner, conversationId, `escalation.${key}`, vars, ['history'])] : []),
  ];
}

/** An incident: a line in the thread; a serious one calls the supervisors, the worst and emergencies management too. */
export function tellOfIncident({ conversationId, incidentId, severity, category }: FactOf<'incident_opened'>, { actor }: Ctx): DeliverySpec[] {
  const vars = { number: conversationId, incident: incidentId, who: actor.kind === 'agent' ? actor.name : '', severity_code: severity };
  const isEmergency = category === 'emergency';
  const call = (channel: 'supervisao' | 'gestao', alsoIn?: 'supervisao') => summons(channel, conversationId, 'incident.summons', vars, ['incidents', 'take', 'resolve'], alsoIn);
  return [
    line(conversationId, 'line.incident', vars),
    ...(severity === 'high' || severity === 'critical' || isEmergency ? [call('supervisao')] : []),
    ...(severity === 'critical' || isEmergency ? [call('gestao', 'supervisao')] : []),
  ];
}

/** A locked door of the portal: supervisors are told, and whose door it is, because it may not have been them. */
export function tellOfLockOut({ change, agentId, address, tries }: FactOf<'portal_access'>): DeliverySpec[] {
  if (change !== 'locked_out') return [];
  if (address === null) return [alert('portal_locked_out_many', { count: tries ?? 1 })];
  const vars = { address };
  if (agentId === null) return [alert('portal_locked_out', vars)];
  return [alert('portal_locked_out_of', { agent: agentId, ...vars }), direct(agentId, null, 'direct.locked_out', vars)];
}
