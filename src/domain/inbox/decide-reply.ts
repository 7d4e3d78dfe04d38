import { select, selectOne, write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { reopenAlone } from '../conversation/open-or-reopen.js';
import type { Ctx } from '../ctx.js';
import type { MessageStatus, ReplyState } from '../facts.js';
import { agentIdOf } from '../people/agents.js';
import { permit } from '../people/permissions.js';
import { queueReply } from './queue-reply.js';
import { refreshWaiting } from './restore-waiting.js';

interface ReplyRow {
  id: number;
  conversation_id: number;
  agent_id: number | null;
  body: string;
  state: ReplyState;
  reason: string | null;
}

async function heldReply(ctx: Ctx, replyId: number): Promise<ReplyRow> {
  const reply = await selectOne<ReplyRow>(ctx.tx, 'SELECT id, conversation_id, agent_id, body, state, reason FROM slack_replies WHERE id = ? FOR UPDATE', [replyId]);
  if (!reply) throw new Refused('slack:refused.reply_unknown');
  if (reply.state !== 'held') throw new Refused('slack:refused.already_decided');
  return reply;
}

async function decide(ctx: Ctx, reply: ReplyRow, state: ReplyState): Promise<void> {
  await write(ctx.tx, 'UPDATE slack_replies SET state = ?, decided_at = ?, decided_by = ? WHERE id = ?', [state, ctx.now, agentIdOf(ctx.actor), reply.id]);
}

/**
 * "Enviar ao cliente": a held reply goes out after all. A conversation that had ended is opened again.
 * @throws Refused `slack:refused.already_decided` on a second click, `slack:refused.not_allowed` by role, or as `reopenAlone`
 */
export async function sendHeldReply(ctx: Ctx, replyId: number): Promise<void> {
  const reply = await heldReply(ctx, replyId);
  permit(ctx.actor, 'send a held reply', ctx.conversation, { authorId: reply.agent_id });
  if (ctx.conversation.open_contact_id === null) await reopenAlone(ctx, 'a held reply was sent');
  await decide(ctx, reply, 'queued');
  const waiting = await select<{ id: number }>(ctx.tx, "SELECT id FROM messages WHERE reply_id = ? AND status = 'queued' ORDER BY part", [replyId]);
  if (waiting.length > 0) {
    ctx.record({ kind: 'reply_queued', conversationId: ctx.conversation.id, replyId, messageIds: waiting.map((row) => row.id), sendAt: ctx.now });
    await refreshWaiting(ctx, ctx.conversation);
  } else {
    await queueReply(ctx, { id: reply.id, agentId: reply.agent_id ?? 0, body: reply.body }, 0);
  }
}

/**
 * "Manter como nota": a held reply stays inside. What was queued of it is taken back.
 * @throws Refused as `sendHeldReply`
 */
export async function keepHeldReply(ctx: Ctx, replyId: number): Promise<void> {
  const reply = await heldReply(ctx, replyId);
  permit(ctx.actor, 'keep a held reply as a note', ctx.conversation, { authorId: reply.agent_id });
  await decide(ctx, reply, 'note');
  await write(ctx.tx, "UPDATE messages SET status = 'deleted' WHERE reply_id = ? AND status = 'queued'", [replyId]);
  ctx.record({ kind: 'reply_kept', conversationId: ctx.conversation.id, replyId, state: 'note' });
}

/**
 * The gateway was away so long that the reply may not fit any more: the lane goes on, a person decides.
 * @param waitedMinutes how long the reply has waited
 */
export async function holdStaleReply(ctx: Ctx, replyId: number, waitedMinutes: number): Promise<void> {
  const reply = await selectOne<ReplyRow & { slack_user_id: string }>(ctx.tx, 'SELECT id, conversation_id, agent_id, body, state, reason, slack_user_id FROM slack_replies WHERE id = ? FOR UPDATE', [replyId]);
  if (reply?.state !== 'queued') return;
  await write(ctx.tx, "UPDATE slack_replies SET state = 'held', reason = 'stale', decided_at = NULL, decided_by = NULL WHERE id = ?", [replyId]);
  ctx.record({ kind: 'reply_held', conversationId: reply.conversation_id, replyId, reason: 'stale', slackUserId: reply.slack_user_id, waitedMinutes });
}

/**
 * "Tentar de novo" under a failed message: a new attempt that really calls the gateway, or the message stays failed.
 * @throws Refused `slack:refused.not_failed` when it is not failed (any more): a second click is harmless
 */
export async function retryMessage(ctx: Ctx, messageId: number): Promise<void> {
  const message = await failedMessage(ctx, messageId);
  permit(ctx.actor, 'retry a failed message', ctx.conversation, { authorId: message.agent_id });
  await renewMessage(ctx, messageId);
}

/**
 * Queues a failed message again, under no id of the gateway's yet; what failed of the same reply goes with it, in order.
 * What was dead of it needs nobody's attention any more.
 */
export async function renewMessage(ctx: Ctx, messageId: number): Promise<void> {
  const { conversation_id: conversationId, reply_id: replyId } = await failedMessage(ctx, messageId);
  const failed = await select<{ id: number }>(ctx.tx, "SELECT id FROM messages WHERE (id = ? OR reply_id = ?) AND status = 'failed' ORDER BY part, id FOR UPDATE", [messageId, replyId]);
  const ids = failed.map((row) => row.id);
  await write(ctx.tx, "UPDATE messages SET status = 'queued', external_id = NULL, gateway_id = NULL, error = NULL WHERE id IN (?)", [ids]);
  await write(ctx.tx, "UPDATE deliveries SET status = 'discarded', finished_at = ? WHERE message_id IN (?) AND kind = 'whatsapp.send' AND status = 'dead'", [ctx.now, ids]);
  for (const id of ids) ctx.record({ kind: 'message_retried', conversationId, messageId: id, replyId });
}

async function failedMessage(ctx: Ctx, messageId: number): Promise<{ conversation_id: number; reply_id: number | null; agent_id: number | null }> {
  const message = await selectOne<{ conversation_id: number; reply_id: number | null; agent_id: number | null; status: MessageStatus }>(
    ctx.tx,
    'SELECT conversation_id, reply_id, agent_id, status FROM messages WHERE id = ? FOR UPDATE',
    [messageId],
  );
  if (message?.status !== 'failed') throw new Refused('slack:refused.not_failed');
  return message;
}
