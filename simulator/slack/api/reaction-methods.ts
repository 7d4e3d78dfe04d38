import type { SimContext } from '../context.js';
import { isEmojiName } from '../emoji.js';
import { APP } from '../identity.js';
import { wireMessage } from '../message-events.js';
import type { JsonObject, SimMessage } from '../model.js';
import { addReaction, removeReaction } from '../reactions.js';
import type { ApiMethod } from './api-error.js';
import { ApiError, text, visibleChannel } from './api-error.js';

function target(args: JsonObject, sim: SimContext): SimMessage {
  if (!args.channel && !args.timestamp) throw new ApiError('no_item_specified');
  const channel = visibleChannel(sim, args);
  const timestamp = text(args, 'timestamp', 'bad_timestamp');
  if (!/^\d+\.\d+$/.test(timestamp)) throw new ApiError('bad_timestamp');
  const message = sim.store.message(channel.id, timestamp);
  if (!message || message.subtype === 'tombstone') throw new ApiError('message_not_found');
  if (!channel.members.includes(APP.botUser)) throw new ApiError('not_reactable');
  if (channel.isArchived) throw new ApiError('is_archived');
  return message;
}

function reactionName(args: JsonObject): string {
  const name = text(args, 'name', 'invalid_name').replaceAll(/^:|:$/g, '');
  if (!isEmojiName(name)) throw new ApiError('invalid_name');
  return name;
}

/** reactions.* */
export const reactionMethods: Record<string, ApiMethod> = {
  'reactions.add': (args, sim) => {
    const name = reactionName(args);
    const message = target(args, sim);
    if (!addReaction(sim.store, message, APP.botUser, name)) throw new ApiError('already_reacted');
    void sim.courier.event(sim.events.reaction('reaction_added', APP.botUser, name, message));
    return {};
  },
  'reactions.remove': (args, sim) => {
    const name = reactionName(args);
    const message = target(args, sim);
    if (!removeReaction(sim.store, message, APP.botUser, name)) throw new ApiError('no_reaction');
    void sim.courier.event(sim.events.reaction('reaction_removed', APP.botUser, name, message));
    return {};
  },
  'reactions.get': (args, sim) => {
    const message = target(args, sim);
    return { type: 'message', channel: message.channel, message: wireMessage(message) };
  },
};
