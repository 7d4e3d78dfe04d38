import { select, selectOne, write, type Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';

/** A place in Slack where a conversation is, or was, shown. */
export interface Thread {
  id: number;
  conversation_id: number;
  live_conversation_id: number | null;
  channel_id: string;
  thread_ts: string;
  card_hash: string | null;
}

const COLUMNS = 'id, conversation_id, live_conversation_id, channel_id, thread_ts, card_hash';

/** The thread at this place, live or retired: people may still write in a retired one. */
export function findThread(sql: Sql, channelId: string, threadTs: string): Promise<Thread | undefined> {
  return selectOne<Thread>(sql, `SELECT ${COLUMNS} FROM conversation_threads WHERE channel_id = ? AND thread_ts = ?`, [channelId, threadTs]);
}

/**
 * Is some conversation's thread being opened right now? Between Slack's post and our record somebody may already answer in
 * a thread we do not know yet.
 */
export async function isThreadBeingOpened(sql: Sql): Promise<boolean> {
  const row = await selectOne(
    sql,
    `SELECT d.id FROM deliveries d LEFT JOIN conversation_threads t ON t.live_conversation_id = d.conversation_id
     WHERE d.status = 'sending' AND d.lane LIKE 'slack:thread:%' AND t.id IS NULL LIMIT 1`,
  );
  return row !== undefined;
}

/** Where the conversation is shown now; one that was merged, where the one that goes on is. */
export function liveThread(sql: Sql, conversationId: number): Promise<Thread | undefined> {
  return selectOne<Thread>(
    sql,
    `SELECT ${COLUMNS} FROM conversation_threads WHERE live_conversation_id IN (?, (SELECT merged_into_id FROM conversations WHERE id = ?))
     ORDER BY live_conversation_id = ? LIMIT 1`,
    [conversationId, conversationId, conversationId],
  );
}

/** How many threads the conversation has had: numbers the next one, so that a lost post can be found again. */
export async function countThreads(sql: Sql, conversationId: number): Promise<number> {
  const row = await selectOne<{ n: number }>(sql, 'SELECT COUNT(*) AS n FROM conversation_threads WHERE conversation_id = ?', [conversationId]);
  return Number(row?.n ?? 0);
}

/** The parent was posted: from now on the conversation lives here. Unique key conversation_threads_live: one at a time. */
export async function recordThread(ctx: Ctx, conversationId: number, place: { channelId: string; threadTs: string; cardHash: string }): Promise<void> {
  await write(
    ctx.tx,
    'INSERT IGNORE INTO conversation_threads (conversation_id, live_conversation_id, channel_id, thread_ts, card_hash, read_up_to, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [conversationId, conversationId, place.channelId, place.threadTs, place.cardHash, place.threadTs, ctx.now],
  );
}

/** The card shows this content now. */
export async function recordCard(sql: Sql, threadId: number, cardHash: string): Promise<void> {
  await write(sql, 'UPDATE conversation_threads SET card_hash = ? WHERE id = ?', [cardHash, threadId]);
}

/**
 * The conversation leaves a thread that can no longer hold it (parent deleted, channel archived or replaced); its next
 * delivery opens another one, which gets the history and a link. Does nothing when it has left already.
 */
export async function leaveThread(ctx: Ctx, place: { channelId: string; threadTs: string }, reason: string): Promise<boolean> {
  const { affectedRows } = await write(
    ctx.tx,
    'UPDATE conversation_threads SET live_conversation_id = NULL, retired_at = ?, retired_reason = ? WHERE channel_id = ? AND thread_ts = ? AND live_conversation_id IS NOT NULL',
    [ctx.now, reason, place.channelId, place.threadTs],
  );
  if (affectedRows === 0) return false;
  ctx.record({ kind: 'thread_moved', conversationId: ctx.conversation.id, reason, oldChannel: place.channelId, oldThread: place.threadTs });
  return true;
}

export interface WatchedThread {
  channel_id: string;
  thread_ts: string;
  read_up_to: string | null;
}

/** Live threads of open conversations: where people may have written without us being told. */
export function watchedThreads(sql: Sql): Promise<WatchedThread[]> {
  return select<WatchedThread>(
    sql,
    `SELECT t.channel_id, t.thread_ts, t.read_up_to FROM conversation_threads t
     JOIN conversations c ON c.id = t.live_conversation_id WHERE c.open_contact_id IS NOT NULL ORDER BY t.thread_ts`,
  );
}

/** Everything people wrote in the thread up to this ts has been seen. */
export async function recordReadUpTo(sql: Sql, thread: { channel_id: string; thread_ts: string }, ts: string): Promise<void> {
  await write(sql, 'UPDATE conversation_threads SET read_up_to = ? WHERE channel_id = ? AND thread_ts = ? AND (read_up_to IS NULL OR read_up_to < ?)', [ts, thread.channel_id, thread.thread_ts, ts]);
}
