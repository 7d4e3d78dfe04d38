import { select, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { MessageStatus, ReplyState } from '../facts.js';
import { queueReply } from './queue-reply.js';

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

/**
 * A person edited (or, with `null`, deleted) a reply in the thread. While nothing of it has left, that changes or stops
 * what is sent: the undo window, a lane that waits, a held reply. Afterwards the person is told that it has left.
 */
export async function amendReply(ctx: Ctx, place: { channelId: string; ts: string }, amendment: Amendment | null): Promise<string> {
  const reply = await selectOne<ReplyRow>(ctx.tx, 'SELECT id, agent_id, body, state, slack_user_id FROM slack_replies WHERE channel_id = ? AND ts = ? FOR UPDATE', [place.channelId, place.ts]);
  if (!reply) return 'unknown_reply';
  const about = { conversationId: ctx.conversation.id, replyId: reply.id };
  if (reply.state === 'held') return amendHeld(ctx, reply, amendment);
  if (reply.state !== 'queued') return 'nothing_to_change';
  if (amendment !== null && amendment.body === reply.body && amendment.intent === 'reply') return 'same_text';
  if (!(await takeBack(ctx, reply.id))) {
    ctx.record({ kind: 'reply_amended_too_late', ...about, slackUserId: reply.slack_user_id, change: amendment === null ? 'deleted' : 'edited' });
    return 'too_late';
  }
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
  if (amendment?.intent === 'reply') {
    await setReply(ctx, reply.id, 'held', amendment.body);
    ctx.record({ kind: 'reply_amended', ...about });
    return 'amended';
  }
  await takeBack(ctx, reply.id);
  await setReply(ctx, reply.id, amendment === null ? 'discarded' : 'note', amendment?.body ?? reply.body);
  ctx.record(amendment === null ? { kind: 'reply_discarded', ...about } : { kind: 'reply_kept', ...about, state: 'note' });
  return amendment === null ? 'discarded' : 'kept';
}

function setReply(ctx: Ctx, id: number, state: ReplyState, body: string): Promise<unknown> {
  return write(ctx.tx, 'UPDATE slack_replies SET state = ?, body = ? WHERE id = ?', [state, body, id]);
}

/**
 * Takes a reply's messages out of the lane, all or none: locking the delivery rows first decides against a worker that
 * is about to send (it marks a row `sending` before the call).
 */
async function takeBack(ctx: Ctx, replyId: number): Promise<boolean> {
  const deliveries = await select<{ id: number; status: string }>(ctx.tx, "SELECT id, status FROM deliveries WHERE reply_id = ? AND kind = 'whatsapp.send' ORDER BY id FOR UPDATE", [replyId]);
  const messages = await select<{ id: number; status: MessageStatus }>(ctx.tx, 'SELECT id, status FROM messages WHERE reply_id = ? ORDER BY id FOR UPDATE', [replyId]);
  const live = deliveries.filter((row) => !['obsolete', 'held', 'discarded'].includes(row.status));
  if (live.some((row) => row.status !== 'pending') || messages.some((row) => !['queued', 'deleted'].includes(row.status))) return false;
  if (live.length > 0) await write(ctx.tx, "UPDATE deliveries SET status = 'obsolete', live_key = NULL, finished_at = ? WHERE id IN (?)", [ctx.now, live.map((row) => row.id)]);
  if (messages.length > 0) await write(ctx.tx, "UPDATE messages SET status = 'deleted' WHERE id IN (?)", [messages.map((row) => row.id)]);
  return true;
}
