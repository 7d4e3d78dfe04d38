import { selectOne } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { FactOf, MessageStatus } from '../facts.js';
import { renewMessage } from './decide-reply.js';
import { moveMessage } from './record-status.js';

/** A send became a dead letter: its message is failed, and the thread says so with the reason and a way to retry. */
export async function failMessageOfDeadSend(ctx: Ctx, fact: FactOf<'delivery_died'>): Promise<void> {
  if (fact.deliveryKind !== 'whatsapp.send') return;
  const message = await selectOne<{ id: number; conversation_id: number; reply_id: number | null; status: MessageStatus }>(
    ctx.tx,
    'SELECT m.id, m.conversation_id, m.reply_id, m.status FROM messages m JOIN deliveries d ON d.message_id = m.id WHERE d.id = ? FOR UPDATE',
    [fact.deliveryId],
  );
  if (message) await moveMessage(ctx, message, 'failed', { at: ctx.now, error: fact.reason });
}

/** A dead send was retried where the dead letters are (the portal): the same as "Tentar de novo" in the thread. */
export async function retryMessageOfDeadSend(ctx: Ctx, fact: FactOf<'dead_letter_decided'>): Promise<void> {
  if (fact.deliveryKind !== 'whatsapp.send' || fact.decision !== 'retried' || fact.messageId === null) return;
  await renewMessage(ctx, fact.messageId);
}
