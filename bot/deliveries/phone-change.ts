import { findOutbound } from '../../src/domain/inbox/replies.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { section } from '../views/parts.js';
import { postInThread } from './home.js';
import { quoteOf } from './whisper.js';

/** A reply from the thread was edited or deleted on the company's phone: the thread says so, with what the customer reads now. */
export function tellPhoneChange(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return postInThread(delivery.conversation_id as number, delivery, context, parts, async () => {
    const message = await findOutbound(context.sql, delivery.message_id as number);
    if (!message) return undefined;
    const { change } = JSON.parse(delivery.payload ?? '{}') as { change: 'edited' | 'deleted' };
    const text = parts.t(`slack:phone_change.${change}`);
    return { text, blocks: [section(`${change === 'edited' ? '✏️' : '🗑️'} ${text}\n${quoteOf(message.body)}`)] };
  });
}
