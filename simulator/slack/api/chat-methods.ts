import { postAsApp, showEphemeral, takeAway, updateAsApp } from '../app-posts.js';
import type { SimContext } from '../context.js';
import { APP, TEAM } from '../identity.js';
import { wireMessage } from '../message-events.js';
import type { JsonObject, SimChannel, SimMessage } from '../model.js';
import type { ApiMethod } from './api-error.js';
import { ApiError, text, visibleChannel, writableChannel } from './api-error.js';
import { isBlank, readContent } from './message-content.js';

function optional(args: JsonObject, name: string): string | undefined {
  return args[name] === undefined || args[name] === null || args[name] === '' ? undefined : String(args[name]);
}

/** The thread's parent ts that `thread_ts` leads to; a reply's ts leads to its own thread. */
function threadOf(sim: SimContext, channel: SimChannel, args: JsonObject): string | undefined {
  const given = optional(args, 'thread_ts');
  if (given === undefined) return undefined;
  const parent = sim.store.message(channel.id, given);
  if (!parent || (parent.subtype === 'tombstone' && !parent.reply_count)) throw new ApiError('thread_not_found');
  return parent.thread_ts ?? parent.ts;
}

function ownMessage(sim: SimContext, args: JsonObject, refused: string): SimMessage {
  const channel = visibleChannel(sim, args);
  const message = sim.store.message(channel.id, text(args, 'ts', 'message_not_found'));
  if (!message || message.subtype === 'tombstone') throw new ApiError('message_not_found');
  if (channel.isArchived) throw new ApiError('is_inactive');
  if (message.bot_id !== APP.botId) throw new ApiError(refused);
  return message;
}

const postMessage: ApiMethod = (args, sim) => {
  const channel = writableChannel(sim, args);
  const threadTs = threadOf(sim, channel, args);
  const content = readContent(args);
  if (isBlank(content)) throw new ApiError('no_text');
  const message = postAsApp(sim, content, {
    channel: channel.id, threadTs, broadcast: args.reply_broadcast === true,
    username: optional(args, 'username'), iconUrl: optional(args, 'icon_url'), iconEmoji: optional(args, 'icon_emoji'),
  });
  return { channel: channel.id, ts: message.ts, message: wireMessage(message, true) };
};

const update: ApiMethod = (args, sim) => {
  const message = ownMessage(sim, args, 'cant_update_message');
  const content = readContent(args);
  if (content.text === undefined && !content.blocks && !content.attachments) throw new ApiError('no_text');
  updateAsApp(sim, message, content);
  return { channel: message.channel, ts: message.ts, text: message.text, message: wireMessage(message, true) };
};

const remove: ApiMethod = (args, sim) => {
  const message = ownMessage(sim, args, 'cant_delete_message');
  void sim.courier.event(takeAway(sim, message));
  return { channel: message.channel, ts: message.ts };
};

const postEphemeral: ApiMethod = (args, sim) => {
  const channel = writableChannel(sim, args);
  const user = text(args, 'user', 'user_not_in_channel');
  if (!channel.members.includes(user)) throw new ApiError('user_not_in_channel');
  const threadTs = optional(args, 'thread_ts');
  const content = readContent(args);
  if (isBlank(content)) throw new ApiError('no_text');
  return { message_ts: showEphemeral(sim, content, { channel: channel.id, user, threadTs }).ts };
};

const getPermalink: ApiMethod = (args, sim) => {
  const channel = visibleChannel(sim, args);
  const message = sim.store.message(channel.id, text(args, 'message_ts', 'message_not_found'));
  if (!message) throw new ApiError('message_not_found');
  const thread = message.thread_ts && message.thread_ts !== message.ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
  return { channel: channel.id, permalink: `https://${TEAM.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}` };
};

/** chat.* */
export const chatMethods: Record<string, ApiMethod> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
};
