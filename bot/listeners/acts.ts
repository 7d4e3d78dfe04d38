import type { App, SlackAction } from '@slack/bolt';
import type { ModalView } from '@slack/web-api';
import { selectOne } from '../../src/db/rows.js';
import { findThread } from '../../src/domain/conversation/threads.js';
import { Refused } from '../../src/kit/errors.js';
import { answering, toThem } from '../actor.js';
import { actForm } from '../acts/form.js';
import { actsMenu } from '../acts/menu-form.js';
import { actOf } from '../acts/offered.js';
import { conversationPicker } from '../acts/picker.js';
import { permitAct, personOf, runChange, sayDone } from '../acts/run.js';
import type { Act, Person, Shown } from '../acts/act.js';
import { publishHome } from '../home-page.js';
import type { BotParts } from '../parts.js';
import { ACTIONS, ACTS, COMMANDS, SHORTCUTS, actButton, type ActName } from '../surface.js';
import { section } from '../views/parts.js';

/** What a door gives an act: who asks, about which conversation, and how to show something. */
interface Door {
  userId: string;
  conversation: number;
  words: string;
  source: string;
  open(view: ModalView): Promise<unknown>;
}

const shown = (text: string, blocks = [section(text)]): Shown => ({ text, blocks });

/** One act through any door: done at once when nothing is missing, else its form is opened. */
async function throughDoor(parts: BotParts, name: ActName, door: Door): Promise<Shown | undefined> {
  const act = actOf(name);
  const person = await personOf(parts, door.userId);
  await permitAct(parts, act, person, door.conversation);
  if (act.is === 'read') return act.show(door.conversation, door.words, parts, person);
  if (act.is === 'house') throw new Refused('slack:refused.broken');
  const input: unknown = await act.read(door.words, parts, undefined, door.conversation);
  if (input !== undefined) return shown(sayDone(await runChange(parts, act, { conversation: door.conversation, input, slackUserId: door.userId, source: door.source }), parts));
  await door.open(await actForm(name, act, door.conversation, parts, person, undefined, door.words));
  return undefined;
}

/** `#123 rest` or `123 rest`; no number: the picker asks. @throws Refused when no conversation has it */
async function readNumber(parts: BotParts, text: string): Promise<{ conversation: number; words: string } | undefined> {
  const found = /^#?(\d{1,9})(?:\s+([^]*))?$/.exec(text.trim());
  if (!found) return undefined;
  const row = await selectOne<{ id: number }>(parts.source.manager, 'SELECT COALESCE(merged_into_id, id) AS id FROM conversations WHERE id = ?', [Number(found[1])]);
  if (!row) throw new Refused('slack:refused.no_conversation', { number: String(found[1]) });
  return { conversation: row.id, words: (found[2] ?? '').trim() };
}

/** Every act by slash command, button, menu and message shortcut. */
export function registerActs(app: App, parts: BotParts): void {
  for (const name of Object.keys(ACTS) as ActName[]) {
    if (actOf(name).is !== 'house') registerButton(app, parts, name);
    if (name in COMMANDS) registerCommand(app, parts, name);
  }
  registerMenu(app, parts);
  registerShortcut(app, parts);
}

function registerCommand(app: App, parts: BotParts, name: ActName): void {
  app.command((COMMANDS as Record<string, string>)[name] as string, async ({ ack, command, client }) => {
    let view: Shown | undefined;
    await answering(parts, async (text, blocks) => void (view = shown(text, blocks)), async () => {
      const open = (form: ModalView) => client.views.open({ trigger_id: command.trigger_id, view: form });
      view = await throughCommand(parts, name, command.text, { userId: command.user_id, source: `command:${command.trigger_id}`, open });
      return undefined;
    });
    await ack(view === undefined ? undefined : { response_type: 'ephemeral', ...view });
  });
}

