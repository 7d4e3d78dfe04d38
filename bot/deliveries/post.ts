import type { Thread } from '../../src/domain/conversation/threads.js';
import { joinWaitingPosts } from '../../src/domain/inbox/join-posts.js';
import { findPost, recordPost, type Post } from '../../src/domain/inbox/posts.js';
import { linesOfPost } from '../../src/domain/inbox/transcript.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { findOwnPosts, type Mark } from '../find-own-post.js';
import type { BotParts } from '../parts.js';
import { slackCall } from '../slack-call.js';
import { METADATA } from '../surface.js';
import { literalWords, shorten } from '../views/parts.js';
import { messageParts } from '../views/message.js';
import { contentHash, inPlace, inThread, paced, postAt } from './home.js';
import { lookFor } from './look.js';

const SYSTEM = { kind: 'system' } as const;

/** Under whose name a post appears. */
function username(post: Post, parts: BotParts): string {
  if (post.author_kind === 'contact') return shorten(literalWords(post.contact_name) || parts.t('slack:card.no_name'), 80);
  if (post.sender_name !== null) return shorten(parts.t('slack:author_name.client', { brand: parts.brand, client: post.sender_name }), 80);
  return shorten(parts.t(`slack:author_name.${post.author_kind}`, { brand: parts.brand }), 80);
}

/** Name and photo under which a post appears; a photo only from an https address, which Slack fetches itself. */
function poster(post: Post, parts: BotParts): { username: string; icon_url?: string } {
  const photo = post.author_kind === 'contact' && post.contact_photo?.startsWith('https://') ? post.contact_photo : undefined;
  return { username: username(post, parts), ...(photo === undefined ? {} : { icon_url: photo }) };
}

async function render(post: Post, context: SendContext, parts: BotParts): Promise<string[]> {
  const lines = await linesOfPost(context.sql, post.id);
  return messageParts(lines, await lookFor(lines, post.contact_name, context, parts));
}

function tsOf(post: Post): string[] {
  return post.part_ts === null ? [] : (JSON.parse(post.part_ts) as string[]);
}

/**
 * Shows messages in the thread. While Slack limits us, the posts that wait behind this one are joined into it first.
 * A long text is posted in parts; each part that stands is recorded at once, so that none is posted twice.
 */
export function sendPost(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  return inThread(delivery.conversation_id as number, context, parts, async (home) => {
    const { channel_id: channel, thread_ts: threadTs } = home;
    if (parts.pace.isLimited(channel) && !context.recovering) {
      await parts.ledger.run(SYSTEM, { conversation: home.conversation_id }, (ctx) => joinWaitingPosts(ctx, delivery.post_id as number));
    }
    const post = await findPost(context.sql, delivery.post_id as number);
    if (!post || post.joined_into_id !== null || post.posted_at !== null) return { done: 'obsolete' };
    const texts = await render(post, context, parts);
    if (texts.length === 0) return { done: 'obsolete' };
    const stood = await standing(post, texts.length, home, context, parts);
    // What stood before may show an older state; only what was posted now is known to show this one.
    const hash = stood.length === 0 ? contentHash(texts) : '';
    for (let part = stood.length; part < texts.length; part += 1) {
      stood.push(await postAt(parts, { channel, threadTs }, markOf(post, part), { text: texts[part] as string, ...poster(post, parts) }));
      if (part < texts.length - 1) await recordPost(context.sql, post.id, { channelId: channel, threadTs, partTs: stood, contentHash: '', postedAt: null });
    }
    const place = { channelId: channel, threadTs, partTs: stood, contentHash: hash, postedAt: context.now };
    return { done: 'sent', result: stood[0] as string, record: (ctx) => recordPost(ctx.tx, post.id, place) };
  });
}

const markOf = (post: Post, part: number): Mark => ({ type: METADATA.post, payload: { post: post.id, part } });

/** The parts that stand in this thread already: recorded, or found from an attempt whose answer was lost. */
async function standing(post: Post, count: number, home: Pick<Thread, 'channel_id' | 'thread_ts'>, context: SendContext, parts: BotParts): Promise<string[]> {
  const recorded = post.thread_ts === home.thread_ts ? tsOf(post) : [];
  if (!context.recovering) return recorded;
  const marks = Array.from({ length: count }, (_, part) => markOf(post, part));
  const found = await findOwnPosts(parts.client, { channel: home.channel_id, threadTs: home.thread_ts }, marks, context.startedAt);
  const all = found.map((ts, part) => ts ?? recorded[part]);
  const gap = all.findIndex((ts) => ts === undefined);
  return [...all.slice(0, gap < 0 ? all.length : gap), ...(gap < 0 ? recorded.slice(count) : [])].filter((ts) => ts !== undefined);
}

/**
 * Rewrites a post that stands, after late messages were sorted into it. A post that does not stand yet is drawn from the
 * newest state when it is posted, so there is nothing to do; neither is there when it shows that content already.
 */
export async function updatePost(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const post = await findPost(context.sql, delivery.post_id as number);
  if (!post || post.posted_at === null || post.channel_id === null || post.thread_ts === null) return { done: 'obsolete' };
  const { channel_id: channel, thread_ts: threadTs } = post;
  const texts = await render(post, context, parts);
  const hash = contentHash(texts);
  if (hash === post.content_hash || texts.length === 0) return { done: 'obsolete' };
  return inPlace(channel, parts, async () => {
    const stood = await standing(post, texts.length, { channel_id: channel, thread_ts: threadTs }, context, parts);
    for (const [part, ts] of stood.slice(0, texts.length).entries()) await paced(parts, channel, () => parts.client.chat.update({ channel, ts, text: texts[part] as string }));
    for (let part = stood.length; part < texts.length; part += 1) {
      stood.push(await postAt(parts, { channel, threadTs }, markOf(post, part), { text: texts[part] as string, ...poster(post, parts) }));
      await recordPost(context.sql, post.id, { channelId: channel, threadTs, partTs: stood, contentHash: '', postedAt: null });
    }
    for (const ts of stood.splice(texts.length)) await slackCall(channel, () => parts.client.chat.delete({ channel, ts }));
    return { done: 'sent', record: (ctx) => recordPost(ctx.tx, post.id, { channelId: channel, threadTs, partTs: stood, contentHash: hash, postedAt: null }) };
  });
}
