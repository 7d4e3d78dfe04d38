import type { FileDraft } from '../../simulator/slack/workspace.js';
import type { SimMessage } from '../../simulator/slack/model.js';
import { ANA, ATENDIMENTO, type World } from './world.js';

/** The conversation's card: the parent of its live thread. */
export async function cardOf(world: World, conversation = 1): Promise<SimMessage> {
  const [row] = await world.rows<{ channel_id: string; thread_ts: string }>('SELECT channel_id, thread_ts FROM conversation_threads WHERE live_conversation_id = ?', [conversation]);
  if (!row) throw new Error(`conversation ${conversation} has no thread`);
  const parent = world.slack.thread(row.channel_id, row.thread_ts)[0];
  if (!parent) throw new Error(`the card of conversation ${conversation} is not in Slack`);
  return parent;
}

/** Everything below the card, in the thread's order. */
export async function repliesOf(world: World, conversation = 1): Promise<SimMessage[]> {
  const card = await cardOf(world, conversation);
  return world.slack.thread(card.channel, card.ts).slice(1);
}

/** The texts below the card. */
export async function textsOf(world: World, conversation = 1): Promise<string[]> {
  return (await repliesOf(world, conversation)).map((message) => message.text);
}

/** Somebody answers in the conversation's thread; returns once Slack's event was taken and everything came to rest. */
export async function answer(world: World, user: string, text: string, conversation = 1, files?: FileDraft[]): Promise<SimMessage> {
  const card = await cardOf(world, conversation);
  const message = await world.slack.post(user, card.channel, text, { thread_ts: card.ts, ...(files === undefined ? {} : { files }) });
  await world.settle();
  return message;
}

/** Somebody edits a message of theirs, and everything comes to rest. */
export async function edit(world: World, message: SimMessage, text: string, user = ANA): Promise<void> {
  await world.slack.edit(user, message.channel, message.ts, text);
  await world.settle();
}

/** Somebody deletes a message of theirs, and everything comes to rest. */
export async function remove(world: World, message: SimMessage, user = ANA): Promise<void> {
  await world.slack.remove(user, message.channel, message.ts);
  await world.settle();
}

/** Somebody types a slash command in the channel; what they read at once, as JSON. */
export async function slash(world: World, user: string, command: string, text: string): Promise<string> {
  const told = JSON.stringify((await world.slack.slash(user, ATENDIMENTO, command, text)).body ?? '');
  await world.settle();
  return told;
}

/** Somebody writes a word such as `!n2` in the thread; what only they read afterwards, as JSON. */
export async function word(world: World, user: string, text: string, conversation = 1): Promise<string> {
  await answer(world, user, text, conversation);
  return whispered(world, user);
}

/** What only that person read last, as JSON. */
export const whispered = (world: World, user: string): string => JSON.stringify(world.slack.ephemerals(user).at(-1));

/** The reactions of ours on a message. */
export function ticksOn(world: World, message: SimMessage): string[] {
  const place = message.thread_ts ?? message.ts;
  const found = world.slack.thread(message.channel, place).find((other) => other.ts === message.ts);
  return (found?.reactions ?? []).map((reaction) => reaction.name);
}

/** All blocks' text of a message, for assertions on what a person reads. */
export function shown(message: { text: string; blocks?: unknown[] }): string {
  return message.blocks ? JSON.stringify(message.blocks) : message.text;
}

/** What a person reads of the channel's messages outside threads. */
export function channelShown(world: World, channel: string): string[] {
  return world.slack.channel(channel).messages.filter((message) => message.thread_ts === undefined).map(shown);
}

/** Texts of the channel's top-level messages. */
export function channelTexts(world: World, channel = ATENDIMENTO): string[] {
  return world.slack.channel(channel).messages.filter((message) => message.thread_ts === undefined || message.thread_ts === message.ts).map((message) => message.text);
}
