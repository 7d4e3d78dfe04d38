import type { Arrival } from '../src/domain/letterbox/accept.js';

/** A file of Slack's as messages tell of it; only what we read. */
export interface SlackFile {
  id: string;
  name?: string | null;
  mimetype?: string;
  size?: number;
}

/** Who put which emoji on a message; `users` may leave some of them out. */
export interface SlackReaction {
  name: string;
  users: string[];
  count: number;
}

/** A message of Slack's as events and conversations.replies give it; only what we read. */
export interface SlackMessage {
  type?: string;
  subtype?: string;
  channel?: string;
  ts?: string;
  thread_ts?: string;
  user?: string;
  bot_id?: string;
  text?: string;
  blocks?: unknown[];
  files?: SlackFile[];
  reactions?: SlackReaction[];
  edited?: { ts?: string };
  hidden?: boolean;
  event_ts?: string;
  deleted_ts?: string;
  message?: SlackMessage;
  previous_message?: SlackMessage;
}

/** What a person does in a thread, as it is stored. `at`: when, by Slack's clock, as all that orders a thread's events. */
export type ThreadEvent =
  | { is: 'reply'; channel: string; threadTs: string; message: SlackMessage }
  | { is: 'edit'; channel: string; threadTs: string; message: SlackMessage; at?: string }
  /** `threadTs` is `ts` for a parent, and when Slack tells nothing of what stood there. `own`: a post of a bot's, below the card. */
  | { is: 'deletion'; channel: string; threadTs: string; ts: string; at?: string; own?: true };

/** A reaction somebody put on a message, or took back; it does not say in which thread the message stands. */
export interface ReactionEvent {
  is: 'reaction';
  channel: string;
  ts: string;
  user: string;
  name: string;
  on: boolean;
  at: string;
}

/** Everything the inbox is told by Slack. */
export type SlackEvent = ThreadEvent | ReactionEvent;

/** Subtypes that are still a person's words. */
const SPOKEN = new Set([undefined, 'thread_broadcast', 'file_share', 'me_message']);

/** The name of the stream of all reactions on one message, in the letterbox. */
export const reactionStream = (channel: string, ts: string): string => `slack:reaction:${channel}:${ts}`;

/** A Slack ts of an instant. */
export function tsOfInstant(instant: Date): string {
  return (instant.getTime() / 1000).toFixed(6);
}

/** The instant of a Slack ts ("seconds.microseconds"). */
export function instantOfTs(ts: string): Date {
  return new Date(Math.floor(Number(ts) * 1000));
}

/** A person's own words in a thread: not a bot's, not a system line, not the parent. */
export function isSpokenReply(message: SlackMessage): boolean {
  return SPOKEN.has(message.subtype) && message.bot_id === undefined && typeof message.user === 'string' && typeof message.ts === 'string' && typeof message.thread_ts === 'string' && message.thread_ts !== message.ts;
}

/** Reads a reaction event; undefined when it is not about a message. */
export function readReactionEvent(event: { type: string; user: string; reaction: string; item: { type?: string; channel?: string; ts?: string }; event_ts: string }): ReactionEvent | undefined {
  const { channel, ts } = event.item;
  if (channel === undefined || ts === undefined) return undefined;
  return { is: 'reaction', channel, ts, user: event.user, name: event.reaction, on: event.type === 'reaction_added', at: event.event_ts };
}

/** A reaction as the letterbox stores it: the reactions on one message are one stream. */
export function arrivalOfReaction(event: ReactionEvent, receivedAt: Date): Arrival {
  const { channel, ts, user, name, at } = event;
  return {
    provider: 'slack', key: reactionStream(channel, ts), kind: 'reaction', payload: JSON.stringify(event), receivedAt, occurredAt: instantOfTs(at),
    externalId: `r:${channel}:${ts}:${user}:${at}:${name}`.slice(0, 190),
  };
}

/** Reads a message event; undefined for what does not concern a thread of ours or is our own doing. */
export function readThreadEvent(event: SlackMessage): ThreadEvent | undefined {
  const channel = event.channel ?? '';
  const when = event.event_ts ?? event.ts;
  const at = when === undefined ? {} : { at: when };
  if (event.subtype === 'message_deleted' && event.deleted_ts) {
    const { previous_message: previous, deleted_ts: ts } = event;
    const threadTs = previous?.thread_ts ?? ts;
    // A post of our own below the card may be a reply from the form; the card itself is a post of ours too.
    const own = ts !== threadTs && previous && !isSpokenReply(previous) ? ({ own: true } as const) : {};
    return { is: 'deletion', channel, threadTs, ts, ...at, ...own };
  }
  if (event.subtype === 'message_changed' && event.message?.ts) {
    const { message } = event;
    const threadTs = message.thread_ts ?? (message.ts as string);
    // A parent with replies is not deleted but turned into a tombstone.
    if (message.subtype === 'tombstone') return { is: 'deletion', channel, threadTs, ts: message.ts as string, ...at };
    if (!isSpokenReply({ ...message, thread_ts: threadTs })) return undefined;
    return { is: 'edit', channel, threadTs, message, ...at };
  }
  return isSpokenReply(event) ? { is: 'reply', channel, threadTs: event.thread_ts as string, message: event } : undefined;
}

/**
 * The event as the letterbox stores it. Its identity comes from channel and ts, not from Slack's event id, so that an
 * event, its redelivery and the same reply found by the sweep are one.
 */
export function arrivalOf(event: ThreadEvent, receivedAt: Date): Arrival {
  const key = `slack:${event.channel}:${event.threadTs}`;
  const payload = JSON.stringify(event);
  const base = { provider: 'slack' as const, key, payload, receivedAt };
  const at = event.is === 'reply' ? (event.message.ts as string) : event.at;
  const occurredAt = at === undefined ? receivedAt : instantOfTs(at);
  if (event.is === 'deletion') return { ...base, externalId: `d:${event.channel}:${event.ts}`, kind: 'deletion', occurredAt };
  const ts = event.message.ts as string;
  if (event.is === 'reply') return { ...base, externalId: `m:${event.channel}:${ts}`, kind: 'reply', occurredAt };
  return { ...base, externalId: `e:${event.channel}:${ts}:${at ?? receivedAt.getTime()}`, kind: 'edit', occurredAt };
}
