import { select, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { findAgent } from '../people/agents.js';
import { HOUSE, planTimerBy } from '../timers/timers.js';
import { pendingOf } from './pending.js';
import { endShift, keeper } from './shifts.js';

const MINUTE_MS = 60_000;
/** handovers.note */
export const HANDOVER_NOTE_MAX = 1000;

export interface Offer {
  /** What the person confirmed; anything that is not (or no longer) theirs to pass on is left out. */
  conversations: number[];
  note: string;
  /** The next attendant; null: whoever comes. */
  toAgentId: number | null;
}

/**
 * Ends the actor's shift and offers what is open to the next one. Nothing changes its owner before somebody accepts. The
 * same form sent twice offers once: the conversations are locked in order, and what is on offer is not offered again.
 * @returns how many were offered
 * @throws Refused `slack:refused.agent_inactive` (at the field `to`), `slack:refused.handover_self`
 */
export async function offerHandover(ctx: Ctx, { conversations, note, toAgentId }: Offer): Promise<number> {
  const agentId = keeper(ctx);
  const { tx, now } = ctx;
  if (toAgentId === agentId) throw new Refused('slack:refused.handover_self', {}, 'to');
  if (toAgentId !== null) {
    const next = await findAgent(tx, toAgentId);
    if (next?.active !== 1 || next.slack_user_id === null) throw new Refused('slack:refused.agent_inactive', { name: next?.name ?? '' }, 'to');
  }
  // Only one's own are locked: nobody can make us lock others by sending their numbers.
  if (conversations.length > 0) await select(tx, 'SELECT id FROM conversations WHERE id IN (?) AND assignee_id = ? ORDER BY id FOR UPDATE', [conversations, agentId]);
  const items = (await pendingOf(tx, agentId, now)).filter((row) => conversations.includes(row.id));
  await endShift(ctx);
  if (items.length === 0) return 0;
  const expiresAt = later(now, Math.max(1, ctx.settings.handover_minutes) * MINUTE_MS);
  const { insertId } = await write(tx, 'INSERT INTO handovers (from_agent_id, to_agent_id, note, created_at, expires_at) VALUES (?, ?, ?, ?, ?)', [agentId, toAgentId, [...note].slice(0, HANDOVER_NOTE_MAX).join(''), now, expiresAt]);
  await write(tx, 'INSERT INTO handover_items (handover_id, conversation_id, why) VALUES ?', [items.map((row) => [insertId, row.id, row.why])]);
  await planTimerBy(tx, 'handovers', HOUSE, expiresAt);
  ctx.record({ kind: 'handover_moved', handoverId: insertId, change: 'offered', fromAgentId: agentId, toAgentId });
  return items.length;
}
