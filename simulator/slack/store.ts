import { EventEmitter } from 'node:events';
import type { Change, SimChannel, SimEphemeral, SimFile, SimMessage, SimUser } from './model.js';
import { Timestamps } from './timestamps.js';

const EPHEMERALS_KEPT = 2_000;

/** Everything the workspace remembers; each change is announced through `changes`. */
export class Store {
  readonly timestamps = new Timestamps();
  readonly users = new Map<string, SimUser>();
  readonly channels = new Map<string, SimChannel>();
  readonly files = new Map<string, { file: SimFile; content: Buffer }>();
  readonly ephemerals: SimEphemeral[] = [];
  private readonly messages = new Map<string, Map<string, SimMessage>>();
  private readonly threads = new Map<string, Map<string, SimMessage>>();
  private readonly bus = new EventEmitter().setMaxListeners(0);

  /** Calls `listener` on every change; returns the function that stops it. */
  onChange(listener: (change: Change) => void): () => void {
    this.bus.on('change', listener);
    return () => this.bus.off('change', listener);
  }

  announce(change: Change): void {
    this.bus.emit('change', change);
  }

  putUser(user: SimUser): void {
    this.users.set(user.id, user);
    this.announce({ kind: 'user', user });
  }

  putChannel(channel: SimChannel): void {
    this.channels.set(channel.id, channel);
    if (!this.messages.has(channel.id)) this.messages.set(channel.id, new Map());
    this.announce({ kind: 'channel', channel });
  }

  message(channel: string, ts: string): SimMessage | undefined {
    return this.messages.get(channel)?.get(ts);
  }

  /** All messages of a channel, top level and replies, in ts order. */
  messagesOf(channel: string): SimMessage[] {
    return [...(this.messages.get(channel)?.values() ?? [])];
  }

  /** Replies of a thread in ts order, the parent not included. */
  replies(channel: string, threadTs: string): SimMessage[] {
    return [...(this.threads.get(`${channel}/${threadTs}`)?.values() ?? [])];
  }

  /** Stores a new message, keeping its parent's reply counts. */
  addMessage(message: SimMessage): void {
    this.messages.get(message.channel)?.set(message.ts, message);
    this.announce({ kind: 'message', channel: message.channel, message });
    if (message.thread_ts && message.thread_ts !== message.ts) {
      const key = `${message.channel}/${message.thread_ts}`;
      const thread = this.threads.get(key) ?? new Map<string, SimMessage>();
      this.threads.set(key, thread.set(message.ts, message));
      this.recountReplies(message.channel, message.thread_ts);
    }
  }

  changeMessage(message: SimMessage): void {
    this.messages.get(message.channel)?.set(message.ts, message);
    const thread = message.thread_ts ? this.threads.get(`${message.channel}/${message.thread_ts}`) : undefined;
    if (thread?.has(message.ts)) thread.set(message.ts, message);
    this.announce({ kind: 'message', channel: message.channel, message });
  }

  dropMessage(message: SimMessage): void {
    this.messages.get(message.channel)?.delete(message.ts);
    this.announce({ kind: 'gone', channel: message.channel, ts: message.ts, thread_ts: message.thread_ts });
    if (message.thread_ts && message.thread_ts !== message.ts) {
      this.threads.get(`${message.channel}/${message.thread_ts}`)?.delete(message.ts);
      this.recountReplies(message.channel, message.thread_ts);
    }
  }

  addEphemeral(ephemeral: SimEphemeral): void {
    this.ephemerals.push(ephemeral);
    if (this.ephemerals.length > EPHEMERALS_KEPT) this.ephemerals.shift();
    this.announce({ kind: 'ephemeral', ephemeral });
  }

  dropEphemeral(ephemeral: SimEphemeral): void {
    const at = this.ephemerals.findIndex((known) => known.ts === ephemeral.ts);
    if (at >= 0) this.ephemerals.splice(at, 1);
    this.announce({ kind: 'ephemeral-gone', ts: ephemeral.ts, user: ephemeral.user });
  }

  private recountReplies(channel: string, threadTs: string): void {
    const parent = this.message(channel, threadTs);
    if (!parent) return;
    const replies = this.replies(channel, threadTs);
    if (replies.length === 0) {
      if (parent.subtype === 'tombstone') return this.dropMessage({ ...parent, thread_ts: undefined });
      for (const field of ['thread_ts', 'reply_count', 'reply_users', 'reply_users_count', 'latest_reply', 'is_locked'] as const) delete parent[field];
    } else {
      parent.thread_ts = parent.ts;
      parent.reply_count = replies.length;
      parent.reply_users = [...new Set(replies.map((reply) => reply.user ?? reply.bot_id ?? ''))];
      parent.reply_users_count = parent.reply_users.length;
      parent.latest_reply = replies.at(-1)?.ts;
      parent.is_locked = false;
    }
    this.changeMessage(parent);
  }
}
