import { selectOne, type Sql } from '../../src/db/rows.js';
import { findOutbound, findReply } from '../../src/domain/inbox/replies.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { MessageGone } from '../slack-call.js';
import { ACTIONS, METADATA } from '../surface.js';
import { actions, button, section } from '../views/parts.js';
import { explainFailure } from '../views/reasons.js';
import { inThread, paced, postOnce } from './home.js';
import { holdButtons, quoteOf } from './whisper.js';

const mention = (user: string | null) => (user === null ? '' : `<@${user}> `);
const markOf = (delivery: Delivery) => ({ type: METADATA.notice, payload: { delivery: delivery.id } });

/** In the thread, because an ephemeral would be gone by the time somebody looks: a reply waited too long; send it still? */
export function askAboutStale(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const reply = await findReply(context.sql, delivery.reply_id as number);
    if (!reply || reply.state !== 'held' || reply.reason !== 'stale') return { done: 'obsolete' };
    const { minutes } = JSON.parse(delivery.payload ?? '{}') as { minutes: number };
    const text = mention(reply.slack_user_id) + parts.t('slack:stale.question', { minutes });
    const ts = await postOnce(parts, context, { channel: home.channel_id, threadTs: home.thread_ts }, markOf(delivery), {
      text,
      blocks: [section(`⌛ ${text}\n${quoteOf(reply.body)}`), holdButtons(reply.id, parts)],
    });
    return { done: 'sent', result: ts };
  });
}

/**
 * What the thread says of a failed message: the reason and a retry. The one notice of a message is rewritten when the
 * retry is under way or went out, so that it never claims what is not so.
 */
export function tellFailure(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const message = await findOutbound(context.sql, delivery.message_id as number);
    if (!message) return { done: 'obsolete' };
    const before = await earlierNotice(context.sql, delivery, home.thread_ts);
    const quote = quoteOf(message.body);
    if (message.status !== 'failed') {
      if (!before) return { done: 'obsolete' };
      const text = parts.t(message.status === 'queued' ? 'slack:failure.retrying' : 'slack:failure.mended', { status: parts.t(`slack:message_status.${message.status}`) });
      return rewrite(before, { text, blocks: [section(`${message.status === 'queued' ? '⏳' : '✅'} ${text}\n${quote}`)] }, home.channel_id, parts);
    }
    const text = mention(message.slack_user_id) + parts.t('slack:failure.told', { reason: explainFailure(message.error, parts.t) });
    const content = { text, blocks: [section(`⚠️ ${text}\n${quote}`), actions(button(parts.t('slack:failure.retry'), ACTIONS.retry, String(message.id), 'primary'))] };
    if (before) return rewrite(before, content, home.channel_id, parts);
    const ts = await postOnce(parts, context, { channel: home.channel_id, threadTs: home.thread_ts }, markOf(delivery), content);
    return { done: 'sent', result: `${home.thread_ts}/${ts}` };
  });
}

/** Rewrites a notice of ours where it stands; when somebody deleted it, there is nothing to say any more. */
export async function rewrite(ts: string, content: { text: string; blocks: ReturnType<typeof section>[] }, channel: string, parts: BotParts): Promise<Outcome> {
  try {
    await paced(parts, channel, () => parts.client.chat.update({ channel, ts, ...content }));
    return { done: 'sent' };
  } catch (error) {
    if (error instanceof MessageGone) return { done: 'obsolete' };
    throw error;
  }
}

/** The ts of this message's notice in this thread, if it was posted before. */
async function earlierNotice(sql: Sql, delivery: Delivery, threadTs: string): Promise<string | undefined> {
  const row = await selectOne<{ result: string }>(
    sql,
    "SELECT result FROM deliveries WHERE message_id = ? AND kind = 'slack.failure' AND status = 'sent' AND result LIKE ? ORDER BY id DESC LIMIT 1",
    [delivery.message_id, `${threadTs}/%`],
  );
  return row?.result.split('/')[1];
}
