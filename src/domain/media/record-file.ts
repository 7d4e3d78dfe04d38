import { write, type Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { findAttachment } from './attachments.js';

/** Longest reason kept (attachments.error). */
const LONGEST_ERROR = 300;

/** A file is ours now: its thread shows it next. Nothing when that was recorded before. */
export async function recordStored(ctx: Ctx, attachmentId: number): Promise<void> {
  const attachment = await findAttachment(ctx.tx, attachmentId, 'lock');
  if (!attachment || attachment.state === 'stored' || attachment.state === 'forgotten') return;
  await write(ctx.tx, "UPDATE attachments SET state = 'stored', error = NULL, stored_at = ? WHERE id = ?", [ctx.now, attachmentId]);
  ctx.record({ kind: 'attachment_stored', conversationId: attachment.conversation_id, attachmentId, messageId: attachment.message_id, again: attachment.error !== null });
}

/** A file cannot be had: its message and a notice say why. @param reason as reasons.ts makes them */
export async function recordFailed(ctx: Ctx, attachmentId: number, reason: string): Promise<void> {
  await fail(ctx, attachmentId, 'failed', reason);
}

/** Slack does not take a file that is ours: it stays kept, and the thread says why it is not shown. */
export async function recordUnshown(ctx: Ctx, attachmentId: number, reason: string): Promise<void> {
  await fail(ctx, attachmentId, 'stored', reason);
}

async function fail(ctx: Ctx, attachmentId: number, state: 'failed' | 'stored', reason: string): Promise<void> {
  const attachment = await findAttachment(ctx.tx, attachmentId, 'lock');
  // One that is ours by now did not fail.
  if (!attachment || attachment.state === 'forgotten' || (state === 'failed' && attachment.state === 'stored')) return;
  await write(ctx.tx, 'UPDATE attachments SET state = ?, error = ?, slack_file_id = NULL WHERE id = ?', [state, reason.slice(0, LONGEST_ERROR), attachmentId]);
  ctx.record({ kind: 'attachment_failed', conversationId: attachment.conversation_id, attachmentId, messageId: attachment.message_id, postId: attachment.post_id, reason });
}

/** Remembers which file of Slack's carries it, before Slack shows it. False when another process was first. */
export async function claimSlackFile(sql: Sql, attachmentId: number, slackFileId: string | null, instead: string | null): Promise<boolean> {
  const { affectedRows } = await write(sql, 'UPDATE attachments SET slack_file_id = ? WHERE id = ? AND slack_file_id <=> ?', [slackFileId, attachmentId, instead]);
  return affectedRows === 1;
}