async function throughCommand(parts: BotParts, name: ActName, text: string, door: Omit<Door, 'conversation' | 'words'>): Promise<Shown | undefined> {
  const act = actOf(name);
  if (act.is === 'house') {
    const person = act.deed === null ? await personOf(parts, door.userId).catch(() => undefined) : await personOf(parts, door.userId);
    if (person) await permitAct(parts, act, person, 0);
    const answer = await act.show(text, parts, person);
    if (!('view' in answer)) return answer;
    await door.open(answer.view as ModalView);
    return undefined;
  }
  const person = await personOf(parts, door.userId);
  const about = await readNumber(parts, text);
  if (about) return throughDoor(parts, name, { ...door, ...about });
  if (text.trim() === '') return chooseConversation(name, act, person, parts);
  throw new Refused('slack:refused.usage', { usage: parts.t(`slack:act.${name}.usage`) });
}

/** A command alone: the choice of a conversation, and what the act shows below it. */
async function chooseConversation(name: ActName, act: Act, person: Person, parts: BotParts): Promise<Shown> {
  const { text, blocks } = await conversationPicker(name, person, parts);
  const aside = act.is === 'change' && act.aside ? await act.aside(parts) : [];
  return { text, blocks: [...blocks, ...aside].slice(0, 50) };
}

/** Where a click came from decides where its answer goes: below the message, or into the open form. */
async function clicked(parts: BotParts, { body, name, conversation, respond, client }: { body: SlackAction; name: ActName; conversation: number; respond: (message: { text: string; response_type: 'ephemeral'; replace_original: boolean; blocks?: Shown['blocks'] }) => Promise<unknown>; client: BotParts['client'] }): Promise<void> {
  const inside = 'view' in body && body.view?.type === 'modal' ? body.view : undefined;
  const trigger = 'trigger_id' in body ? (body.trigger_id as string) : '';
  let answer: Shown | undefined;
  await answering(parts, async (text, blocks) => void (answer = shown(text, blocks)), async () => {
    const open = (view: ModalView) => (inside ? client.views.update({ view_id: inside.id, view }) : client.views.open({ trigger_id: trigger, view }));
    answer = await throughDoor(parts, name, { userId: body.user.id, conversation, words: '', source: `click:${trigger}`, open });
    return undefined;
  });
  if ('view' in body && body.view?.type === 'home') await publishHome(body.user.id, body.view.private_metadata, parts);
  if (!answer) return;
  if (!inside && 'container' in body && (body.container as { type?: string } | undefined)?.type !== 'view') await respond({ ...answer, response_type: 'ephemeral', replace_original: false });
  else if (inside) await client.views.update({ view_id: inside.id, view: told(answer, parts, conversation) });
  else await client.views.open({ trigger_id: trigger, view: told(answer, parts, conversation) });
}

/** An answer as a form without fields. */
function told(answer: Shown, parts: BotParts, conversation: number): ModalView {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  return { type: 'modal', title: plain(parts.t('slack:acts.title', { number: conversation })), close: plain(parts.t('slack:form.close')), blocks: answer.blocks.slice(0, 100) };
}

function registerButton(app: App, parts: BotParts, name: ActName): void {
  app.action(actButton(name), async ({ ack, body, action, respond, client }) => {
    await clicked(parts, { body, name, conversation: Number('value' in action ? action.value : NaN), respond, client });
    await ack();
  });
}

function registerMenu(app: App, parts: BotParts): void {
  app.action(ACTIONS.menu, async ({ ack, body, action, respond, client }) => {
    const [name = '', conversation] = (action.type === 'static_select' ? action.selected_option.value : '').split(':');
    if (Object.hasOwn(ACTS, name) && actOf(name as ActName).is !== 'house') await clicked(parts, { body, name: name as ActName, conversation: Number(conversation), respond, client });
    await ack();
  });
}

function registerShortcut(app: App, parts: BotParts): void {
  app.shortcut({ callback_id: SHORTCUTS.acts, type: 'message_action' }, async ({ ack, shortcut, client, respond }) => {
    await answering(parts, toThem(respond), async () => {
      await personOf(parts, shortcut.user.id);
      const { channel, message } = shortcut;
      const thread = await findThread(parts.source.manager, channel.id, (message['thread_ts'] as string | undefined) ?? message.ts);
      if (!thread) throw new Refused('slack:refused.no_thread');
      await client.views.open({ trigger_id: shortcut.trigger_id, view: await actsMenu(thread.conversation_id, parts) });
      return undefined;
    });
    await ack();
  });
}
