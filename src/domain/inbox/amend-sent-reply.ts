import { select, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { MessageStatus, TooLate } from '../facts.js';
import { planReply, type OutgoingFile, type PlannedMessage } from './outgoing-file.js';

interface SentPart {
  id: number;
  conversation_id: number;
  kind: string;
  body: string;
  status: MessageStatus;
  /** Its send has not begun. */
  waits: number;
}

const PARTS = `SELECT m.id, m.conversation_id, m.kind, m.body, m.status,
    EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND d.kind = 'whatsapp.send' AND d.status = 'pending') AS waits
  FROM messages m WHERE m.reply_id = ? AND m.status <> 'deleted' ORDER BY m.part, m.id FOR UPDATE`;

/**
 * An edited reply of which something has left: its words follow, message by message. What the customer should read stands
 * in slack_replies.body from now on; a message's own body changes when the gateway took the edit. A message whose send has
 * not begun is simply given other words. The caller holds the reply's row and those of its sends.
 * @returns `too_late` when the edit cannot follow; its author is told why
 */
export async function editSentReply(ctx: Ctx, reply: { id: number; agent_id: number | null; slack_user_id: string }, amendment: { intent: string; body: string }): Promise<string> {
  const parts = await select<SentPart>(ctx.tx, PARTS, [reply.id]);
  if (parts.length === 0) return 'nothing_to_change';
  const kept = await selectOne<{ files: string | null }>(ctx.tx, 'SELECT files FROM slack_replies WHERE id = ?', [reply.id]);
  const plan = planReply(amendment.body, JSON.parse(kept?.files ?? '[]') as OutgoingFile[]);
  const obstacle = await whyNot(ctx, reply.agent_id, amendment.intent, parts, plan);
  if (obstacle) {
    ctx.record({ kind: 'reply_amended_too_late', conversationId: ctx.conversation.id, replyId: reply.id, slackUserId: reply.slack_user_id, change: obstacle });
    return 'too_late';
  }
  await write(ctx.tx, 'UPDATE slack_replies SET body = ? WHERE id = ?', [amendment.body, reply.id]);
  for (const [index, part] of parts.entries()) if (part.waits === 1) await write(ctx.tx, 'UPDATE messages SET body = ? WHERE id = ?', [plan[index]?.body, part.id]);
  ctx.record({ kind: 'reply_edited', conversationId: ctx.conversation.id, replyId: reply.id, messageIds: parts.filter((part) => part.waits === 0).map((part) => part.id) });
  return 'edit_follows';
}

/** Is the reply deleted from the customer's phone, or about to be? Nothing brings it back. */
export async function isRemoved(ctx: Ctx, replyId: number): Promise<boolean> {
  const gone = await selectOne(
    ctx.tx,
    "SELECT id FROM messages WHERE reply_id = ? AND deleted_at IS NOT NULL UNION ALL SELECT id FROM deliveries WHERE reply_id = ? AND kind = 'whatsapp.delete' LIMIT 1",
    [replyId, replyId],
  );
  return gone !== undefined;
}

async function whyNot(ctx: Ctx, agentId: number | null, intent: string, parts: SentPart[], plan: PlannedMessage[]): Promise<TooLate | undefined> {
  if (intent !== 'reply') return 'note';
  if (!(await selectOne(ctx.tx, 'SELECT id FROM agents WHERE id = ? AND active = 1', [agentId]))) return 'inactive';
  const fits = plan.length === parts.length && plan.every((message, index) => message.kind === parts[index]?.kind);
  // The gateway changes a caption; nothing says that it takes one away.
  const losesCaption = plan.some((message, index) => message.file !== undefined && message.body === '' && parts[index]?.body !== '');
  if (fits && !losesCaption) return undefined;
  return plan.some((message) => message.file !== undefined) ? 'caption' : 'parts';
}

/** A deleted reply of which something has left: what is with the customer is deleted there, the rest does not leave. */
export async function removeSentReply(ctx: Ctx, replyId: number): Promise<string> {
  const parts = await select<SentPart>(ctx.tx, PARTS, [replyId]);
  const waiting = parts.filter((part) => part.waits === 1).map((part) => part.id);
  if (waiting.length > 0) {
    await write(ctx.tx, "UPDATE deliveries SET status = 'obsolete', live_key = NULL, finished_at = ? WHERE message_id IN (?) AND kind = 'whatsapp.send' AND status = 'pending'", [ctx.now, waiting]);
    await write(ctx.tx, "UPDATE messages SET status = 'deleted' WHERE id IN (?)", [waiting]);
  }
  const messageIds = parts.filter((part) => part.waits === 0).map((part) => part.id);
  if (messageIds.length === 0) return 'nothing_to_change';
  ctx.record({ kind: 'reply_removed', conversationId: ctx.conversation.id, replyId, messageIds });
  return 'deletion_follows';
}
