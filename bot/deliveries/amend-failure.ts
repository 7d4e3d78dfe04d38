import { findOutbound } from '../../src/domain/inbox/replies.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { METADATA } from '../surface.js';
import { section } from '../views/parts.js';
import { explainFailure } from '../views/reasons.js';
import { inThread, postOnce } from './home.js';
import { quoteOf } from './whisper.js';

/** Tells the thread that an edit or a deletion did not reach the customer, why, and what the customer still reads. */
export function tellAmendFailure(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const message = await findOutbound(context.sql, delivery.message_id as number);
    if (!message || message.status === 'deleted') return { done: 'obsolete' };
    const { change, reason } = JSON.parse(delivery.payload ?? '{}') as { change: 'edited' | 'deleted'; reason: string };
    const mention = message.slack_user_id === null ? '' : `<@${message.slack_user_id}> `;
    const text = mention + parts.t(`slack:amend_failure.${change}`, { reason: explainFailure(reason, parts.t) });
    const ts = await postOnce(parts, context, { channel: home.channel_id, threadTs: home.thread_ts }, { type: METADATA.notice, payload: { delivery: delivery.id } }, {
      text,
      blocks: [section(`⚠️ ${text}\n${quoteOf(message.body)}`)],
    });
    return { done: 'sent', result: ts };
  });
}
