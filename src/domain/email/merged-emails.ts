import { write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';

/** Reaction: the e-mails of a merged conversation are those of the one that goes on, where a failed one can be sent once more. */
export async function keepEmailsOfMerged(ctx: Ctx, { conversationId, mergedConversationId }: FactOf<'contacts_merged'>): Promise<void> {
  if (mergedConversationId === null) return;
  await write(ctx.tx, 'UPDATE emails SET conversation_id = ? WHERE conversation_id = ?', [conversationId, mergedConversationId]);
}
