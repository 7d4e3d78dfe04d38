import { selectOne } from '../../src/db/rows.js';
import type { Thread } from '../../src/domain/conversation/threads.js';
import { findReply } from '../../src/domain/inbox/replies.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import type { BotParts } from '../parts.js';
import { MessageGone } from '../slack-call.js';
import { section } from '../views/parts.js';
import { noticeMark, paced, postInThread, postOnce, type PostContent } from './home.js';
import { holdButtons, quoteOf } from './whisper.js';

/** Calls a person by name, so that they are told; nobody when there is none. */
export const mention = (user: string | null) => (user === null ? '' : `<@${user}> `);

/** In the thread, because an ephemeral would be gone by the time somebody looks: a reply waited too long; send it still? */
export function askAboutStale(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return postInThread(delivery.conversation_id as number, delivery, context, parts, async () => {
    const reply = await findReply(context.sql, delivery.reply_id as number);
    if (!reply || reply.state !== 'held' || reply.reason !== 'stale') return undefined;
    const { minutes } = JSON.parse(delivery.payload ?? '{}') as { minutes: number };
    const text = mention(reply.slack_user_id) + parts.t('slack:stale.question', { minutes });
    return { text, blocks: [section(`⌛ ${text}\n${quoteOf(reply.body)}`), holdButtons(reply.id, parts)] };
  });
}

/** A notice that is rewritten later, from what is so by then. */
export type Notice = PostContent & { blocks: NonNullable<PostContent['blocks']> };

/** The ts of the notice that stands in this thread, if it was posted before: of the deliveries `sql` describes, the newest. */
export async function standingNotice(context: SendContext, threadTs: string, kind: string, { sql, values }: { sql: string; values: unknown[] }): Promise<string | undefined> {
  const row = await selectOne<{ result: string }>(
    context.sql,
    `SELECT result FROM deliveries WHERE ${sql} AND kind = ? AND status = 'sent' AND result LIKE ? ORDER BY id DESC LIMIT 1`,
    [...values, kind, `${threadTs}/%`],
  );
  return row?.result.split('/')[1];
}

/** The one notice about something: rewritten where it stands, else posted; where it stands is kept as the delivery's result. */
export async function standOrRewrite(before: string | undefined, content: Notice, home: Thread, delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  if (before) return rewrite(before, content, home.channel_id, parts);
  const ts = await postOnce(parts, context, { channel: home.channel_id, threadTs: home.thread_ts }, noticeMark(delivery), content);
  return { done: 'sent', result: `${home.thread_ts}/${ts}` };
}

/** When somebody deleted it, there is nothing to say any more. */
async function rewrite(ts: string, content: Notice, channel: string, parts: BotParts): Promise<Outcome> {
  try {
    await paced(parts, channel, () => parts.client.chat.update({ channel, ts, ...content }));
    return { done: 'sent' };
  } catch (error) {
    if (error instanceof MessageGone) return { done: 'obsolete' };
    throw error;
  }
}
