import { selectOne } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import { findAgent } from '../people/agents.js';
import type { Arrival, Claimed } from './claims.js';
import { isCourtesy } from './is-courtesy.js';

const MINUTE_MS = 60_000;

/**
 * Claim: a late "obrigada!" belongs to the conversation that has just ended; it reopens nothing and nobody waits because of
 * it. Just ended: `closing_grace_minutes` after closing, or after the last automatic message there (one thanks for that, too).
 */
export async function claimCourtesy(ctx: Ctx, { latest, message }: Arrival): Promise<Claimed | undefined> {
  if (latest.closed_at === null || !(await isMereCourtesy(ctx, latest.assignee_id, message))) return undefined;
  const graceMs = ctx.settings.closing_grace_minutes * MINUTE_MS;
  if (message.occurredAt > later(latest.closed_at, graceMs)) {
    const last = await selectOne<{ at: Date | null }>(ctx.tx, "SELECT MAX(occurred_at) AS at FROM messages WHERE conversation_id = ? AND author_kind = 'system' AND occurred_at >= ?", [latest.id, latest.closed_at]);
    if (!last?.at || message.occurredAt > later(last.at, graceMs)) return undefined;
  }
  return { by: 'courtesy', conversation: latest };
}

async function isMereCourtesy(ctx: Ctx, ownerId: number | null, { kind, body }: Arrival['message']): Promise<boolean> {
  if (kind === 'sticker') return true;
  if (kind !== 'text') return false;
  const owner = ownerId === null ? undefined : await findAgent(ctx.tx, ownerId);
  return isCourtesy(body, owner?.name.split(/\s+/));
}
