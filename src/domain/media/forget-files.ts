import { select, write, type Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { AttachmentState } from './attachments.js';
import type { AttachmentKind } from './kinds.js';

/** A file of a conversation, as retention looks at it. */
export interface ConversationFile {
  id: number;
  message_id: number;
  kind: AttachmentKind;
  file_name: string;
  mime: string;
  bytes: number | null;
  state: AttachmentState;
  stored_at: Date | null;
}

/** The files of a conversation that are not forgotten, oldest first, whether they are kept, under way or failed. */
export function filesOf(sql: Sql, conversationId: number): Promise<ConversationFile[]> {
  return select<ConversationFile>(sql, "SELECT id, message_id, kind, file_name, mime, bytes, state, stored_at FROM attachments WHERE conversation_id = ? AND state <> 'forgotten' ORDER BY id", [conversationId]);
}

/**
 * Forgets the files of a conversation. First they are marked, with a delivery for each that deletes what is kept
 * (integrations/media/forget.ts), in one transaction: from the commit on nobody is given them, and whatever dies after it,
 * the deletions are still in the outbox. The other way round, a file could be gone and still be promised. A file under way
 * is not kept any more when it comes. A second time does nothing.
 * @returns how many are forgotten now
 */
export async function forgetFilesOf(ctx: Ctx, conversationId: number): Promise<number> {
  await ctx.lock(conversationId);
  const files = await select<{ id: number; message_id: number }>(ctx.tx, "SELECT id, message_id FROM attachments WHERE conversation_id = ? AND state <> 'forgotten' ORDER BY id FOR UPDATE", [conversationId]);
  if (files.length === 0) return 0;
  await write(ctx.tx, "UPDATE attachments SET state = 'forgotten', source_url = NULL, error = NULL WHERE id IN (?)", [files.map((file) => file.id)]);
  ctx.record({ kind: 'files_forgotten', conversationId, files: files.map((file) => ({ attachmentId: file.id, messageId: file.message_id })) });
  return files.length;
}
