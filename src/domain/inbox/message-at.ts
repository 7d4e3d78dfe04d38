import { select, selectOne, type Sql } from '../../db/rows.js';

/** A message as somebody points at it in a thread. */
export interface MessageAt {
  id: number;
  conversation_id: number;
  direction: 'inbound' | 'outbound';
  author_kind: string;
  external_id: string | null;
  body: string;
  kind: string;
  status: string;
  /** The contact whom it came from or went to. */
  contact_name: string;
}

const LOAD = `SELECT m.id, m.conversation_id, m.direction, m.author_kind, m.external_id, m.body, m.kind, m.status, c.name AS contact_name
  FROM messages m JOIN contacts c ON c.id = m.contact_id`;
/** How many posts before this ts may be the one it is a later part of. */
const LOOK_BACK = 40;

/** One message. */
export function findMessage(sql: Sql, id: number): Promise<MessageAt | undefined> {
  return selectOne<MessageAt>(sql, `${LOAD} WHERE m.id = ?`, [id]);
}

/**
 * The message that stands at this place in Slack: one of ours that mirrors the customer's or the company phone's, or a
 * reply somebody wrote. Of several shown in one post it is the newest; of a reply in several parts the first.
 */
export async function messageAt(sql: Sql, channelId: string, ts: string): Promise<MessageAt | undefined> {
  const ofReply = await selectOne<MessageAt>(sql, `${LOAD} JOIN slack_replies r ON r.id = m.reply_id WHERE r.channel_id = ? AND r.ts = ? ORDER BY m.part, m.id LIMIT 1`, [channelId, ts]);
  if (ofReply) return ofReply;
  const posts = await select<{ id: number; part_ts: string }>(sql, 'SELECT id, part_ts FROM slack_posts WHERE channel_id = ? AND first_ts <= ? ORDER BY first_ts DESC LIMIT ?', [channelId, ts, LOOK_BACK]);
  const post = posts.find((one) => (JSON.parse(one.part_ts) as string[]).includes(ts));
  return post && selectOne<MessageAt>(sql, `${LOAD} WHERE m.post_id = ? ORDER BY m.occurred_at DESC, m.id DESC LIMIT 1`, [post.id]);
}

/** The words a reply answers, when it answers a message we know. */
export async function quotedBy(sql: Sql, replyId: number): Promise<MessageAt | undefined> {
  return selectOne<MessageAt>(sql, `${LOAD} JOIN slack_replies r ON r.quoted_external_id = m.external_id WHERE r.id = ? AND m.provider = 'zapi'`, [replyId]);
}
