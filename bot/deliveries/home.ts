import { createHash } from 'node:crypto';
import { countThreads, leaveThread, liveThread, recordThread, type Thread } from '../../src/domain/conversation/threads.js';
import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { Broken, TryLater } from '../../src/kit/errors.js';
import { findOwnPosts, type Mark } from '../find-own-post.js';
import type { BotParts } from '../parts.js';
import { MessageGone, PlaceLost, SlackLimited, slackCall } from '../slack-call.js';
import { METADATA } from '../surface.js';
import { cardView, type View } from '../views/card.js';

const SYSTEM = { kind: 'system' } as const;
/** How long to wait for a person to mend a channel, ms. */
const PARKED_MS = 30_000;

/** What identifies a content, so that the same is not sent twice. */
export function contentHash(content: unknown): string {
  return createHash('sha1').update(JSON.stringify(content)).digest('hex');
}

/** The card of a conversation as it should look now. */
export async function drawCard(conversationId: number, context: SendContext, parts: BotParts): Promise<View> {
  const card = await cardOf(context.sql, conversationId);
  if (!card) throw new Broken(`conversation ${conversationId} does not exist`);
  return cardView(card, { t: parts.t, now: context.now, zone: parts.zone, locale: parts.locale, replyMode: context.settings.reply_mode });
}

/**
 * The thread the conversation lives in; opens one by posting the card when there is none, or when the configured channel
 * has become another. A parent whose call's answer was lost is found again by its metadata; it may show an older state,
 * so it gets no hash and the next card update draws it.
 * @throws TryLater when no channel is configured
 */
export async function ensureHome(conversationId: number, context: SendContext, parts: BotParts): Promise<Thread> {
  const channel = parts.channels.atendimento;
  if (channel === undefined) throw new TryLater('SLACK_CHANNEL_ATENDIMENTO is not set: conversations have no channel', { afterMs: PARKED_MS, counts: false });
  const thread = await liveThread(context.sql, conversationId);
  if (thread && thread.channel_id === channel) return thread;
  if (thread) {
    await parts.ledger.run(SYSTEM, { conversation: conversationId }, (ctx) => leaveThread(ctx, { channelId: thread.channel_id, threadTs: thread.thread_ts }, 'channel_replaced'));
    throw new TryLater('the channel was replaced: the conversation moves', { afterMs: 0, counts: false });
  }
  const mark: Mark = { type: METADATA.card, payload: { conversation: conversationId, home: await countThreads(context.sql, conversationId) } };
  const view = await drawCard(conversationId, context, parts);
  const [found] = context.recovering ? await findOwnPosts(parts.client, { channel }, [mark], context.startedAt) : [];
  const threadTs = found ?? (await postAt(parts, { channel }, mark, { text: view.text, blocks: view.blocks }));
  await parts.ledger.run(SYSTEM, {}, (ctx) => recordThread(ctx, conversationId, { channelId: channel, threadTs, cardHash: found === undefined ? contentHash(view) : '' }));
  const home = await liveThread(context.sql, conversationId);
  if (!home) throw new Broken(`conversation ${conversationId} got no thread`);
  return home;
}

export interface PostContent {
  text: string;
  blocks?: View['blocks'];
  username?: string;
  icon_url?: string;
}

/** One post, paced by the channel, carrying its mark. Returns its ts. */
export async function postAt(parts: BotParts, place: { channel: string; threadTs?: string }, mark: Mark, content: PostContent): Promise<string> {
  const wait = await parts.pace.waitMs(place.channel);
  if (wait > 0) throw new SlackLimited(place.channel, wait);
  const { blocks, ...rest } = content;
  const answer = await paced(parts, place.channel, () =>
    parts.client.chat.postMessage({
      channel: place.channel,
      ...(place.threadTs === undefined ? {} : { thread_ts: place.threadTs }),
      ...rest,
      ...(blocks ? { blocks } : {}),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: mark.type, event_payload: mark.payload },
    }),
  );
  if (typeof answer.ts !== 'string') throw new TryLater('Slack answered a post without its ts', { outcome: 'unknown' });
  return answer.ts;
}

