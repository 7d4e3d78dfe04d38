/** What the page knows of the workspace, and what the person is looking at. */
export const state = {
  users: new Map(), channels: new Map(), messages: new Map(), ephemerals: [], views: new Map(), depths: new Map(), homes: new Map(),
  commands: [], shortcuts: [], emoji: {}, app: {}, team: {},
  me: 'U0ANA000001', place: 'C0ATENDE001', threadTs: null, lastRead: new Map(),
};

/** Takes in the whole state as exported by the simulator. */
export function load(exported) {
  state.app = exported.app;
  state.team = exported.team;
  state.users = new Map(exported.users.map((user) => [user.id, user]));
  state.channels.clear();
  state.messages.clear();
  for (const { messages, ...channel } of exported.channels) {
    state.channels.set(channel.id, channel);
    state.messages.set(channel.id, new Map(messages.map((message) => [message.ts, message])));
  }
  state.ephemerals = exported.ephemerals;
  state.views = new Map(Object.entries(exported.views));
  state.depths = new Map(Object.entries(exported.depths));
  state.homes = new Map(Object.entries(exported.homes));
  state.commands = exported.settings.commands;
  state.shortcuts = exported.settings.shortcuts;
}

/** Applies one change; returns false when only a reload can show it. */
export function apply(change) {
  const messages = state.messages.get(change.channel);
  switch (change.kind) {
    case 'message': messages?.set(change.message.ts, change.message); return true;
    case 'gone': messages?.delete(change.ts); return true;
    case 'ephemeral':
      state.ephemerals = [...state.ephemerals.filter((known) => known.ts !== change.ephemeral.ts), change.ephemeral];
      return true;
    case 'ephemeral-gone': state.ephemerals = state.ephemerals.filter((known) => known.ts !== change.ts); return true;
    case 'channel':
      state.channels.set(change.channel.id, change.channel);
      if (!state.messages.has(change.channel.id)) state.messages.set(change.channel.id, new Map());
      return true;
    case 'user': state.users.set(change.user.id, change.user); return true;
    case 'view': state.views.set(change.user, change.view); state.depths.set(change.user, change.depth); return true;
    case 'home': state.homes.set(change.user, change.view); return true;
    default: return false;
  }
}

/** Top-level messages of a channel, oldest first. */
export function topLevel(channel) {
  return sorted(channel).filter((message) => !message.thread_ts || message.thread_ts === message.ts || message.subtype === 'thread_broadcast');
}

/** A thread: its parent first. */
export function threadMessages(channel, ts) {
  return sorted(channel).filter((message) => message.ts === ts || message.thread_ts === ts);
}

/** What only the current person sees here: in a thread, or in the channel itself. */
export function myEphemerals(channel, threadTs) {
  return state.ephemerals.filter((known) => known.user === state.me && known.channel === channel && (known.thread_ts ?? null) === threadTs);
}

function sorted(channel) {
  return [...(state.messages.get(channel)?.values() ?? [])].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** Notes that the current person has seen a channel or thread (`channel/ts`) up to now. */
export function markRead(key, ts) {
  state.lastRead.set(`${state.me}:${key}`, ts);
}

/** Newest ts the person has seen; what was there before the page opened counts as seen. */
export function readUntil(key) {
  return state.lastRead.get(`${state.me}:${key}`) ?? state.opened;
}

/** Whether anything by others in a channel has not been seen. */
export function hasUnread(channel) {
  const until = readUntil(channel);
  for (const message of state.messages.get(channel)?.values() ?? []) if (message.user !== state.me && message.ts > until && unreadInThread(channel, message)) return true;
  return false;
}

function unreadInThread(channel, message) {
  return !message.thread_ts || message.ts > readUntil(`${channel}/${message.thread_ts}`);
}

/** The name a message or person is shown under. */
export function personName(id) {
  return state.users.get(id)?.realName ?? id;
}
