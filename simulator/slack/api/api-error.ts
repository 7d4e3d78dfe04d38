import type { SimContext } from '../context.js';
import type { JsonObject, SimChannel } from '../model.js';
import { APP } from '../identity.js';
import { directChannel } from '../seed.js';

/** Ends a Web API call with `ok: false` and Slack's error name. */
export class ApiError extends Error {
  constructor(readonly code: string, readonly extra: JsonObject = {}) {
    super(code);
  }
}

/** A Web API method: takes the parsed arguments, gives the answer without `ok`. */
export type ApiMethod = (args: JsonObject, sim: SimContext) => JsonObject;

/** An `ApiError` for a layout, with its problems listed as Slack lists them. */
export function layoutError(code: string, messages: string[]): ApiError {
  return new ApiError(code, { errors: messages.map((message) => message.replace('[ERROR] ', '')), response_metadata: { messages } });
}

/** Demands a string argument. */
export function text(args: JsonObject, name: string, missing = 'invalid_arguments'): string {
  const value = args[name];
  if (value === undefined || value === null || value === '') {
    throw missing === 'invalid_arguments' ? layoutError(missing, [`[ERROR] missing required field: ${name}`]) : new ApiError(missing);
  }
  return String(value);
}

/** The channel an argument names and the bot may see; a user id stands for the direct conversation with them. */
export function visibleChannel(sim: SimContext, args: JsonObject, field = 'channel'): SimChannel {
  const id = text(args, field, field === 'channel' ? 'channel_not_found' : 'invalid_arguments');
  const user = sim.store.users.get(id);
  const named = id.startsWith('#') ? [...sim.store.channels.values()].find((candidate) => candidate.name === id.slice(1)) : undefined;
  const channel = named ?? sim.store.channels.get(user && !user.isBot ? directChannel(sim.store, user.id) : id);
  if (!channel || (channel.isPrivate && !channel.members.includes(APP.botUser))) throw new ApiError('channel_not_found');
  return channel;
}

/** The channel, when the bot may write in it. */
export function writableChannel(sim: SimContext, args: JsonObject): SimChannel {
  const channel = visibleChannel(sim, args);
  if (channel.isArchived) throw new ApiError('is_archived');
  if (!channel.members.includes(APP.botUser)) throw new ApiError('not_in_channel');
  return channel;
}
