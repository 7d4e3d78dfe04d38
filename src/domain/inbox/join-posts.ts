import { select, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';

/** At most this many messages are shown in one post. */
const MOST_JOINED = 40;

/**
 * Slack is limiting us: the posts waiting right behind this one, by the same author, become part of it, so that one call
 * shows them all. Decided and stored before the call; the joined posts' deliveries become obsolete.
 * @returns how many posts were joined
 */
export async function joinWaitingPosts(ctx: Ctx, postId: number): Promise<number> {
  const rows = await select<{ id: number; post_id: number; author_kind: string; sender: string | null; kind: string; status: string }>(
    ctx.tx,
    `SELECT d.id, p.id AS post_id, p.author_kind, (SELECT MAX(m.sender_name) FROM messages m WHERE m.post_id = p.id) AS sender, d.kind, d.status FROM deliveries d JOIN slack_posts p ON p.id = d.post_id
     WHERE d.conversation_id = ? AND d.kind = 'slack.post' AND d.status IN ('pending', 'sending') AND p.id >= ? ORDER BY d.id LIMIT ? FOR UPDATE`,
    [ctx.conversation.id, postId, MOST_JOINED],
  );
  const [head, ...behind] = rows;
  if (!head || head.post_id !== postId) return 0;
  const stop = behind.findIndex((row) => row.author_kind !== head.author_kind || row.sender !== head.sender || row.status !== 'pending');
  const joined = stop < 0 ? behind : behind.slice(0, stop);
  if (joined.length === 0) return 0;
  const posts = joined.map((row) => row.post_id);
  await write(ctx.tx, 'UPDATE messages SET post_id = ? WHERE post_id IN (?)', [postId, posts]);
  await write(ctx.tx, 'UPDATE slack_posts SET joined_into_id = ? WHERE id IN (?)', [postId, posts]);
  await write(ctx.tx, "UPDATE deliveries SET status = 'obsolete', live_key = NULL, result = ?, finished_at = ? WHERE id IN (?)", [`joined:${postId}`, ctx.now, joined.map((row) => row.id)]);
  return joined.length;
}
