import type { DeliverySpec } from '../ctx.js';
import { lane } from './lanes.js';

/** A request to join the team: shown to the supervisors, redrawn where it stands, answered. */
export const teamRequest = (how: 'show' | 'redraw' | 'answer', request: number): DeliverySpec => ({
  lane: lane.teamRequest(request), kind: { show: 'slack.team_request', redraw: 'slack.team_request_redraw', answer: 'slack.team_answer' }[how], payload: { request },
});

/** A hand-over of a shift: offered to the next person, shown to the supervisors when nobody accepted it, redrawn where it stands. */
export const handover = (how: 'offered' | 'expired' | 'redraw', id: number): DeliverySpec => ({
  lane: lane.handover(id), kind: how === 'redraw' ? 'slack.handover_redraw' : 'slack.handover', payload: { handover: id, how },
});
