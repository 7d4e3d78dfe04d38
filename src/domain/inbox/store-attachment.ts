import { write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { InboundAttachment } from './content.js';

interface Owner {
  messageId: number;
  conversationId: number;
  /** Null while the post is not drawn yet: it will show the state it finds. */
  postId: number | null;
}

/** A file came with a message: it is wanted, or, when the provider has none to give, failed at once. */
export async function storeAttachment(ctx: Ctx, owner: Owner, file: InboundAttachment): Promise<void> {
  const { insertId } = await write(
    ctx.tx,
    'INSERT INTO attachments (message_id, conversation_id, kind, source_url, mime, file_name, seconds, view_once, state, error, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [owner.messageId, owner.conversationId, file.kind, file.url, file.mime, file.fileName, file.seconds, file.viewOnce ? 1 : 0, file.url === null ? 'failed' : 'waiting', file.url === null ? NO_ADDRESS : null, ctx.now],
  );
  tell(ctx, owner, insertId, file);
}

/** A later copy of the message tells where the file is. */
export async function refreshAttachment(ctx: Ctx, owner: Owner, attachmentId: number, file: InboundAttachment): Promise<void> {
  const { affectedRows } = await write(ctx.tx, "UPDATE attachments SET kind = ?, source_url = ?, mime = ?, file_name = ?, seconds = ?, view_once = ?, state = 'waiting', error = NULL WHERE id = ? AND state <> 'forgotten'", [
    file.kind, file.url, file.mime, file.fileName, file.seconds, file.viewOnce ? 1 : 0, attachmentId,
  ]);
  if (affectedRows > 0) tell(ctx, owner, attachmentId, file);
}

/** As src/domain/media/reasons.ts names it: the gateway has no address for the file. */
const NO_ADDRESS = 'expired';

function tell(ctx: Ctx, { messageId, conversationId, postId }: Owner, attachmentId: number, file: InboundAttachment): void {
  if (file.url !== null) ctx.record({ kind: 'attachment_wanted', conversationId, attachmentId, messageId });
  else ctx.record({ kind: 'attachment_failed', conversationId, attachmentId, messageId, postId, reason: NO_ADDRESS });
}
