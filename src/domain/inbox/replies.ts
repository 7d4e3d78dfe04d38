import { select, selectOne, write, type Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { HoldReason, MessageStatus, RefusalReason, ReplyState } from '../facts.js';

/** A reply somebody wrote in a thread. */
export interface Reply {
  id: number;
  conversation_id: number;
  channel_id: string;
  thread_ts: string;
  ts: string;
  slack_user_id: string;
  body: string;
  state: ReplyState;
  reason: HoldReason | RefusalReason | null;
  shown_tick: string | null;
}

/** One reply. */
export function findReply(sql: Sql, id: number): Promise<Reply | undefined> {
  return selectOne<Reply>(sql, 'SELECT id, conversation_id, channel_id, thread_ts, ts, slack_user_id, body, state, reason, shown_tick FROM slack_replies WHERE id = ?', [id]);
}

/** The reply somebody wrote at this place in Slack. */
export async function findReplyAt(sql: Sql, channelId: string, ts: string): Promise<Reply | undefined> {
  const row = await selectOne<{ id: number }>(sql, 'SELECT id FROM slack_replies WHERE channel_id = ? AND ts = ?', [channelId, ts]);
  return row && findReply(sql, row.id);
}

/** The statuses of the messages a reply left in; those taken back before they left are not among them. */
export async function statusesOfReply(sql: Sql, id: number): Promise<MessageStatus[]> {
  const rows = await select<{ status: MessageStatus }>(sql, "SELECT status FROM messages WHERE reply_id = ? AND (status <> 'deleted' OR deleted_at IS NOT NULL)", [id]);
  return rows.map((row) => row.status);
}

/** The reaction that stands on the reply now. */
export async function recordTick(sql: Sql, id: number, tick: string | null): Promise<void> {
  await write(sql, 'UPDATE slack_replies SET shown_tick = ? WHERE id = ?', [tick, id]);
}

/** A reply written in the form stands in the thread now, at this place, where its tick can be shown. */
export async function recordShownReply(ctx: Ctx, reply: Reply, place: { channelId: string; threadTs: string; ts: string }): Promise<void> {
  await write(ctx.tx, 'UPDATE slack_replies SET channel_id = ?, thread_ts = ?, ts = ? WHERE id = ?', [place.channelId, place.threadTs, place.ts, reply.id]);
  ctx.record({ kind: 'reply_shown', conversationId: reply.conversation_id, replyId: reply.id });
}

/** Is a reply from the form on its way into this conversation's thread, its place there not known yet? */
export async function isBeingShown(sql: Sql, conversationId: number): Promise<boolean> {
  return (await selectOne(sql, "SELECT id FROM deliveries WHERE conversation_id = ? AND kind = 'slack.composed' AND status IN ('pending', 'sending') LIMIT 1", [conversationId])) !== undefined;
}

/**
 * Is there something people did in this reply's thread that is durable but not taken yet? It may take the reply back or
 * change it. The stream's name is that of bot/slack-arrival.ts.
 */
export async function hasUntakenWords(sql: Sql, replyId: number): Promise<boolean> {
  const reply = await findReply(sql, replyId);
  if (!reply) return false;
  return (await selectOne(sql, "SELECT id FROM webhook_events WHERE event_key = ? AND status = 'pending' LIMIT 1", [`slack:${reply.channel_id}:${reply.thread_ts}`])) !== undefined;
}

/** A message with what its failure notice needs. */
export interface FailedMessage {
  id: number;
  conversation_id: number;
  status: MessageStatus;
  error: string | null;
  /** Its words, or the name of its file. */
  body: string;
  slack_user_id: string | null;
}

const OUTBOUND = `SELECT m.id, m.conversation_id, m.status, m.error, COALESCE(NULLIF(m.body, ''), (SELECT MAX(a.file_name) FROM attachments a WHERE a.message_id = m.id), '') AS body, r.slack_user_id
  FROM messages m LEFT JOIN slack_replies r ON r.id = m.reply_id`;

/** One outbound message and who wrote it. */
export function findOutbound(sql: Sql, id: number): Promise<FailedMessage | undefined> {
  return selectOne<FailedMessage>(sql, `${OUTBOUND} WHERE m.id = ?`, [id]);
}

/** An outbound message and those of the same reply, in the order they leave. */
export function outboundTogether(sql: Sql, id: number): Promise<FailedMessage[]> {
  return select<FailedMessage>(sql, `${OUTBOUND} JOIN messages o ON o.id = m.id OR o.reply_id = m.reply_id WHERE o.id = ? ORDER BY m.part, m.id`, [id]);
}
