import { write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { FunnelStatus } from '../facts.js';
import { permit } from '../people/permissions.js';
import { allowedMoves, isEnd, mayMove } from './allowed-moves.js';
import { activeLossReasons, type LossReason } from './loss-reasons.js';

/** As much of the why is kept, UTF-16 units. */
const WHY_MAX = 500;

export interface Move {
  to: FunnelStatus;
  /** A loss reason's code; only for `lost`. */
  reason?: string | null;
  /** What the person wrote, or the rule that moves it. */
  why?: string | null;
}

/**
 * Moves the conversation in the funnel. Harmless when it is there already (a second click).
 * `lost` and `closed` end it: closed_at is set, nobody waits any more, the contact may open another one; the owner stays.
 * @throws Refused `slack:refused.move` naming the allowed moves, `slack:refused.loss_reason` at the field `reason` naming the reasons
 */
export async function moveFunnel(ctx: Ctx, { to, reason = null, why = null }: Move): Promise<void> {
  const { conversation } = ctx;
  permit(ctx.actor, 'move a conversation in the funnel', conversation);
  const from = conversation.status;
  if (from === to && (reason === null || reason === conversation.loss_reason)) return;
  if (!mayMove(from, to)) throw refusedMove(from, to, conversation.id);
  const given = to === 'lost' ? await lossReason(ctx, reason) : undefined;
  Object.assign(conversation, { status: to, ...(isEnd(to) ? ended(ctx, from, given) : {}) });
  await write(ctx.tx, 'UPDATE conversations SET status = ?, status_before_end = ?, closed_at = ?, open_contact_id = ?, waiting_since = ?, loss_reason = ?, updated_at = ? WHERE id = ?', [
    to, conversation.status_before_end, conversation.closed_at, conversation.open_contact_id, conversation.waiting_since, conversation.loss_reason, ctx.now, conversation.id,
  ]);
  ctx.record({ kind: 'status_moved', conversationId: conversation.id, from, to, reason: given?.code ?? null, why: why?.slice(0, WHY_MAX) ?? null, ...(given ? { reasonLabel: given.label } : {}) });
}

/** A lost conversation that is closed keeps its reason, and the status it had before it was lost: reopened, it goes on there. */
function ended({ now, conversation }: Ctx, from: FunnelStatus, given: LossReason | undefined) {
  return {
    closed_at: now,
    open_contact_id: null,
    waiting_since: null,
    status_before_end: isEnd(from) ? conversation.status_before_end : from,
    loss_reason: given?.code ?? conversation.loss_reason,
  };
}

async function lossReason(ctx: Ctx, code: string | null): Promise<LossReason> {
  const reasons = await activeLossReasons(ctx.tx);
  const found = reasons.find((reason) => reason.code === code);
  if (!found) throw new Refused('slack:refused.loss_reason', { allowed: reasons.map((reason) => reason.label).join(', ') }, 'reason');
  return found;
}

/** That move is not allowed: names those that are. */
export function refusedMove(from: FunnelStatus, to: FunnelStatus, number: number): Refused {
  const allowed = allowedMoves(from);
  if (allowed.length === 0) return new Refused('slack:refused.ended_reopen', { number }, 'status');
  return new Refused('slack:refused.move', { number, from_status: from, to_status: to, allowed_status: allowed.join(',') }, 'status');
}
