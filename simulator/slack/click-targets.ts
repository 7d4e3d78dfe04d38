import { elementsOf } from './block-check.js';
import type { SimContext } from './context.js';
import type { Block, JsonObject, SimEphemeral, SimMessage, SimView } from './model.js';
import { wireMessage } from './message-events.js';
import { isObject } from './text-check.js';

/** What a person acts on: a message, an ephemeral, their topmost modal ('view') or their home tab ('home'). */
export type ClickTarget = SimMessage | SimEphemeral | { channel: string; ts: string } | SimView | 'view' | 'home';

/** Which of several elements with one action id is meant. */
export interface ClickChoice {
  blockId?: string;
  value?: string;
  /** What stands in the modal's inputs at that moment, in the forms submitView takes. */
  typed?: JsonObject;
}

/** A target looked up: its blocks and what the payload says of it. */
export interface FoundTarget {
  blocks: Block[];
  container: JsonObject;
  view?: SimView;
  message?: SimMessage;
  ephemeral?: SimEphemeral;
  channel?: string;
}

/** Looks a target up in its newest state. Throws when the person cannot see such a thing. */
export function findTarget(sim: SimContext, user: string, target: ClickTarget): FoundTarget {
  if (target === 'view' || target === 'home' || !('channel' in target)) {
    const view = target === 'home' ? sim.views.home(user) : target === 'view' ? sim.views.current(user) : sim.views.find({ view_id: target.id })?.view;
    if (!view) throw new Error(`${user} has no ${typeof target === 'string' ? target : `view ${target.id}`} open`);
    return { blocks: view.blocks, container: { type: 'view', view_id: view.id }, view };
  }
  const { channel, ts } = target as { channel: string; ts: string };
  const container = (threadTs: string | undefined, isEphemeral: boolean): JsonObject => ({
    type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: isEphemeral, ...(threadTs ? { thread_ts: threadTs } : {}),
  });
  const ephemeral = sim.store.ephemerals.find((known) => known.ts === ts && known.channel === channel);
  if (ephemeral) return { blocks: blocksIn(ephemeral), container: container(ephemeral.thread_ts, true), ephemeral, channel };
  const stored = sim.store.message(channel, ts);
  const message = stored ?? ('text' in target ? (target as SimMessage) : undefined);
  if (!message) throw new Error(`No message or ephemeral ${ts} in ${channel}`);
  const snapshot = 'text' in target ? blocksIn(target as SimMessage) : [];
  return { blocks: [...blocksIn(message), ...snapshot], container: container(message.thread_ts, false), message, channel };
}

function blocksIn(message: { blocks?: Block[]; attachments?: JsonObject[] }): Block[] {
  const attached = (message.attachments ?? []).flatMap((attachment) => (Array.isArray(attachment.blocks) ? (attachment.blocks as Block[]) : []));
  return [...(message.blocks ?? []), ...attached];
}

/** Finds an element by action id. Throws with the ids that are there when it is not. */
export function findElement(found: FoundTarget, actionId: string, choice: ClickChoice = {}): { block: Block; element: Block } {
  const all = found.blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const match = all.find(({ block, element }) =>
    element.action_id === actionId
    && (choice.blockId === undefined || block.block_id === choice.blockId)
    && (choice.value === undefined || element.type !== 'button' || element.value === choice.value));
  if (!match) throw new Error(`No element "${actionId}" here; there are: ${all.map(({ element }) => String(element.action_id)).join(', ') || 'none'}`);
  return match;
}

/** The part of an interaction payload that tells where it happened. */
export function placeOf(sim: SimContext, found: FoundTarget): JsonObject {
  if (found.view) return { container: found.container, view: structuredClone(found.view) };
  const channel = sim.store.channels.get(found.channel ?? '');
  return {
    container: found.container, channel: { id: found.channel, name: channel?.isIm ? 'directmessage' : channel?.name },
    ...(found.message ? { message: wireMessage(found.message, true) } : {}),
  };
}

/** Whether a value may be used as a click target that came over HTTP. */
export function isTarget(value: unknown): value is ClickTarget {
  return value === 'view' || value === 'home' || (isObject(value) && (typeof value.channel === 'string' ? typeof value.ts === 'string' : typeof value.id === 'string'));
}
