import { APP } from './identity.js';
import type { JsonObject, SimChannel, SimMessage } from './model.js';
import type { Store } from './store.js';
import { withoutFields } from './without-fields.js';

/** A message in Slack's own fields; metadata only where it was asked for. */
export function wireMessage(message: SimMessage, withMetadata = false): JsonObject {
  const fields = withoutFields(structuredClone(message), 'channel', 'ack');
  return withMetadata ? fields : withoutFields(fields, 'metadata');
}

/** "channel", "group" or "im", as message events tell it. */
export function channelType(channel: SimChannel | undefined): string {
  if (channel?.isIm) return 'im';
  return channel?.isPrivate ? 'group' : 'channel';
}

/** Builds the events about messages, from the state the store is in. */
export class MessageEvents {
  constructor(private readonly store: Store) {}

  /** A new message, reply, broadcast or file share. */
  posted(message: SimMessage): JsonObject {
    const event = { ...wireMessage(message), ...this.place(message.channel), event_ts: message.ts };
    if (message.subtype !== 'thread_broadcast') return event;
    const root = this.store.message(message.channel, message.thread_ts ?? '');
    return { ...event, ...(root ? { root: wireMessage(root) } : {}) };
  }

  /** An edit, an unfurl, an app's chat.update, or a parent turned tombstone. */
  changed(message: SimMessage, previous: JsonObject): JsonObject {
    const ts = this.store.timestamps.next();
    return {
      type: 'message', subtype: 'message_changed', hidden: true, ts, event_ts: ts, ...this.place(message.channel),
      message: wireMessage(message), previous_message: previous,
    };
  }

  deleted(channel: string, deletedTs: string, previous: JsonObject): JsonObject {
    const ts = this.store.timestamps.next();
    return {
      type: 'message', subtype: 'message_deleted', hidden: true, ts, event_ts: ts, ...this.place(channel),
      deleted_ts: deletedTs, previous_message: previous,
    };
  }

  reaction(type: 'reaction_added' | 'reaction_removed', user: string, name: string, message: SimMessage): JsonObject {
    return {
      type, user, reaction: name, item: { type: 'message', channel: message.channel, ts: message.ts },
      item_user: message.user ?? APP.botUser, event_ts: this.store.timestamps.next(),
    };
  }

  private place(channel: string): JsonObject {
    return { channel, channel_type: channelType(this.store.channels.get(channel)) };
  }
}
