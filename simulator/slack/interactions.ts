import type { ClickChoice, ClickTarget, FoundTarget } from './click-targets.js';
import { findElement, findTarget, placeOf } from './click-targets.js';
import type { SimContext } from './context.js';
import { knownMessage } from './context.js';
import { showEphemeral } from './app-posts.js';
import type { Given } from './element-values.js';
import { filledIn } from './filled-in.js';
import { elementValue, optionsOf, stateOf } from './element-values.js';
import { APP, SLACKBOT, TEAM } from './identity.js';
import { wireMessage } from './message-events.js';
import type { Ack, Block, JsonObject } from './model.js';
import { respond } from './response-urls.js';
import { isObject } from './text-check.js';

/** Fields every interaction payload begins with. */
export function payloadBase(sim: SimContext, user: string): JsonObject {
  const name = sim.store.users.get(user)?.name ?? user;
  return {
    team: { id: TEAM.id, domain: TEAM.domain }, user: { id: user, username: name, name, team_id: TEAM.id }, api_app_id: APP.id,
    token: 'simulator-verification-token', enterprise: null, is_enterprise_install: false,
  };
}

function responseUrl(sim: SimContext, user: string, found: FoundTarget): JsonObject {
  const ts = found.ephemeral?.ts ?? found.message?.ts;
  return found.channel ? { response_url: sim.settings.baseUrl + sim.responses.issue({ user, channel: found.channel, ts }) } : {};
}

async function sendAction(sim: SimContext, user: string, found: FoundTarget, block: Block, element: Block, action: JsonObject, typed: JsonObject = {}): Promise<Ack> {
  const blockId = String(block.block_id);
  const actionId = String(element.action_id);
  const values = found.view ? filledIn(found.view, typed) : stateOf(found.blocks);
  if (values[blockId]?.[actionId]) values[blockId][actionId] = elementValue(element, action.type === element.type ? pick(action) : null);
  if (found.view) sim.views.remember(found.view, values);
  const payload = {
    type: 'block_actions', ...payloadBase(sim, user), ...placeOf(sim, found), trigger_id: sim.triggers.issue(user, found.view?.id),
    ...responseUrl(sim, user, found), state: { values },
    actions: [{ action_id: actionId, block_id: blockId, ...action, action_ts: sim.store.timestamps.next() }],
  };
  return sim.courier.interaction('interactive', payload);
}

function pick(action: JsonObject): unknown {
  const key = Object.keys(action).find((name) => name === 'value' || (name.startsWith('selected_') || name === 'rich_text_value'));
  return key ? action[key] : null;
}

/** Clicks a button. */
export async function click(sim: SimContext, user: string, target: ClickTarget, actionId: string, choice: ClickChoice = {}): Promise<Ack> {
  const found = findTarget(sim, user, target);
  const { block, element } = findElement(found, actionId, choice);
  if (element.type !== 'button' && element.type !== 'workflow_button') return chooseOption(sim, user, target, actionId, choice.value ?? null, choice);
  const { type, text, value, style, url } = element;
  return sendAction(sim, user, found, block, element, { type, text, ...(value === undefined ? {} : { value }), ...(style ? { style } : {}), ...(url ? { url } : {}) }, choice.typed);
}

/** Chooses in a select, overflow menu, date picker, checkboxes or radio buttons. */
export async function chooseOption(sim: SimContext, user: string, target: ClickTarget, actionId: string, given: Given, choice: ClickChoice = {}): Promise<Ack> {
  const found = findTarget(sim, user, target);
  const { block, element } = findElement(found, actionId, { blockId: choice.blockId });
  if (element.type !== 'overflow') return sendAction(sim, user, found, block, element, elementValue(element, given), choice.typed);
  const chosen = optionsOf(element).find((option) => option.value === given || (isObject(option.text) && option.text.text === given));
  if (!chosen) throw new Error(`No option "${String(given)}" in overflow ${actionId}`);
  return sendAction(sim, user, found, block, element, { type: 'overflow', selected_option: chosen }, choice.typed);
}

/** Types into an external select; the answer's body holds the product's options. */
export async function suggest(sim: SimContext, user: string, target: ClickTarget, actionId: string, typed: string): Promise<Ack> {
  const found = findTarget(sim, user, target);
  const { block } = findElement(found, actionId);
  return sim.courier.interaction('interactive', {
    type: 'block_suggestion', ...payloadBase(sim, user), ...placeOf(sim, found), action_id: actionId, block_id: block.block_id, value: typed,
  });
}

/** Runs a slash command in a channel; its answer, or Slack's own complaint, is shown to the person. */
export async function slash(sim: SimContext, user: string, channelId: string, command: string, text: string): Promise<Ack> {
  const channel = sim.store.channels.get(channelId);
  if (!channel) throw new Error(`No channel ${channelId}`);
  const complain = (said: string): void => void showEphemeral(sim, { text: said }, { channel: channelId, user, from: SLACKBOT });
  const { commands, baseUrl } = sim.settings;
  if (commands.length > 0 && !commands.some((offer) => offer.command === command)) {
    complain(`\`${command}\` não é um comando válido.`);
    return { status: 0, body: null, error: 'unknown_command' };
  }
  const origin = { user, channel: channelId };
  const ack = await sim.courier.interaction('slash_commands', {
    token: 'simulator-verification-token', team_id: TEAM.id, team_domain: TEAM.domain, channel_id: channelId,
    channel_name: channel.isIm ? 'directmessage' : channel.name, user_id: user, user_name: sim.store.users.get(user)?.name ?? user,
    command, text, api_app_id: APP.id, is_enterprise_install: 'false', response_url: baseUrl + sim.responses.issue(origin), trigger_id: sim.triggers.issue(user),
  });
  if (ack.error) complain(`\`${command}\` falhou com o erro “${ack.error.includes('timeout') ? 'operation_timeout' : 'dispatch_failed'}”.`);
  else if (typeof ack.body === 'string' ? ack.body !== '' : isObject(ack.body)) respond(sim, origin, isObject(ack.body) ? ack.body : { text: ack.body });
  return ack;
}

/** Uses a message shortcut (with a message) or a global one. */
export async function shortcut(sim: SimContext, user: string, callbackId: string, target?: { channel: string; ts: string }): Promise<Ack> {
  const base = { ...payloadBase(sim, user), callback_id: callbackId, trigger_id: sim.triggers.issue(user), action_ts: sim.store.timestamps.next() };
  if (!target) return sim.courier.interaction('interactive', { type: 'shortcut', ...base });
  const message = knownMessage(sim, target.channel, target.ts);
  return sim.courier.interaction('interactive', {
    type: 'message_action', ...base, message_ts: message.ts, message: wireMessage(message, true),
    channel: { id: message.channel, name: sim.store.channels.get(message.channel)?.name },
    response_url: sim.settings.baseUrl + sim.responses.issue({ user, channel: message.channel, ts: message.ts }),
  });
}
