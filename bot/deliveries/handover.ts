import { findAgent } from '../../src/domain/people/agents.js';
import { findHandover, handoverRows, type Handover } from '../../src/domain/shifts/handovers.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { Broken } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { listLook } from '../list-look.js';
import { handoverView } from '../views/shift-handover.js';
import { postStanding, redrawStanding } from './standing.js';

interface Payload {
  handover: number;
  how: 'offered' | 'expired' | 'redraw';
}

async function handoverOf(delivery: Delivery, context: SendContext): Promise<Payload & { found: Handover }> {
  const payload = JSON.parse(delivery.payload ?? '{}') as Payload;
  const found = await findHandover(context.sql, payload.handover);
  if (!found) throw new Broken(`hand-over ${payload.handover} does not exist`);
  return { ...payload, found };
}

async function drawn(handover: Handover, context: SendContext, parts: BotParts) {
  return handoverView(handover, await handoverRows(context.sql, handover.id), await listLook(parts, context.now));
}

/** Offers a shift: to the next person directly, to whoever comes in the team's channel, and at last to the supervisors. */
export async function showHandover(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { found, how } = await handoverOf(delivery, context);
  if (found.state === 'accepted') return { done: 'obsolete' };
  const channel = how === 'expired' ? (parts.channels.supervisao ?? parts.channels.atendimento) : await placeOf(found, context, parts);
  return channel === undefined ? { done: 'obsolete' } : postStanding(delivery, channel, await drawn(found, context, parts), context, parts);
}

async function placeOf(handover: Handover, context: SendContext, parts: BotParts): Promise<string | undefined> {
  const next = handover.to_agent_id === null ? undefined : await findAgent(context.sql, handover.to_agent_id);
  return next?.active === 1 && next.slack_user_id !== null ? next.slack_user_id : parts.channels.atendimento;
}

/** What stands there says who has it now. */
export async function redrawHandover(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { found } = await handoverOf(delivery, context);
  return redrawStanding(delivery, 'slack.handover', await drawn(found, context, parts), context, parts);
}
