import { findOutbound } from '../../src/domain/inbox/replies.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { section } from '../views/parts.js';
import { explainFailure } from '../views/reasons.js';
import { postInThread } from './home.js';
import { mention } from './notices.js';
import { quoteOf } from './whisper.js';

/** Tells the thread that an edit or a deletion did not reach the customer, why, and what the customer still reads. */
export function tellAmendFailure(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return postInThread(delivery.conversation_id as number, delivery, context, parts, async () => {
    const message = await findOutbound(context.sql, delivery.message_id as number);
    if (!message || message.status === 'deleted') return undefined;
    const { change, reason } = JSON.parse(delivery.payload ?? '{}') as { change: 'edited' | 'deleted'; reason: string };
    const text = mention(message.slack_user_id) + parts.t(`slack:amend_failure.${change}`, { reason: explainFailure(reason, parts.t) });
    return { text, blocks: [section(`⚠️ ${text}\n${quoteOf(message.body)}`)] };
  });
}
