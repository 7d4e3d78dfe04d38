import type { KnownBlock } from '@slack/web-api';
import { liveThread } from '../../src/domain/conversation/threads.js';
import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { findAgent } from '../../src/domain/people/agents.js';
import { TryLater, type MessageVars } from '../../src/kit/errors.js';
import type { BotParts, Channels } from '../parts.js';
import { actButton, type ActName } from '../surface.js';
import { conversationSummary } from '../views/summary.js';
import { actions, button, section } from '../views/parts.js';
import { toldText } from '../views/told.js';
import { postInThread } from './home.js';
import { linkTo, linked } from './links.js';
import { postStanding } from './standing.js';

/** How long an alarm waits for the thread it leads to. */
const THREAD_WAIT_MS = 3000;

export interface Told {
  key: string;
  vars: MessageVars;
  acts?: ActName[];
}

const read = <T>(delivery: Delivery) => JSON.parse(delivery.payload ?? '{}') as T;

/** A line in the thread. */
export function tellThread(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { key, vars } = read<Told>(delivery);
  return postInThread(delivery.conversation_id as number, delivery, context, parts, () => ({ text: toldText(parts.t, key, vars) }));
}

/** A direct message. Somebody without a Slack user, or who left, is not told. */
export async function tellPerson(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { agentId, ...told } = read<Told & { agentId: number }>(delivery);
  const agent = await findAgent(context.sql, agentId);
  if (!agent?.slack_user_id || agent.active !== 1) return { done: 'obsolete' };
  return post(agent.slack_user_id, told, delivery, context, parts, []);
}

/** A conversation shown in another channel of the house; without that channel, in the conversation's own. */
export async function tellChannel(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const { channel: name, alsoIn, ...told } = read<Told & { channel: keyof Channels; alsoIn?: keyof Channels }>(delivery);
  const channel = channelOf(name, parts);
  if (channel === undefined || (alsoIn && channel === channelOf(alsoIn, parts))) return { done: 'obsolete' };
  const summary = delivery.conversation_id === null ? [] : await conversationSummary(context.sql, delivery.conversation_id, parts, context.now);
  return post(channel, told, delivery, context, parts, summary);
}

const channelOf = (name: keyof Channels, { channels }: BotParts) => channels[name] ?? channels.supervisao ?? channels.atendimento;

/** A button for each act, the first one first. */
export const actButtons = (acts: ActName[], id: number | null, parts: BotParts) => acts.map((name, i) => button(parts.t(`slack:act.${name}.label`), actButton(name), String(id), i === 0 ? 'primary' : undefined));

/** Posts it where it is to be read, with a link to the conversation, what it is about, and buttons. */
export async function post(channel: string, { key, vars, acts = [] }: Told, delivery: Delivery, context: SendContext, parts: BotParts, summary: KnownBlock[]): Promise<Outcome> {
  const id = delivery.conversation_id;
  const home = id === null ? undefined : await liveThread(context.sql, id);
  // Told of by the first message itself: its thread is being made, and the alarm is to lead there.
  if (id !== null && !home && context.now.getTime() - delivery.created_at.getTime() < THREAD_WAIT_MS) throw new TryLater('its thread is not there yet', { afterMs: 300, counts: false });
  const url = home && (await linkTo(parts, home.channel_id, home.thread_ts));
  const text = toldText(parts.t, key, vars);
  const link = url === undefined ? '' : ` ${linked(url, parts.t('slack:summons.open'))}`;
  const buttons = actButtons(acts, id, parts);
  const blocks = [section(`${text}${link}`), ...summary, ...(buttons.length > 0 ? [actions(...buttons)] : [])];
  return postStanding(delivery, channel, { text, blocks }, context, parts);
}
