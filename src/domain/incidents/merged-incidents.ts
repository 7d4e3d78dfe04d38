import { write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';

/** Reaction: the incidents of a merged conversation are those of the one that goes on, where they can be resolved. */
export async function keepIncidentsOfMerged(ctx: Ctx, { conversationId, mergedConversationId }: FactOf<'contacts_merged'>): Promise<void> {
  if (mergedConversationId === null) return;
  await write(ctx.tx, 'UPDATE incidents SET conversation_id = ? WHERE conversation_id = ?', [conversationId, mergedConversationId]);
}
