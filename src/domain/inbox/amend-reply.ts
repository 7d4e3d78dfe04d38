import { select, selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import { splitText } from '../../kit/text/split.js';
import type { Ctx } from '../ctx.js';
import type { MessageStatus, ReplyState } from '../facts.js';
import { editSentReply, isRemoved, removeSentReply } from './amend-sent-reply.js';
import { queueReply } from './queue-reply.js';
import { WHATSAPP_MAX } from './whatsapp-max.js';

interface ReplyRow {
  id: number;
  agent_id: number | null;
  body: string;
  state: ReplyState;
  slack_user_id: string;
}

/** What the words of an edited reply say now. */
export interface Amendment {
  intent: 'reply' | 'note' | 'keyword' | 'empty';
  body: string;
}

/** Where the reply stands. */
export interface ReplyPlace {
  channelId: string;
  threadTs: string;
  ts: string;
}

/**
 * A person edited (or, with `null`, deleted) a reply in the thread. While nothing of it has left, that changes or stops
 * what is sent: the undo window, a lane that waits, a held reply, one that failed. Afterwards it follows to the
 * customer's phone (amend-sent-reply.ts). A deletion that comes before its reply (Slack promises no order) is remembered, so that the reply stays in.
 * @returns `unknown_reply` when an edited reply has not been taken yet: it is to be taken as it reads now
 */
export async function amendReply(ctx: Ctx, place: ReplyPlace, amendment: Amendment | null): Promise<string> {
  const reply = await selectOne<ReplyRow>(ctx.tx, 'SELECT id, agent_id, body, state, slack_user_id FROM slack_replies WHERE channel_id = ? AND ts = ? FOR UPDATE', [place.channelId, place.ts]);
  if (!reply) return amendment === null ? rememberDeletion(ctx, place) : 'unknown_reply';
  const about = { conversationId: ctx.conversation.id, replyId: reply.id };
  if (reply.state === 'held') return amendHeld(ctx, reply, amendment);
  if (reply.state !== 'queued' || (await isRemoved(ctx, reply.id))) return 'nothing_to_change';
  if (amendment !== null && amendment.body === reply.body && amendment.intent === 'reply') return 'same_text';
  if (amendment?.intent === 'reply' && (await rewrite(ctx, reply.id, amendment.body))) {
    await setReply(ctx, reply.id, 'queued', amendment.body);
    ctx.record({ kind: 'reply_amended', ...about });
    return 'amended';
  }
  if (!(await takeBack(ctx, reply.id))) return amendment === null ? removeSentReply(ctx, reply.id) : editSentReply(ctx, reply, amendment);
  if (amendment === null) {
    await setReply(ctx, reply.id, 'discarded', reply.body);
    ctx.record({ kind: 'reply_discarded', ...about });
    return 'discarded';
  }
  if (amendment.intent !== 'reply') {
    await setReply(ctx, reply.id, amendment.intent === 'keyword' ? 'keyword' : 'note', amendment.body);
    ctx.record({ kind: 'reply_kept', ...about, state: amendment.intent === 'keyword' ? 'keyword' : 'note' });
    return 'kept';
  }
  await setReply(ctx, reply.id, 'queued', amendment.body);
  ctx.record({ kind: 'reply_amended', ...about });
  await queueReply(ctx, { id: reply.id, agentId: reply.agent_id ?? 0, body: amendment.body }, ctx.settings.reply_undo_seconds);
  return 'amended';
}

async function amendHeld(ctx: Ctx, reply: ReplyRow, amendment: Amendment | null): Promise<string> {
  const about = { conversationId: ctx.conversation.id, replyId: reply.id };
  if (amendment?.intent === 'reply' && amendment.body === reply.body) return 'same_text';
  await takeBack(ctx, reply.id);
  if (amendment?.intent === 'reply') {
    await setReply(ctx, reply.id, 'held', amendment.body);
    ctx.record({ kind: 'reply_amended', ...about });
    return 'amended';
  }
  await setReply(ctx, reply.id, amendment === null ? 'discarded' : 'note', amendment?.body ?? reply.body);
  ctx.record(amendment === null ? { kind: 'reply_discarded', ...about } : { kind: 'reply_kept', ...about, state: 'note' });
  return amendment === null ? 'discarded' : 'kept';
}

function setReply(ctx: Ctx, id: number, state: ReplyState, body: string): Promise<unknown> {
  return write(ctx.tx, 'UPDATE slack_replies SET state = ?, body = ? WHERE id = ?', [state, body, id]);
}

async function rememberDeletion(ctx: Ctx, { channelId, threadTs, ts }: ReplyPlace): Promise<string> {
  await write(ctx.tx, "INSERT INTO slack_replies (conversation_id, channel_id, thread_ts, ts, slack_user_id, body, state, created_at) VALUES (?, ?, ?, ?, '', '', 'discarded', ?)", [
    ctx.conversation.id, channelId, threadTs, ts, ctx.now,
  ]);
  return 'deleted_before_taken';
}

interface Leaving {
  deliveries: { id: number; status: string }[];
  messages: { id: number; conversation_id: number; kind: string; status: MessageStatus }[];
}

/**
 * A reply's deliveries and messages, locked: the delivery rows first, which decides against a worker that is about to send
 * (it marks a row `sending` before the call). Undefined when something of it has left or is leaving; what failed has not.
 */
async function lockLeaving(ctx: Ctx, replyId: number): Promise<Leaving | undefined> {
  const deliveries = await select<Leaving['deliveries'][number]>(ctx.tx, "SELECT id, status FROM deliveries WHERE reply_id = ? AND kind = 'whatsapp.send' ORDER BY id FOR UPDATE", [replyId]);
  const messages = await select<Leaving['messages'][number]>(ctx.tx, "SELECT id, conversation_id, kind, status FROM messages WHERE reply_id = ? AND status <> 'deleted' ORDER BY part, id FOR UPDATE", [replyId]);
  const isLeaving = deliveries.some((row) => row.status === 'sending') || messages.some((row) => row.status !== 'queued' && row.status !== 'failed');
  return isLeaving ? undefined : { deliveries: deliveries.filter((row) => row.status === 'pending' || row.status === 'dead'), messages };
}

/** Puts other words into messages that wait, so that they keep their place among the replies; false when they do not fit. */
async function rewrite(ctx: Ctx, replyId: number, body: string): Promise<boolean> {
  const leaving = await lockLeaving(ctx, replyId);
  const parts = splitText(body, WHATSAPP_MAX);
  const fits = leaving && leaving.messages.length === parts.length && leaving.messages.every((row) => row.status === 'queued' && row.kind === 'text') && leaving.deliveries.length === parts.length;
  if (!fits) return false;
  for (const [part, text] of parts.entries()) await write(ctx.tx, 'UPDATE messages SET body = ? WHERE id = ?', [text, leaving.messages[part]?.id]);
  await write(ctx.tx, 'UPDATE deliveries SET next_attempt_at = GREATEST(next_attempt_at, ?) WHERE id IN (?)', [later(ctx.now, ctx.settings.reply_undo_seconds * 1000), leaving.deliveries.map((row) => row.id)]);
  return true;
}

/** Takes a reply's messages out of the lane, all or none. */
async function takeBack(ctx: Ctx, replyId: number): Promise<boolean> {
  const leaving = await lockLeaving(ctx, replyId);
  if (!leaving) return false;
  const { deliveries, messages } = leaving;
  if (deliveries.length > 0) await write(ctx.tx, "UPDATE deliveries SET status = IF(status = 'dead', 'discarded', 'obsolete'), live_key = NULL, finished_at = ? WHERE id IN (?)", [ctx.now, deliveries.map((row) => row.id)]);
  if (messages.length > 0) await write(ctx.tx, "UPDATE messages SET status = 'deleted' WHERE id IN (?)", [messages.map((row) => row.id)]);
  for (const row of messages.filter((other) => other.status === 'failed')) {
    ctx.record({ kind: 'message_status_moved', conversationId: row.conversation_id, messageId: row.id, replyId, from: 'failed', to: 'deleted', retried: false });
  }
  return true;
}
