import { insertMany, selectOne, write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import { planReply, type OutgoingFile } from './outgoing-file.js';

/**
 * Makes a reply's messages and queues them, to leave after the undo window. A person answered, so the customer does not
 * wait any more.
 * @param body WhatsApp text; longer than WHATSAPP_MAX leaves in several messages, and every file in one of its own
 */
export async function queueReply(ctx: Ctx, reply: { id: number; agentId: number; body: string }, undoSeconds: number): Promise<void> {
  const { conversation, tx, now } = ctx;
  const kept = await selectOne<{ slack_user_id: string; quoted_external_id: string | null; files: string | null }>(tx, 'SELECT slack_user_id, quoted_external_id, files FROM slack_replies WHERE id = ?', [reply.id]);
  const parts = planReply(reply.body, JSON.parse(kept?.files ?? '[]') as OutgoingFile[]);
  const ids = await insertMany(
    tx,
    'INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, agent_id, status, reply_id, part, quoted_external_id, occurred_at, created_at) VALUES ?',
    parts.map(({ kind, body }, part) => [conversation.id, conversation.contact_id, 'outbound', kind, body, 'agent', reply.agentId, 'queued', reply.id, part, part === 0 ? (kept?.quoted_external_id ?? null) : null, now, now]),
  );
  const files = parts.flatMap(({ file }, part) => (file === undefined ? [] : [[ids[part], conversation.id, file.kind, file.mime.slice(0, 120), file.name, file.bytes, 'waiting', file.slackFileId, now]]));
  if (files.length > 0) await insertMany(tx, 'INSERT INTO attachments (message_id, conversation_id, kind, mime, file_name, bytes, state, slack_file_id, created_at) VALUES ?', files);
  conversation.waiting_since = null;
  conversation.last_message_at = now;
  conversation.last_message_id = ids[ids.length - 1] ?? null;
  await write(tx, 'UPDATE conversations SET waiting_since = NULL, last_message_at = ?, last_message_id = ?, updated_at = ? WHERE id = ?', [now, conversation.last_message_id, now, conversation.id]);
  const asDocument = parts.some(({ file }) => file?.asDocument);
  ctx.record({ kind: 'reply_queued', conversationId: conversation.id, replyId: reply.id, messageIds: ids, sendAt: later(now, undoSeconds * 1000), ...(kept && asDocument ? { tellAsDocument: kept.slack_user_id } : {}) });
}
