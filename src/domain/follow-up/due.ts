import { select, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { refreshTimer, type FollowUp } from './follow-ups.js';

/**
 * Timer: the time of a follow-up has come; its person is reminded, and the thread says so. What the customer wrote in the
 * meantime does not matter: it was promised by a person, who says when it is done.
 */
export async function remind(ctx: Ctx): Promise<void> {
  const { conversation, now } = ctx;
  const due = await select<FollowUp>(ctx.tx, "SELECT id, agent_id FROM follow_ups WHERE conversation_id = ? AND state = 'planned' AND due_at <= ? ORDER BY due_at, id FOR UPDATE", [conversation.id, now]);
  for (const { id, agent_id: agentId } of due) {
    await write(ctx.tx, "UPDATE follow_ups SET state = 'due' WHERE id = ?", [id]);
    ctx.record({ kind: 'follow_up_due', conversationId: conversation.id, followUpId: id, agentId });
  }
  await refreshTimer(ctx, conversation.id);
}
