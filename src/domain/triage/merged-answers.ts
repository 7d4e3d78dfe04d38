import { write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';

/** Reaction: what was answered in a merged conversation counts in the one that goes on, where that has no answer of its own. */
export async function keepAnswersOfMerged(ctx: Ctx, { conversationId, mergedConversationId }: FactOf<'contacts_merged'>): Promise<void> {
  if (mergedConversationId === null) return;
  await write(
    ctx.tx,
    'INSERT IGNORE INTO triage_answers (conversation_id, item_id, value, answered_by, updated_at) SELECT ?, item_id, value, answered_by, updated_at FROM triage_answers WHERE conversation_id = ?',
    [conversationId, mergedConversationId],
  );
}
