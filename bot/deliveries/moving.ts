import { selectOne } from '../../src/db/rows.js';
import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import { shownLines } from '../../src/domain/inbox/transcript.js';
import { liveThread } from '../../src/domain/conversation/threads.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { TryLater } from '../../src/kit/errors.js';
import { findOwnPosts } from '../find-own-post.js';
import type { BotParts } from '../parts.js';
import { MessageGone, PlaceLost } from '../slack-call.js';
import { METADATA } from '../surface.js';
import { explainMedia } from '../views/media-reasons.js';
import { transcriptParts } from '../views/message.js';
import { linkTo, linked } from './links.js';
import { lookFor } from './look.js';
import { inThread, noticeMark, postAt, postOnce } from './home.js';

/** The newest so many messages are repeated in the thread a conversation moves into. */
const MOST_LINES = 300;
/** Of the newest so many, what they quote is linked: each link is a call, and a recap that runs into a limit begins anew. */
const MOST_LINKED = 100;

/** Into the thread a conversation moved to: why, where from, and what was said so far. */
export function sendRecap(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const conversationId = delivery.conversation_id as number;
  const from = JSON.parse(delivery.payload ?? '{}') as { oldChannel: string; oldThread: string; reason: string };
  return inThread(conversationId, context, parts, async (home) => {
    const url = await linkTo(parts, from.oldChannel, from.oldThread);
    const title = parts.t(`slack:moved.${from.reason}`, { link: linked(url, parts.t('slack:moved.old_thread')) });
    return postTranscript(delivery, context, parts, home, title, conversationId);
  });
}

/** Two contacts proved to be one: the thread that goes on repeats the whole. */
export function sendMerged(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const conversationId = delivery.conversation_id as number;
  const { merged } = JSON.parse(delivery.payload ?? '{}') as { merged: number };
  return inThread(conversationId, context, parts, async (home) => {
    const old = await mergedThread(conversationId, context);
    const url = old ? await linkTo(parts, old.channel, old.thread) : undefined;
    const title = parts.t('slack:moved.merged', { number: merged, link: linked(url, parts.t('slack:moved.old_thread')) });
    return postTranscript(delivery, context, parts, home, title, conversationId);
  });
}

interface Place {
  channel: string;
  thread: string;
}

/** The thread of the conversation that was merged into this one last. */
function mergedThread(conversationId: number, context: SendContext): Promise<Place | undefined> {
  return selectOne<Place>(
    context.sql,
    "SELECT channel_id AS channel, thread_ts AS thread FROM conversation_threads WHERE conversation_id = ? AND retired_reason = 'merged' ORDER BY retired_at DESC, id DESC LIMIT 1",
    [conversationId],
  );
}

async function postTranscript(delivery: Delivery, context: SendContext, parts: BotParts, home: { channel_id: string; thread_ts: string }, title: string, conversationId: number): Promise<Outcome> {
  const card = await cardOf(context.sql, conversationId);
  const lines = await shownLines(context.sql, conversationId, MOST_LINES);
  const look = await lookFor(lines.slice(-MOST_LINKED), card?.contact_name ?? '', context, parts);
  const texts = transcriptParts(title, lines, { ...look, explainFile: (error) => explainMedia(error, parts.t) });
  const place = { channel: home.channel_id, threadTs: home.thread_ts };
  const marks = texts.map((_, part) => ({ type: METADATA.notice, payload: { delivery: delivery.id, part } }));
  // After a pause in the middle (rate limit) some parts stand already, whether or not the answer was lost.
  const found = delivery.started_at !== null ? await findOwnPosts(parts.client, place, marks, delivery.created_at) : [];
  for (const [part, text] of texts.entries()) found[part] ??= await postAt(parts, place, marks[part] as (typeof marks)[number], { text });
  return { done: 'sent', result: found[0] ?? '' };
}

/** In the thread that was left, if it can still be written to: where the conversation goes on. */
export async function sendMovedNotice(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const given = JSON.parse(delivery.payload ?? '{}') as Partial<Place>;
  const old = given.channel && given.thread ? { channel: given.channel, thread: given.thread } : await mergedThread(delivery.conversation_id as number, context);
  if (!old) return { done: 'obsolete' };
  const home = await liveThread(context.sql, delivery.conversation_id as number);
  if (!home) throw new TryLater('the new thread does not stand yet', { afterMs: 1000, counts: false });
  const url = await linkTo(parts, home.channel_id, home.thread_ts);
  const text = parts.t('slack:moved.goes_on', { link: linked(url, parts.t('slack:moved.new_thread')) });
  try {
    await postOnce(parts, context, { channel: old.channel, threadTs: old.thread }, noticeMark(delivery), { text });
    return { done: 'sent' };
  } catch (error) {
    if (error instanceof MessageGone || error instanceof PlaceLost) return { done: 'obsolete' };
    throw error;
  }
}
