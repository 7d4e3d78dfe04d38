import { findReply } from '../../src/domain/inbox/replies.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { MessageGone } from '../slack-call.js';
import { METADATA } from '../surface.js';
import { section } from '../views/parts.js';
import { inThread, paced, postOnce } from './home.js';
import { holdButtons, quoteOf } from './whisper.js';

/** Calls a person by name, so that they are told; nobody when there is none. */
export const mention = (user: string | null) => (user === null ? '' : `<@${user}> `);
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
