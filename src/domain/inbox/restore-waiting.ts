import { selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { Fact } from '../facts.js';

/**
 * A reply that had stopped the customer's waiting did not go out after all: the customer waits again, since the first
 * message after the last answer that did.
 */
export async function restoreWaiting(ctx: Ctx, fact: Fact): Promise<void> {
  if (!('conversationId' in fact) || fact.conversationId === null) return;
  const conversation = await ctx.lock(fact.conversationId);
  if (conversation.waiting_since !== null) return;
  const row = await selectOne<{ since: Date | null }>(
    ctx.tx,
    `SELECT MIN(i.occurred_at) AS since FROM messages i WHERE i.conversation_id = ? AND i.direction = 'inbound' AND i.occurred_at >
       COALESCE((SELECT MAX(o.occurred_at) FROM messages o WHERE o.conversation_id = ? AND o.direction = 'outbound' AND o.author_kind IN ('agent', 'phone') AND o.status NOT IN ('deleted', 'failed')), '1970-01-01')`,
    [conversation.id, conversation.id],
  );
  if (!row?.since) return;
  conversation.waiting_since = new Date(row.since);
  await write(ctx.tx, 'UPDATE conversations SET waiting_since = ?, updated_at = ? WHERE id = ?', [conversation.waiting_since, ctx.now, conversation.id]);
}
