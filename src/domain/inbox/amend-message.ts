import { selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf, MessageStatus } from '../facts.js';
import type { InboundAmendment } from './inbound-amendment.js';
import { moveMessage } from './record-status.js';
import { restoreWaiting } from './restore-waiting.js';

/** The message an amendment changes, locked. */
export interface Amended {
  id: number;
  conversation_id: number;
  post_id: number | null;
  reply_id: number | null;
  direction: 'inbound' | 'outbound';
  body: string;
  status: MessageStatus;
  edited_at: Date | null;
  deleted_at: Date | null;
}

/** Applies one amendment to its message, whatever order they come in. Returns what became of it. */
export async function amendMessage(ctx: Ctx, message: Amended, amendment: InboundAmendment): Promise<string> {
  const { change, by } = amendment;
  if (change.is === 'reacted') return react(ctx, message, amendment, change.emoji);
  if ((by === 'contact') !== (message.direction === 'inbound')) return 'not_theirs_to_change';
  return change.is === 'edited' ? edit(ctx, message, change.body, amendment) : remove(ctx, message, amendment);
}

/** Other words: the former ones are kept. An edit older than the last one changes nothing. */
async function edit(ctx: Ctx, message: Amended, body: string, { by, occurredAt: at }: InboundAmendment): Promise<string> {
  if (message.edited_at !== null && at < message.edited_at) return 'edit_outdated';
  if (body === message.body) return 'same_text';
  await write(ctx.tx, 'INSERT INTO message_versions (message_id, body, replaced_at) VALUES (?, ?, ?)', [message.id, message.body, at]);
  await write(ctx.tx, 'UPDATE messages SET body = ?, edited_at = ? WHERE id = ?', [body, at, message.id]);
  tell(ctx, message, 'edited', by);
  return 'edited';
}

/** Deleted for everyone: its words stay for the audit. */
async function remove(ctx: Ctx, message: Amended, { by, occurredAt: at }: InboundAmendment): Promise<string> {
  if (message.deleted_at !== null) return 'deleted_before';
  if (message.reply_id !== null) await moveMessage(ctx, { ...message }, 'deleted', { at, error: null });
  await write(ctx.tx, "UPDATE messages SET status = 'deleted', deleted_at = ? WHERE id = ?", [at, message.id]);
  const fact = tell(ctx, message, 'deleted', by);
  // What the company took back answered nobody, as when it is deleted in Slack; an ended conversation stays as it is.
  if (message.direction === 'outbound' && (await ctx.lock(message.conversation_id)).open_contact_id !== null) await restoreWaiting(ctx, fact);
  return 'deleted';
}

/** A reply stands in the thread as its author wrote it: what somebody changed on the company's phone is said below it. */
function tell(ctx: Ctx, message: Amended, change: 'edited' | 'deleted', by: InboundAmendment['by']): FactOf<'message_amended'> {
  if (by === 'company' && message.reply_id !== null) ctx.record({ kind: 'reply_changed_on_phone', conversationId: message.conversation_id, messageId: message.id, replyId: message.reply_id, change });
  const fact = { kind: 'message_amended', conversationId: message.conversation_id, messageId: message.id, postId: message.post_id, change } as const;
  ctx.record(fact);
  return fact;
}

/**
 * One reaction per message and side; the last counts, and an older one that comes late changes nothing. A reaction taken
 * back stays as an empty one, so that it is not brought back by what came before it.
 */
async function react(ctx: Ctx, message: Amended, { by, occurredAt }: InboundAmendment, emoji: string | null): Promise<string> {
  const before = await selectOne<{ emoji: string; occurred_at: Date }>(ctx.tx, 'SELECT emoji, occurred_at FROM reactions WHERE message_id = ? AND author = ? FOR UPDATE', [message.id, by]);
  if (before && occurredAt < before.occurred_at) return 'reaction_outdated';
  if ((before?.emoji ?? '') === (emoji ?? '')) return 'same_reaction';
  await write(
    ctx.tx,
    'INSERT INTO reactions (message_id, conversation_id, author, emoji, occurred_at) VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE emoji = VALUES(emoji), occurred_at = VALUES(occurred_at)',
    [message.id, message.conversation_id, by, emoji ?? '', occurredAt],
  );
  ctx.record({ kind: 'reaction_changed', conversationId: message.conversation_id, messageId: message.id, author: by, emoji });
  // On a post of ours the reaction is a line of the post, which names who reacted.
  if (message.post_id !== null) ctx.record({ kind: 'posts_changed', conversationId: message.conversation_id, newPosts: [], changedPosts: [message.post_id] });
  return emoji === null ? 'reaction_removed' : 'reaction';
}
