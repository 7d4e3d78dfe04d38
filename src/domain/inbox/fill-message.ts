import { selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { MessageContent } from './content.js';
import type { InboundMessage } from './inbound-message.js';
import { refreshAttachment, storeAttachment } from './store-attachment.js';

interface Known {
  id: number;
  conversation_id: number;
  post_id: number | null;
  kind: string;
  content: string | null;
  edited_at: Date | null;
  attachment_id: number | null;
  source_url: string | null;
}

/**
 * Another copy of a message we have: it fills what the first lacked (a placeholder's words, a file's address, how a call
 * ended), and is nothing new otherwise.
 */
export async function fillMessage(ctx: Ctx, message: InboundMessage): Promise<'filled' | 'known_message'> {
  const known = await selectOne<Known>(
    ctx.tx,
    `SELECT m.id, m.conversation_id, m.post_id, m.kind, m.content, m.edited_at, a.id AS attachment_id, a.source_url
     FROM messages m LEFT JOIN attachments a ON a.message_id = m.id WHERE m.provider = 'zapi' AND m.external_id = ? ORDER BY a.id LIMIT 1 FOR UPDATE`,
    [message.externalId],
  );
  if (!known) return 'known_message';
  const owner = { messageId: known.id, conversationId: known.conversation_id, postId: known.post_id };
  const content = known.content === null ? null : (JSON.parse(known.content) as MessageContent);
  if (lacksContent(content, message)) {
    await write(ctx.tx, 'UPDATE messages SET kind = ?, body = IF(edited_at IS NULL, ?, body), content = ?, quoted_external_id = COALESCE(quoted_external_id, ?), forwarded = ? WHERE id = ?', [
      message.kind, message.body, message.content === null ? null : JSON.stringify(message.content), message.quotedExternalId, message.forwarded ? 1 : 0, known.id,
    ]);
    if (message.attachment && known.attachment_id === null) await storeAttachment(ctx, owner, message.attachment);
  } else if (message.attachment?.url && known.attachment_id !== null && known.source_url === null) {
    await refreshAttachment(ctx, owner, known.attachment_id, message.attachment);
  } else {
    return 'known_message';
  }
  ctx.record({ kind: 'message_amended', conversationId: known.conversation_id, messageId: known.id, postId: known.post_id, change: 'filled' });
  return 'filled';
}

/** How much a content tells: nothing yet, that there is something to be seen once, or what it is. */
function tells(content: MessageContent | null): 0 | 1 | 2 {
  if (content?.is === 'waiting' || (content?.is === 'unknown' && content.key === '')) return 0;
  return content?.is === 'view_once' ? 1 : 2;
}

function lacksContent(known: MessageContent | null, { content }: InboundMessage): boolean {
  if (tells(known) < 2) return tells(content) > tells(known);
  return known?.is === 'call' && content?.is === 'call' && content.missed && !known.missed;
}
