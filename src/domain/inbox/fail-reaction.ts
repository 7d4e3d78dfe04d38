import { selectOne } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';

/** A reaction stays inside, and its author is told why. */
export async function keepReaction(ctx: Ctx, messageId: number, slackUserId: string, why: 'custom' | 'failed', reason: string): Promise<string> {
  const place = await selectOne<{ conversation_id: number; channel_id: string | null; thread_ts: string | null }>(
    ctx.tx,
    'SELECT m.conversation_id, p.channel_id, p.thread_ts FROM messages m JOIN slack_posts p ON p.id = m.post_id WHERE m.id = ?',
    [messageId],
  );
  if (place?.channel_id && place.thread_ts) {
    ctx.record({ kind: 'reaction_not_sent', conversationId: place.conversation_id, messageId, slackUserId, channelId: place.channel_id, threadTs: place.thread_ts, why, reason });
  }
  return 'reaction_inside';
}

/** A reaction did not reach the customer: whoever changed it last is told. */
export async function failReaction(ctx: Ctx, messageId: number, reason: string): Promise<void> {
  const last = await selectOne<{ slack_user_id: string }>(ctx.tx, 'SELECT slack_user_id FROM agent_reactions WHERE message_id = ? ORDER BY changed_at DESC LIMIT 1', [messageId]);
  if (last) await keepReaction(ctx, messageId, last.slack_user_id, 'failed', reason);
}
