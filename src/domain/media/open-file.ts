import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { permit } from '../people/permissions.js';
import { findAttachment } from './attachments.js';

/** Somebody is given a stored file of this conversation outside Slack: that is written down. @throws Refused by role, or for another conversation's file */
export async function recordOpened(ctx: Ctx, attachmentId: number): Promise<void> {
  permit(ctx.actor, 'open a stored file', ctx.conversation);
  const attachment = await findAttachment(ctx.tx, attachmentId);
  if (attachment?.conversation_id !== ctx.conversation.id) throw new Refused('slack:refused.media_unknown');
  ctx.record({ kind: 'attachment_opened', conversationId: attachment.conversation_id, attachmentId });
}
