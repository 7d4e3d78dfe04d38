import type { SimMessage } from '../../simulator/slack/model.js';
import { ATENDIMENTO, type World } from './world.js';

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
export async function answer(world: World, user: string, text: string, conversation = 1): Promise<SimMessage> {
  const card = await cardOf(world, conversation);
  const message = await world.slack.post(user, card.channel, text, { thread_ts: card.ts });
  await world.settle();
  return message;
}

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

/** Texts of the channel's top-level messages. */
export function channelTexts(world: World, channel = ATENDIMENTO): string[] {
  return world.slack.channel(channel).messages.filter((message) => message.thread_ts === undefined || message.thread_ts === message.ts).map((message) => message.text);
}
