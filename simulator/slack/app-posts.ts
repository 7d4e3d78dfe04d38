import type { Content } from './api/message-content.js';
import type { SimContext } from './context.js';
import { APP, TEAM } from './identity.js';
import { wireMessage } from './message-events.js';
import type { SimEphemeral, SimFile, SimMessage } from './model.js';
import { editStamp } from './timestamps.js';

/** Where and under which name the app posts. */
export interface Posting {
  channel: string;
  threadTs?: string;
  broadcast?: boolean;
  username?: string;
  iconUrl?: string;
  iconEmoji?: string;
  files?: SimFile[];
}

/** Posts as the app; the message event goes out in the background, as Slack's does. */
export function postAsApp(sim: SimContext, content: Content, where: Posting): SimMessage {
  const customized = Boolean(where.username ?? where.iconUrl ?? where.iconEmoji);
  const parent = where.threadTs ? sim.store.message(where.channel, where.threadTs) : undefined;
  const message: SimMessage = {
    type: 'message', channel: where.channel, ts: sim.store.timestamps.next(), team: TEAM.id, bot_id: APP.botId, app_id: APP.id, text: content.text ?? '',
    ...(customized
      ? { subtype: 'bot_message', username: where.username ?? APP.name, icons: { ...(where.iconEmoji ? { emoji: where.iconEmoji } : {}), ...(where.iconUrl ? { image_48: where.iconUrl } : {}) } }
      : { user: APP.botUser, bot_profile: { id: APP.botId, name: APP.name, app_id: APP.id, team_id: TEAM.id, deleted: false } }),
    ...(content.blocks?.length ? { blocks: content.blocks } : {}),
    ...(content.attachments?.length ? { attachments: content.attachments } : {}),
    ...(content.metadata ? { metadata: content.metadata } : {}),
    ...(where.files?.length ? { subtype: 'file_share', files: where.files } : {}),
    ...(where.threadTs ? { thread_ts: where.threadTs, parent_user_id: parent?.user ?? APP.botUser } : {}),
    ...(where.threadTs && where.broadcast ? { subtype: 'thread_broadcast' } : {}),
  };
  sim.store.addMessage(message);
  void sim.courier.event(sim.events.posted(message));
  return message;
}

/** chat.update and response_url's replace_original: fields that are absent stay as they were. */
export function updateAsApp(sim: SimContext, message: SimMessage, content: Content): SimMessage {
  const previous = wireMessage(message);
  if (content.text !== undefined) message.text = content.text;
  if (content.blocks) message.blocks = content.blocks.length > 0 ? content.blocks : undefined;
  if (content.attachments) message.attachments = content.attachments.length > 0 ? content.attachments : undefined;
  if (content.metadata) message.metadata = content.metadata;
  message.edited = { user: APP.botId, ts: editStamp() };
  sim.store.changeMessage(message);
  void sim.courier.event(sim.events.changed(message, previous));
  return message;
}

/** Shows something to one person only. */
export function showEphemeral(sim: SimContext, content: Content, to: { channel: string; user: string; threadTs?: string; from?: string }): SimEphemeral {
  const ephemeral: SimEphemeral = {
    channel: to.channel, user: to.user, ts: sim.store.timestamps.next(), text: content.text ?? '', from: to.from ?? APP.botUser,
    ...(to.threadTs ? { thread_ts: to.threadTs } : {}),
    ...(content.blocks?.length ? { blocks: content.blocks } : {}),
    ...(content.attachments?.length ? { attachments: content.attachments } : {}),
  };
  sim.store.addEphemeral(ephemeral);
  return ephemeral;
}

/**
 * Takes a message away: a parent that has replies becomes a tombstone (told as message_changed), anything else is gone
 * (message_deleted). Returns the event to deliver.
 */
export function takeAway(sim: SimContext, message: SimMessage): Record<string, unknown> {
  const previous = wireMessage(message);
  const { store, events } = sim;
  if (!message.reply_count) {
    store.dropMessage(message);
    return events.deleted(message.channel, message.ts, previous);
  }
  const { channel, ts, team, thread_ts, reply_count, reply_users, reply_users_count, latest_reply } = message;
  const tombstone: SimMessage = {
    type: 'message', subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT', hidden: true, is_locked: false,
    channel, ts, team, thread_ts, reply_count, reply_users, reply_users_count, latest_reply,
  };
  store.changeMessage(tombstone);
  return events.changed(tombstone, previous);
}
