import { selectOne, write, type Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { MessageStatus } from '../facts.js';
import { planReply, type OutgoingFile } from './outgoing-file.js';
import { rememberCall } from './outbound-calls.js';
import { restoreWaiting } from './restore-waiting.js';

/** A message of ours with what an edit or a deletion of it needs, as it stands now. */
export interface AmendableMessage {
  id: number;
  kind: 'text' | OutgoingFile['kind'];
  body: string;
  status: MessageStatus;
  external_id: string | null;
  /** What the customer should read now: a text, a caption; undefined when its reply has no such message any more. */
  wanted: string | undefined;
  /** Its deletion is on its way, or done. */
  removed: number;
  phone: string | null;
  lid: string | null;
}

/** One message of a reply, with the words its author wants there and the address of the customer. */
export async function findAmendable(sql: Sql, messageId: number): Promise<AmendableMessage | undefined> {
  const row = await selectOne<Omit<AmendableMessage, 'wanted'> & { part: number; reply_body: string | null; files: string | null }>(
    sql,
    `SELECT m.id, m.kind, m.body, m.part, m.status, m.external_id, r.body AS reply_body, r.files, c.phone, c.lid,
       EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND d.kind = 'whatsapp.delete') AS removed
     FROM messages m JOIN contacts c ON c.id = m.contact_id LEFT JOIN slack_replies r ON r.id = m.reply_id WHERE m.id = ?`,
    [messageId],
  );
  if (!row) return undefined;
  const { part, reply_body, files, ...message } = row;
  const planned = planReply(reply_body ?? '', JSON.parse(files ?? '[]') as OutgoingFile[])[part];
  return { ...message, wanted: planned?.kind === message.kind ? planned.body : undefined };
}

/** Is it with the customer, so that it can be changed there? */
export function isOnPhone(message: AmendableMessage): boolean {
  return message.external_id !== null && message.status !== 'queued' && message.status !== 'failed';
}

interface Locked {
  id: number;
  conversation_id: number;
  reply_id: number | null;
  body: string;
  status: MessageStatus;
}

function lockMessage(ctx: Ctx, messageId: number): Promise<Locked | undefined> {
  return selectOne<Locked>(ctx.tx, 'SELECT id, conversation_id, reply_id, body, status FROM messages WHERE id = ? FOR UPDATE', [messageId]);
}

/** The gateway took an edit: the message reads so now, and its former text is kept. The echo may have told it before. */
export async function recordEdit(ctx: Ctx, messageId: number, text: string, ids: string[]): Promise<void> {
  const message = await lockMessage(ctx, messageId);
  if (!message || message.status === 'deleted') return;
  let version = await selectOne<{ id: number }>(ctx.tx, 'SELECT id FROM message_versions WHERE message_id = ? ORDER BY id DESC LIMIT 1', [messageId]);
  if (message.body !== text) {
    const { insertId } = await write(ctx.tx, 'INSERT INTO message_versions (message_id, body, replaced_at) VALUES (?, ?, ?)', [messageId, message.body, ctx.now]);
    version = { id: insertId };
    await write(ctx.tx, 'UPDATE messages SET body = ?, edited_at = ? WHERE id = ?', [text, ctx.now, messageId]);
    ctx.record({ kind: 'message_amended', conversationId: message.conversation_id, messageId, postId: null, change: 'edited' });
  }
  await rememberCall(ctx, { message_id: messageId, kind: 'edit', version_id: version?.id ?? null }, ids);
}

/** A message that is not with the customer is given other words; a retry sends them. */
export async function rewordUnsent(ctx: Ctx, messageId: number, text: string): Promise<void> {
  await write(ctx.tx, "UPDATE messages SET body = ? WHERE id = ? AND status IN ('queued', 'failed')", [text, messageId]);
}

/** The message is not with the customer any more: it stays for the audit, and it is no answer. */
export async function recordDeletion(ctx: Ctx, messageId: number): Promise<void> {
  const message = await lockMessage(ctx, messageId);
  if (!message || message.status === 'deleted') return;
  await write(ctx.tx, "UPDATE messages SET status = 'deleted', deleted_at = ? WHERE id = ?", [ctx.now, messageId]);
  const about = { conversationId: message.conversation_id, messageId };
  ctx.record({ kind: 'message_status_moved', ...about, replyId: message.reply_id, from: message.status, to: 'deleted', retried: false });
  const amended = { kind: 'message_amended', ...about, postId: null, change: 'deleted' } as const;
  ctx.record(amended);
  await restoreWaiting(ctx, amended);
}
