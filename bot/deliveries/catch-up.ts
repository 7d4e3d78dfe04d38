import { recordReadUpTo, leaveThread, watchedThreads, findThread, type WatchedThread } from '../../src/domain/conversation/threads.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { later } from '../../src/kit/clock.js';
import type { BotParts } from '../parts.js';
import { arrivalOf, arrivalOfReaction, instantOfTs, isSpokenReply, tsOfInstant, type SlackMessage, type SlackReaction } from '../slack-arrival.js';
import { MessageGone, PlaceLost, slackCall } from '../slack-call.js';
import { missedReactions } from './missed-reactions.js';

const SYSTEM = { kind: 'system' } as const;
const PAGE = 200;
/** Reactions come to messages that were read before: as far back as this before them, ms. */
const REACTIONS_BACK_MS = 24 * 3_600_000;

interface Parent extends SlackMessage {
  latest_reply?: string;
}

/**
 * Slack's events can stop for hours and are not replayed (26 February 2025). This looks into the threads of open
 * conversations for what people wrote meanwhile and puts it into the letterbox, where a reply that is known already is a
 * duplicate. One call a channel page tells which threads have news; only those are read, and in them reactions on what the
 * customer wrote are looked at too. (A reaction alone is no news to Slack: it is found when somebody writes there.)
 */
export async function catchUp(_delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const threads = await watchedThreads(context.sql);
  const channels = new Set(threads.map((thread) => thread.channel_id));
  const found: Found = { replies: 0, reactions: 0 };
  for (const channel of channels) {
    const watched = threads.filter((thread) => thread.channel_id === channel);
    try {
      await catchUpChannel(channel, watched, found, context, parts);
    } catch (error) {
      if (!(error instanceof PlaceLost)) throw error;
      parts.log.warn({ err: error }, 'a channel with open conversations cannot be read');
    }
  }
  return { done: 'sent', result: `${found.replies} replies, ${found.reactions} reactions` };
}

/** What was put into the letterbox. */
interface Found {
  replies: number;
  reactions: number;
}

async function catchUpChannel(channel: string, watched: WatchedThread[], found: Found, context: SendContext, parts: BotParts): Promise<void> {
  const oldest = watched[0]?.thread_ts as string;
  const parents = await readParents(channel, oldest, parts);
  for (const thread of watched) {
    const parent = parents.get(thread.thread_ts);
    if (!parent || parent.subtype === 'tombstone') await moveAway(thread, context, parts);
    else if (parent.latest_reply !== undefined && parent.latest_reply > (thread.read_up_to ?? '')) await catchUpThread(thread, found, context, parts);
  }
}

async function readParents(channel: string, oldest: string, parts: BotParts): Promise<Map<string, Parent>> {
  const parents = new Map<string, Parent>();
  let cursor: string | undefined;
  do {
    const answer = await slackCall(channel, () => parts.client.conversations.history({ channel, oldest, inclusive: true, limit: PAGE, ...(cursor ? { cursor } : {}) }));
    for (const message of (answer.messages ?? []) as Parent[]) if (message.ts) parents.set(message.ts, message);
    cursor = answer.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return parents;
}

async function catchUpThread(thread: WatchedThread, found: Found, context: SendContext, parts: BotParts): Promise<void> {
  const { channel_id: channel, thread_ts: threadTs, read_up_to: readUpTo } = thread;
  const readAt = tsOfInstant(parts.clock.now());
  const oldest = readUpTo === null ? threadTs : tsOfInstant(later(instantOfTs(readUpTo), -REACTIONS_BACK_MS));
  const seen = new Map<string, SlackReaction[]>();
  let cursor: string | undefined;
  let newest = readUpTo ?? threadTs;
  /** Whom the card is from: a file of ours need not carry our bot id. */
  let ours: string | undefined;
  do {
    const answer = await slackCall(channel, () => parts.client.conversations.replies({ channel, ts: threadTs, oldest, limit: PAGE, ...(cursor ? { cursor } : {}) })).catch((error: unknown) => {
      if (error instanceof MessageGone) return undefined;
      throw error;
    });
    for (const message of (answer?.messages ?? []) as SlackMessage[]) {
      if (message.ts === threadTs) ours = message.user;
      const isReply = isSpokenReply(message) && message.user !== ours;
      if (!isReply && message.ts !== undefined) seen.set(message.ts, message.reactions ?? []);
      if (message.ts === undefined || message.ts <= (readUpTo ?? '')) continue;
      if (message.ts > newest) newest = message.ts;
      if (isReply && (await parts.letterbox.accept(arrivalOf({ is: 'reply', channel, threadTs, message: { ...message, channel } }, context.now))) === 'accepted') found.replies += 1;
    }
    cursor = answer?.response_metadata?.next_cursor || undefined;
  } while (cursor);
  for (const reaction of await missedReactions(context.sql, { channel, threadTs }, seen, ours, readAt)) {
    if ((await parts.letterbox.accept(arrivalOfReaction(reaction, context.now))) === 'accepted') found.reactions += 1;
  }
  await recordReadUpTo(context.sql, thread, newest);
}

/** The parent was deleted while nobody told us. */
async function moveAway(thread: WatchedThread, context: SendContext, parts: BotParts): Promise<void> {
  const known = await findThread(context.sql, thread.channel_id, thread.thread_ts);
  if (!known?.live_conversation_id) return;
  const place = { channelId: thread.channel_id, threadTs: thread.thread_ts };
  await parts.ledger.run(SYSTEM, { conversation: known.conversation_id }, (ctx) => leaveThread(ctx, place, 'parent_deleted'));
}