/** A call into a channel; a 429 is told to everybody who posts there. */
export async function paced<T>(parts: BotParts, channel: string, call: () => Promise<T>): Promise<T> {
  try {
    return await slackCall(channel, call);
  } catch (error) {
    if (error instanceof SlackLimited) await parts.pace.limited(channel, error.afterMs ?? 1000);
    throw error;
  }
}

/** Posts once, however often it is tried: when an earlier attempt may have succeeded, its post is looked for first. */
export async function postOnce(parts: BotParts, context: SendContext, place: { channel: string; threadTs?: string }, mark: Mark, content: PostContent): Promise<string> {
  const [found] = context.recovering ? await findOwnPosts(parts.client, place, [mark], context.startedAt) : [];
  return found ?? postAt(parts, place, mark, content);
}

/**
 * Runs a delivery inside its conversation's thread. When the thread or its channel turns out to be lost, the conversation
 * moves to another one by itself; when even the configured channel cannot be used, everything waits and supervisors are told.
 */
export async function inThread(conversationId: number, context: SendContext, parts: BotParts, deliver: (home: Thread) => Promise<Outcome>): Promise<Outcome> {
  let home: Thread | undefined;
  try {
    home = await ensureHome(conversationId, context, parts);
    return await deliver(home);
  } catch (error) {
    if (error instanceof MessageGone && home) {
      const place = { channelId: home.channel_id, threadTs: home.thread_ts };
      await parts.ledger.run(SYSTEM, { conversation: conversationId }, (ctx) => leaveThread(ctx, place, 'parent_deleted'));
      throw new TryLater('the thread is gone: the conversation moves to another', { afterMs: 0, counts: false });
    }
    if (error instanceof PlaceLost) throw await park(error, parts);
    throw error;
  }
}

/** What a notice carries, to be found again when the answer to its post was lost: the delivery it is. */
export const noticeMark = (delivery: Delivery): Mark => ({ type: METADATA.notice, payload: { delivery: delivery.id } });

/** Posts a notice once in its conversation's thread, with what there is to say by then; nothing to say: obsolete. */
export function postInThread(conversationId: number, delivery: Delivery, context: SendContext, parts: BotParts, contentOf: () => Promise<PostContent | undefined> | PostContent): Promise<Outcome> {
  return inThread(conversationId, context, parts, async (home) => {
    const content = await contentOf();
    if (!content) return { done: 'obsolete' };
    const ts = await postOnce(parts, context, { channel: home.channel_id, threadTs: home.thread_ts }, noticeMark(delivery), content);
    return { done: 'sent', result: ts };
  });
}

/** When this process last told of each lost channel, wall clock in ms. */
const told = new WeakMap<BotParts, Map<string, number>>();
/** Every waiting conversation meets the same lost channel again and again; one word in this time is enough, ms. */
const TELL_AGAIN_MS = 600_000;

/** The channel cannot be used: supervisors are told, and what is for it waits. Returns what to throw. */
async function park(error: PlaceLost, parts: BotParts): Promise<TryLater> {
  const mine = told.get(parts) ?? new Map<string, number>();
  told.set(parts, mine);
  const now = parts.clock.now().getTime();
  if (now - (mine.get(error.message) ?? -Infinity) >= TELL_AGAIN_MS) {
    mine.set(error.message, now);
    await parts.ledger.run(SYSTEM, {}, async (ctx) => ctx.record({ kind: 'channel_unusable', channelId: error.channelId, reason: error.code }));
  }
  return new TryLater(`the channel cannot be used (${error.code}): waiting for it, or for another in SLACK_CHANNEL_ATENDIMENTO`, { afterMs: PARKED_MS, counts: false });
}

/**
 * Does something about a message that stands where it stands: when that is gone, or in a channel that is no longer ours
 * and cannot be used, there is nothing to do any more; a channel of ours that cannot be used is waited for.
 */
export async function inPlace(channel: string, parts: BotParts, deed: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await deed();
  } catch (error) {
    if (error instanceof MessageGone || (error instanceof PlaceLost && channel !== parts.channels.atendimento)) return { done: 'obsolete' };
    if (error instanceof PlaceLost) throw await park(error, parts);
    throw error;
  }
}
