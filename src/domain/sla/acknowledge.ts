import { write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { permit } from '../people/permissions.js';

/**
 * "Estou vendo": somebody looks after what is late, so that it does not go on to the next in line. A second one is harmless.
 * @throws Refused `slack:refused.nothing_late` when nothing of this conversation is late
 */
export async function acknowledgeLateness(ctx: Ctx): Promise<void> {
  const { actor, conversation, tx, now } = ctx;
  permit(actor, 'look after a late conversation', conversation);
  if (actor.kind !== 'agent') return;
  const { affectedRows } = await write(
    tx,
    'UPDATE sla_clocks SET acknowledged_by = ?, acknowledged_at = ? WHERE conversation_id = ? AND running_key IS NOT NULL AND acknowledged_by IS NULL AND (risk_told_at IS NOT NULL OR breached_at IS NOT NULL)',
    [actor.id, now, conversation.id],
  );
  if (affectedRows > 0) return ctx.record({ kind: 'sla_acknowledged', conversationId: conversation.id, agentId: actor.id });
  throw new Refused('slack:refused.nothing_late', { number: conversation.id });
}
