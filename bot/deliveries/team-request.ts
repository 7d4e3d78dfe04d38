import { findAgent } from '../../src/domain/people/agents.js';
import { findTeamRequest, knownByEmail, type TeamRequest } from '../../src/domain/people/join-team.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { Broken } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { requestView } from '../views/team.js';
import { plainWords, section } from '../views/parts.js';
import { postStanding, redrawStanding } from './standing.js';

async function requestOf(delivery: Delivery, context: SendContext): Promise<TeamRequest> {
  const { request } = JSON.parse(delivery.payload ?? '{}') as { request: number };
  const found = await findTeamRequest(context.sql, request);
  if (!found) throw new Broken(`team request ${request} does not exist`);
  return found;
}

async function drawn(request: TeamRequest, context: SendContext, parts: BotParts) {
  const decider = request.decided_by === null ? undefined : await findAgent(context.sql, request.decided_by);
  return requestView(request, await knownByEmail(context.sql, request.email), decider?.name, parts.t);
}

/** Shows the supervisors who wants to join; in the team's channel when they have none. */
export async function showTeamRequest(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const channel = parts.channels.supervisao ?? parts.channels.atendimento;
  if (channel === undefined) return { done: 'obsolete' };
  return postStanding(delivery, channel, await drawn(await requestOf(delivery, context), context, parts), context, parts);
}

/** What stands there says what was decided, or what was asked anew. */
export async function redrawTeamRequest(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return redrawStanding(delivery, 'slack.team_request', await drawn(await requestOf(delivery, context), context, parts), context, parts);
}

/** Tells whoever asked what was decided. */
export async function answerTeamRequest(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const request = await requestOf(delivery, context);
  if (request.state === 'asked') return { done: 'obsolete' };
  const text = parts.t(`slack:join.told_${request.state}`, { brand: plainWords(parts.brand) });
  return postStanding(delivery, request.slack_user_id, { text, blocks: [section(text)] }, context, parts);
}
