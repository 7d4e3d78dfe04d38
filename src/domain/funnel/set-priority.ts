import { write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { requireOpen } from '../conversation/require-open.js';
import type { Ctx } from '../ctx.js';
import type { Priority } from '../facts.js';
import { permit } from '../people/permissions.js';

/**
 * Sets the priority. Harmless when it is so already.
 * @param reason required for urgent (issue 4): who reads the history wants to know why everything else had to wait
 * @throws Refused `slack:refused.urgent_reason`, `slack:refused.ended`
 */
export async function setPriority(ctx: Ctx, to: Priority, reason: string | null): Promise<void> {
  const { conversation } = ctx;
  permit(ctx.actor, 'set the priority', conversation);
  requireOpen(conversation);
  if (conversation.priority === to) return;
  if (to === 'urgent' && !reason) throw new Refused('slack:refused.urgent_reason', {}, 'reason');
  const from = conversation.priority;
  conversation.priority = to;
  await write(ctx.tx, 'UPDATE conversations SET priority = ?, updated_at = ? WHERE id = ?', [to, ctx.now, conversation.id]);
  ctx.record({ kind: 'priority_moved', conversationId: conversation.id, from, to, reason });
}
