import { selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf } from '../facts.js';
import { failReaction } from './fail-reaction.js';

interface Amended {
  conversation_id: number;
  reply_id: number | null;
  slack_user_id: string | null;
}

/** WhatsApp did not take an edit after all: the message reads as it did before, unless it was edited again since. */
export async function failEdit(ctx: Ctx, call: { message_id: number; version_id: number | null }, reason: string): Promise<void> {
  await undoEdit(ctx, call.message_id, call.version_id);
  await tell(ctx, call.message_id, 'edited', reason);
}

async function undoEdit(ctx: Ctx, messageId: number, versionId: number | null): Promise<void> {
  const last = await selectOne<{ id: number; body: string }>(ctx.tx, 'SELECT id, body FROM message_versions WHERE message_id = ? ORDER BY id DESC LIMIT 1 FOR UPDATE', [messageId]);
  if (!last || last.id !== versionId) return;
  await write(ctx.tx, 'DELETE FROM message_versions WHERE id = ?', [last.id]);
  await write(ctx.tx, 'UPDATE messages SET body = ?, edited_at = (SELECT MAX(v.replaced_at) FROM message_versions v WHERE v.message_id = ?) WHERE id = ?', [last.body, messageId, messageId]);
}

/** An edit, a deletion or a reaction became a dead letter: whoever made it is told, and of words the thread too. */
export async function tellOfDeadAmendment(ctx: Ctx, fact: FactOf<'delivery_died'>): Promise<void> {
  const tellOf = OF_KIND[fact.deliveryKind];
  if (!tellOf) return;
  const row = await selectOne<{ message_id: number }>(ctx.tx, 'SELECT message_id FROM deliveries WHERE id = ?', [fact.deliveryId]);
  if (row) await tellOf(ctx, row.message_id, fact.reason);
}

const OF_KIND: Record<string, (ctx: Ctx, messageId: number, reason: string) => Promise<void>> = {
  'whatsapp.edit': (ctx, messageId, reason) => tell(ctx, messageId, 'edited', reason),
  'whatsapp.delete': (ctx, messageId, reason) => tell(ctx, messageId, 'deleted', reason),
  'whatsapp.react': failReaction,
};

async function tell(ctx: Ctx, messageId: number, change: 'edited' | 'deleted', reason: string): Promise<void> {
  const about = await selectOne<Amended>(ctx.tx, 'SELECT m.conversation_id, m.reply_id, r.slack_user_id FROM messages m LEFT JOIN slack_replies r ON r.id = m.reply_id WHERE m.id = ?', [messageId]);
  if (!about?.reply_id || !about.slack_user_id) return;
  ctx.record({ kind: 'amendment_failed', conversationId: about.conversation_id, replyId: about.reply_id, messageId, slackUserId: about.slack_user_id, change, reason });
}
