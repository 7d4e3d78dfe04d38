import { selectOne, write, type Sql } from '../../db/rows.js';

/** A post of ours in a thread. */
export interface Post {
  id: number;
  conversation_id: number;
  author_kind: 'contact' | 'phone' | 'system';
  channel_id: string | null;
  thread_ts: string | null;
  part_ts: string | null;
  content_hash: string | null;
  joined_into_id: number | null;
  posted_at: Date | null;
  /** The system whose messages it shows. */
  sender_name: string | null;
  contact_name: string;
  contact_photo: string | null;
}

/** One post with its contact's name. */
export function findPost(sql: Sql, id: number): Promise<Post | undefined> {
  return selectOne<Post>(
    sql,
    `SELECT p.id, p.conversation_id, p.author_kind, p.channel_id, p.thread_ts, p.part_ts, p.content_hash, p.joined_into_id, p.posted_at, (SELECT MAX(m.sender_name) FROM messages m WHERE m.post_id = p.id) AS sender_name, k.name AS contact_name, k.photo_url AS contact_photo
     FROM slack_posts p JOIN conversations c ON c.id = p.conversation_id JOIN contacts k ON k.id = c.contact_id WHERE p.id = ?`,
    [id],
  );
}

/** Where (so far) and with what content a post stands. `done` when all its parts do. */
export async function recordPost(sql: Sql, id: number, place: { channelId: string; threadTs: string; partTs: string[]; contentHash: string; postedAt: Date | null }): Promise<void> {
  await write(sql, 'UPDATE slack_posts SET channel_id = ?, thread_ts = ?, part_ts = ?, first_ts = ?, content_hash = ?, posted_at = COALESCE(?, posted_at) WHERE id = ?', [
    place.channelId, place.threadTs, JSON.stringify(place.partTs), place.partTs[0] ?? null, place.contentHash, place.postedAt, id,
  ]);
}
