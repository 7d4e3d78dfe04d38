import { randomUUID } from 'node:crypto';
import { takeAway } from './app-posts.js';
import type { SimContext } from './context.js';
import { knownMessage } from './context.js';
import { addFile } from './files.js';
import { APP, TEAM } from './identity.js';
import { wireMessage } from './message-events.js';
import type { Ack, Block, FileDraft, JsonObject, SimMessage } from './model.js';
import { addReaction, removeReaction } from './reactions.js';
import { editStamp } from './timestamps.js';
import { composeTyped } from './typed-text.js';
import { withoutFields } from './without-fields.js';

/** How a person posts. `raw` sends exact wire content instead of what the composer makes of the text. */
export interface PostOptions {
  thread_ts?: string;
  broadcast?: boolean;
  files?: FileDraft[];
  raw?: { text: string; blocks?: Block[] };
}

function snapshot(message: SimMessage, ack: Ack): SimMessage {
  return { ...structuredClone(message), ack };
}

/** A person posts; resolves once the first delivery of the event was answered (`ack`). */
export async function post(sim: SimContext, user: string, channelId: string, typed: string, options: PostOptions = {}): Promise<SimMessage> {
  const channel = sim.store.channels.get(channelId);
  if (!channel || !sim.store.users.has(user)) throw new Error(`No channel ${channelId} or user ${user}`);
  if (channel.isArchived) throw new Error(`Channel ${channelId} is archived`);
  const parent = options.thread_ts ? knownMessage(sim, channelId, options.thread_ts) : undefined;
  if (!channel.members.includes(user)) sim.store.putChannel({ ...channel, members: [...channel.members, user] });
  const content = options.raw ?? (typed === '' ? { text: '' } : composeTyped(sim.store, typed));
  const files = (options.files ?? []).map((draft) => addFile(sim, draft, user));
  const threadTs = parent && (parent.thread_ts ?? parent.ts);
  const message: SimMessage = {
    type: 'message', channel: channelId, ts: sim.store.timestamps.next(), team: TEAM.id, user, client_msg_id: randomUUID(), text: content.text,
    ...(content.blocks ? { blocks: content.blocks } : {}),
    ...(files.length > 0 ? { subtype: 'file_share', files } : {}),
    ...(threadTs ? { thread_ts: threadTs, parent_user_id: parent.user ?? '' } : {}),
    ...(threadTs && options.broadcast ? { subtype: 'thread_broadcast' } : {}),
  };
  sim.store.addMessage(message);
  if (message.text.includes(`<@${APP.botUser}>`)) void sim.courier.event({ ...sim.events.posted(message), type: 'app_mention', subtype: undefined });
  return snapshot(message, await sim.courier.event(sim.events.posted(message)));
}

/** A person edits a message of their own. */
export async function edit(sim: SimContext, user: string, channel: string, ts: string, typed: string, raw?: PostOptions['raw']): Promise<SimMessage> {
  const message = ownMessage(sim, user, channel, ts);
  const previous = wireMessage(message);
  Object.assign(message, raw ?? composeTyped(sim.store, typed), { edited: { user, ts: editStamp() } });
  sim.store.changeMessage(message);
  return snapshot(message, await sim.courier.event(sim.events.changed(message, previous)));
}

/** A person deletes a message of their own. */
export async function remove(sim: SimContext, user: string, channel: string, ts: string): Promise<Ack> {
  return sim.courier.event(takeAway(sim, ownMessage(sim, user, channel, ts)));
}

/**
 * An admin of the workspace deletes anybody's message, an app's too; the event names nobody.
 * @param bare as Slack documents it: without what stood there
 */
export async function removeAsAdmin(sim: SimContext, channel: string, ts: string, bare: boolean): Promise<Ack> {
  const event = takeAway(sim, knownMessage(sim, channel, ts));
  return sim.courier.event(bare ? withoutFields(event, 'previous_message') : event);
}

/** Slack itself adds a link preview: a message_changed that is no edit. */
export async function unfurl(sim: SimContext, channel: string, ts: string, attachment: JsonObject = {}): Promise<Ack> {
  const message = knownMessage(sim, channel, ts);
  const previous = wireMessage(message);
  const link = /<(https?:[^|>]+)/.exec(message.text)?.[1] ?? 'https://example.com/';
  message.attachments = [...(message.attachments ?? []), { id: 1, from_url: link, original_url: link, title: link, fallback: link, service_name: new URL(link).hostname, ...attachment }];
  sim.store.changeMessage(message);
  return sim.courier.event(sim.events.changed(message, previous));
}

/** A person adds (`on`) or takes back a reaction. */
export async function react(sim: SimContext, user: string, channel: string, ts: string, name: string, on: boolean): Promise<Ack> {
  const message = knownMessage(sim, channel, ts);
  const changed = on ? addReaction(sim.store, message, user, name) : removeReaction(sim.store, message, user, name);
  if (!changed) return { status: 0, body: null, error: on ? 'already_reacted' : 'no_reaction' };
  return sim.courier.event(sim.events.reaction(on ? 'reaction_added' : 'reaction_removed', user, name, message));
}

function ownMessage(sim: SimContext, user: string, channel: string, ts: string): SimMessage {
  const message = knownMessage(sim, channel, ts);
  if (message.user !== user) throw new Error(`Message ${ts} is not ${user}'s own`);
  return message;
}
