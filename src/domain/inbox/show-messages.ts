import { insertMany, select, selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import { placeMessages, type MovablePost, type Placed } from './place-messages.js';

/**
 * Gives new messages their posts in the thread. In the usual case each gets a post of its own at the end. A message that
 * is older than what the thread shows already is sorted in (place-messages.ts), as far back as posts may still be
 * rewritten: not past a person's words, not past `resort_window_seconds`, and not in a thread the conversation has left.
 * @param isLate some message is older than the newest one the conversation had
 */
export async function showMessages(ctx: Ctx, authorKind: 'contact' | 'phone' | 'system', messages: Placed[], isLate: boolean): Promise<void> {
  const movable = isLate && authorKind === 'contact' ? await movablePosts(ctx) : [];
  const placement = placeMessages(movable, messages);
  const postIds = await insertMany(
    ctx.tx,
    'INSERT INTO slack_posts (conversation_id, author_kind, created_at) VALUES ?',
    placement.added.map(() => [ctx.conversation.id, authorKind, ctx.now]),
  );
  const shown: MovablePost[] = [...placement.posts.filter((post) => placement.changed.includes(post.id)), ...placement.added.map((group, index) => ({ id: postIds[index] as number, messages: group }))];
  await assignPosts(ctx, shown);
  ctx.record({ kind: 'posts_changed', conversationId: ctx.conversation.id, newPosts: postIds, changedPosts: placement.changed });
}

async function assignPosts(ctx: Ctx, posts: MovablePost[]): Promise<void> {
  const pairs = posts.flatMap((post) => post.messages.map((message) => [message.id, post.id] as const));
  const cases = pairs.map(() => 'WHEN ? THEN ?').join(' ');
  await write(ctx.tx, `UPDATE messages SET post_id = CASE id ${cases} END WHERE id IN (?)`, [...pairs.flat(), pairs.map(([id]) => id)]);
}

async function movablePosts(ctx: Ctx): Promise<MovablePost[]> {
  const id = ctx.conversation.id;
  const barrier = await selectOne<{ at: Date | null }>(
    ctx.tx,
    `SELECT GREATEST(
       COALESCE((SELECT MAX(created_at) FROM slack_replies WHERE conversation_id = ?), '1970-01-01'),
       COALESCE((SELECT MAX(created_at) FROM slack_posts WHERE conversation_id = ? AND author_kind <> 'contact'), '1970-01-01')) AS at`,
    [id, id],
  );
  const oldest = later(ctx.now, -ctx.settings.resort_window_seconds * 1000);
  const rows = await select<{ post_id: number; id: number; occurred_at: Date }>(
    ctx.tx,
    `SELECT p.id AS post_id, m.id, m.occurred_at FROM slack_posts p JOIN messages m ON m.post_id = p.id
     LEFT JOIN conversation_threads t ON t.channel_id = p.channel_id AND t.thread_ts = p.thread_ts
     WHERE p.conversation_id = ? AND p.author_kind = 'contact' AND p.joined_into_id IS NULL AND p.created_at >= ? AND p.created_at > ?
       AND (p.thread_ts IS NULL OR t.live_conversation_id = p.conversation_id)
       AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.post_id = p.id AND d.kind = 'slack.post' AND d.status IN ('dead', 'discarded'))
     ORDER BY p.id, m.occurred_at, m.id`,
    [id, oldest, new Date(barrier?.at ?? 0)],
  );
  const posts = new Map<number, MovablePost>();
  for (const row of rows) {
    const post = posts.get(row.post_id) ?? { id: row.post_id, messages: [] };
    post.messages.push({ id: row.id, occurredAt: row.occurred_at });
    posts.set(row.post_id, post);
  }
  return [...posts.values()];
}
