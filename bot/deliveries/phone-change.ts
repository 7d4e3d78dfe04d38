import { findOutbound } from '../../src/domain/inbox/replies.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { METADATA } from '../surface.js';
import { section } from '../views/parts.js';
import { inThread, postOnce } from './home.js';
import { quoteOf } from './whisper.js';

/** A reply from the thread was edited or deleted on the company's phone: the thread says so, with what the customer reads now. */
export function tellPhoneChange(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const message = await findOutbound(context.sql, delivery.message_id as number);
    if (!message) return { done: 'obsolete' };
    const { change } = JSON.parse(delivery.payload ?? '{}') as { change: 'edited' | 'deleted' };
    const text = parts.t(`slack:phone_change.${change}`);
    const blocks = [section(`${change === 'edited' ? '✏️' : '🗑️'} ${text}\n${quoteOf(message.body)}`)];
    const ts = await postOnce(parts, context, { channel: home.channel_id, threadTs: home.thread_ts }, { type: METADATA.notice, payload: { delivery: delivery.id } }, { text, blocks });
    return { done: 'sent', result: ts };
  });
}
