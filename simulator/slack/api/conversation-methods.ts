import { APP } from '../identity.js';
import { wireMessage } from '../message-events.js';
import type { JsonObject, SimChannel, SimMessage } from '../model.js';
import { directChannel } from '../seed.js';
import type { ApiMethod } from './api-error.js';
import { ApiError, text, visibleChannel } from './api-error.js';

const PAGE_LIMIT = 999;

/** A channel as conversations.info and .list tell it. */
export function wireChannel(channel: SimChannel): JsonObject {
  const shared = { id: channel.id, created: channel.created, is_archived: channel.isArchived, is_im: channel.isIm, is_org_shared: false, context_team_id: 'T0CARINHO01' };
  if (channel.isIm) return { ...shared, user: channel.imUser };
  return {
    ...shared, name: channel.name, name_normalized: channel.name, is_channel: !channel.isPrivate, is_group: channel.isPrivate, is_mpim: false,
    is_private: channel.isPrivate, is_general: false, is_shared: false, is_ext_shared: false, is_member: channel.members.includes(APP.botUser),
    topic: { value: '', creator: '', last_set: 0 }, purpose: { value: '', creator: '', last_set: 0 }, num_members: channel.members.length,
  };
}

function limitOf(args: JsonObject, fallback: number): number {
  const limit = args.limit === undefined || args.limit === '' ? fallback : Number(args.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new ApiError('invalid_limit');
  return Math.min(limit, PAGE_LIMIT);
}

function cursorOf(args: JsonObject): string {
  if (!args.cursor) return '';
  const text = Buffer.from(String(args.cursor), 'base64url').toString('utf8');
  if (!/^next:\d+(\.\d+)?$/.test(text)) throw new ApiError('invalid_cursor');
  return text.slice('next:'.length);
}

const cursorFor = (place: string | number): string => Buffer.from(`next:${place}`).toString('base64url');

/** A page of a list that does not move. */
function page<T>(args: JsonObject, all: T[], fallback: number): { items: T[]; nextCursor: string } {
  const start = Number(cursorOf(args) || 0);
  const end = start + limitOf(args, fallback);
  return { items: all.slice(start, end), nextCursor: end < all.length ? cursorFor(end) : '' };
}

/** A page of messages; the cursor is a place in time, so that new messages do not shift later pages. */
function messagePage(args: JsonObject, ordered: SimMessage[], newestFirst: boolean, fallback: number): { items: SimMessage[]; nextCursor: string } {
  const after = cursorOf(args);
  const rest = after === '' ? ordered : ordered.filter((message) => (newestFirst ? message.ts < after : message.ts > after));
  const items = rest.slice(0, limitOf(args, fallback));
  return { items, nextCursor: items.length < rest.length ? cursorFor(items[items.length - 1].ts) : '' };
}

function within(args: JsonObject): (message: SimMessage) => boolean {
  for (const bound of ['oldest', 'latest']) {
    const value = args[bound];
    if (value !== undefined && value !== '' && value !== 'now' && Number.isNaN(Number(value))) throw new ApiError(`invalid_ts_${bound}`);
  }
  const micro = (ts: unknown): bigint => {
    const [seconds, fraction = ''] = String(ts).split('.');
    return BigInt(seconds || '0') * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
  };
  const bounded = (value: unknown): boolean => value !== undefined && value !== '' && value !== 'now';
  const inclusive = args.inclusive === true || args.inclusive === '1';
  const oldest = bounded(args.oldest) ? micro(args.oldest) : undefined;
  const latest = bounded(args.latest) ? micro(args.latest) : undefined;
  return (message) => {
    const at = micro(message.ts);
    if (oldest !== undefined && (inclusive ? at < oldest : at <= oldest)) return false;
    return !(latest !== undefined && (inclusive ? at > latest : at >= latest));
  };
}

function member(sim: Parameters<ApiMethod>[1], args: JsonObject): SimChannel {
  const channel = visibleChannel(sim, args);
  if (!channel.members.includes(APP.botUser)) throw new ApiError('not_in_channel');
  return channel;
}

const history: ApiMethod = (args, sim) => {
  const channel = member(sim, args);
  const top = sim.store.messagesOf(channel.id).filter((message) => !message.thread_ts || message.thread_ts === message.ts || message.subtype === 'thread_broadcast');
  const { items, nextCursor } = messagePage(args, top.filter(within(args)).reverse(), true, 100);
  const messages = items.map((message) => wireMessage(message, args.include_all_metadata === true));
  return { messages, has_more: nextCursor !== '', pin_count: 0, ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}) };
};

const replies: ApiMethod = (args, sim) => {
  const channel = member(sim, args);
  const asked = sim.store.message(channel.id, text(args, 'ts', 'thread_not_found'));
  if (!asked) throw new ApiError('thread_not_found');
  const following = asked.thread_ts === asked.ts ? sim.store.replies(channel.id, asked.ts) : [];
  const { items, nextCursor } = messagePage(args, following.filter(within(args)), false, 1000);
  const messages = [...(args.cursor ? [] : [asked]), ...items].map((message) => wireMessage(message, args.include_all_metadata === true));
  return { messages, has_more: nextCursor !== '', response_metadata: { next_cursor: nextCursor } };
};

const list: ApiMethod = (args, sim) => {
  const types = String(args.types ?? 'public_channel').split(',').map((type) => type.trim());
  const wanted = [...sim.store.channels.values()].filter((channel) => {
    if (channel.isIm) return types.includes('im');
    if (args.exclude_archived === true && channel.isArchived) return false;
    return channel.isPrivate ? types.includes('private_channel') && channel.members.includes(APP.botUser) : types.includes('public_channel');
  });
  const { items, nextCursor } = page(args, wanted, 100);
  return { channels: items.map(wireChannel), response_metadata: { next_cursor: nextCursor } };
};

const members: ApiMethod = (args, sim) => {
  const { items, nextCursor } = page(args, visibleChannel(sim, args).members, 100);
  return { members: items, response_metadata: { next_cursor: nextCursor } };
};

const join: ApiMethod = (args, sim) => {
  const channel = visibleChannel(sim, args);
  if (channel.isIm || channel.isPrivate) throw new ApiError('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new ApiError('is_archived');
  if (channel.members.includes(APP.botUser)) return { channel: wireChannel(channel), warning: 'already_in_channel' };
  sim.store.putChannel({ ...channel, members: [...channel.members, APP.botUser] });
  return { channel: wireChannel(visibleChannel(sim, args)) };
};

const open: ApiMethod = (args, sim) => {
  const users = text(args, 'users', 'users_list_not_supplied').split(',').map((user) => user.trim());
  if (users.length !== 1) throw new ApiError('not_enough_users');
  const user = sim.store.users.get(users[0]);
  if (!user) throw new ApiError('user_not_found');
  if (user.id === APP.botUser) throw new ApiError('cannot_dm_bot');
  const known = sim.store.channels.has(`D${user.id.slice(1)}`);
  return { channel: { id: directChannel(sim.store, user.id) }, ...(known ? { no_op: true, already_open: true } : {}) };
};

/** conversations.* */
export const conversationMethods: Record<string, ApiMethod> = {
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.info': (args, sim) => ({ channel: wireChannel(visibleChannel(sim, args)) }),
  'conversations.list': list,
  'conversations.members': members,
  'conversations.join': join,
  'conversations.open': open,
};
