import { furthestBehind } from '../../src/domain/inbox/message-status.js';
import { outboundTogether, type FailedMessage } from '../../src/domain/inbox/replies.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';
import { actions, button, section } from '../views/parts.js';
import { explainFailure } from '../views/reasons.js';
import { inThread } from './home.js';
import { mention, standOrRewrite, standingNotice, type Notice } from './notices.js';
import { quoteOf } from './whisper.js';

/**
 * What the thread says of a reply that failed, in whole or in part: each message of it that is not with the customer, the
 * reason, and one retry for all. The one notice of a reply is rewritten when the retry is under way or went out, so that
 * it never claims what is not so.
 */
export function tellFailure(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const messages = await outboundTogether(context.sql, delivery.message_id as number);
    const failed = messages.filter((message) => message.status === 'failed');
    const before = await standingNotice(context, home.thread_ts, 'slack.failure', { sql: '(message_id = ? OR reply_id = ?)', values: [delivery.message_id, delivery.reply_id] });
    if (messages.length === 0 || (failed.length === 0 && !before)) return { done: 'obsolete' };
    return standOrRewrite(before, failed.length === 0 ? mended(messages, parts) : told(failed, parts), home, delivery, context, parts);
  });
}

function told(failed: FailedMessage[], { t }: BotParts): Notice {
  const why = failed.map((message) => explainFailure(message.error, t));
  const reasons = [...new Set(why)];
  const [first] = failed as [FailedMessage];
  const said = failed.length === 1 ? t('slack:failure.told', { reason: reasons[0] ?? '' }) : t('slack:failure.told_several', { number: failed.length, reason: reasons.join('; ') });
  const text = mention(first.slack_user_id) + said;
  const quotes = failed.map((message, index) => quoteOf(message.body) + (reasons.length > 1 ? ` · _${why[index]}_` : ''));
  return { text, blocks: [section(`⚠️ ${text}\n${quotes.join('\n')}`), actions(button(t('slack:failure.retry'), ACTIONS.retry, String(first.id), 'primary'))] };
}

/** What was taken back before it left counts only when nothing else is left of the reply. */
function mended(all: FailedMessage[], { t }: BotParts): Notice {
  const left = all.filter((message) => message.status !== 'deleted');
  const messages = left.length > 0 ? left : all;
  const code = furthestBehind(messages.map((message) => message.status)) ?? 'queued';
  const status = t(`slack:message_status.${code}`);
  const isOne = messages.length === 1;
  const retrying = isOne ? t('slack:failure.retrying') : t('slack:failure.retrying_several');
  const text = code === 'queued' ? retrying : isOne ? t('slack:failure.mended', { status }) : t('slack:failure.mended_several', { status });
  return { text, blocks: [section(`${code === 'queued' ? '⏳' : '✅'} ${text}\n${messages.map((message) => quoteOf(message.body)).join('\n')}`)] };
}
