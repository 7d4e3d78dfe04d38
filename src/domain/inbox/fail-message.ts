import { select, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf, MessageStatus } from '../facts.js';
import { renewMessage } from './decide-reply.js';
import { moveMessage } from './record-status.js';

interface MessageRow {
  id: number;
  conversation_id: number;
  reply_id: number | null;
  part: number;
  status: MessageStatus;
}

/** A send became a dead letter: its message is failed, and the thread says so with the reason and a way to retry. */
export async function failMessageOfDeadSend(ctx: Ctx, fact: FactOf<'delivery_died'>): Promise<void> {
  if (fact.deliveryKind !== 'whatsapp.send') return;
  const message = await selectOne<MessageRow>(
    ctx.tx,
    'SELECT m.id, m.conversation_id, m.reply_id, m.part, m.status FROM messages m JOIN deliveries d ON d.message_id = m.id WHERE d.id = ? FOR UPDATE',
    [fact.deliveryId],
  );
  if (!message || !(await moveMessage(ctx, message, 'failed', { at: ctx.now, error: fact.reason }))) return;
  for (const row of await takeRest(ctx, message)) await moveMessage(ctx, row, 'failed', { at: ctx.now, error: fact.reason });
}

/** What follows in the same reply would reach the customer without its beginning: taken out of the lane, to be retried with it. */
async function takeRest(ctx: Ctx, { reply_id: replyId, part }: MessageRow): Promise<MessageRow[]> {
  if (replyId === null) return [];
  const rest = await select<MessageRow>(ctx.tx, "SELECT id, conversation_id, reply_id, part, status FROM messages WHERE reply_id = ? AND part > ? AND status = 'queued' ORDER BY part FOR UPDATE", [replyId, part]);
  if (rest.length > 0) await write(ctx.tx, "UPDATE deliveries SET status = 'obsolete', finished_at = ? WHERE message_id IN (?) AND kind = 'whatsapp.send' AND status = 'pending'", [ctx.now, rest.map((row) => row.id)]);
  return rest;
}

/** A dead send was retried where the dead letters are (the portal): the same as "Tentar de novo" in the thread. */
export async function retryMessageOfDeadSend(ctx: Ctx, fact: FactOf<'dead_letter_decided'>): Promise<void> {
  if (fact.deliveryKind !== 'whatsapp.send' || fact.decision !== 'retried' || fact.messageId === null) return;
  await renewMessage(ctx, fact.messageId);
}
