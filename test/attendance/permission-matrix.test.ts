import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pageAllows, permissionsOf } from '../../docs/tools/permissions-page.mjs';
import type { Act } from '../../bot/acts/act.js';
import { ALL } from '../../bot/acts/all.js';
import { ACTIONS, ACTS, COMMANDS, actButton, type ActName } from '../../bot/surface.js';
import type { Actor, Conversation } from '../../src/domain/ctx.js';
import type { Role } from '../../src/domain/facts.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { mayDo, mayDoInHouse, mayInHouse, type Deed, type HouseDeed } from '../../src/domain/people/permissions.js';
import { LOCALES, createTranslate } from '../../src/kit/i18n.js';
import { repositoryRoot } from '../../src/kit/repository-root.js';
import { forge, forgeSubmission, forgedButton } from '../support/forged.js';
import { answer, cardOf } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, SOFIA, STRANGER, startWorld, type World } from '../support/world.js';

const CHEFE = 'U0CHEFE0001';
const IVO = 'U0IVO000001';
const RELATIONS = ['owner', 'unowned', 'not owner'] as const;
type Relation = (typeof RELATIONS)[number];
const PEOPLE: Record<Role, string> = { agent: ANA, supervisor: SOFIA, admin: CHEFE };
const ROLES = Object.keys(PEOPLE) as Role[];

const t = createTranslate('pt-BR');
const rule = (deed: string) => t(`slack:rule.${deed.replace(/[ -]/g, '_')}`);
const acts = Object.entries(ALL) as [ActName, Act][];
const aboutConversations = acts.flatMap(([name, act]) => (act.is === 'house' ? [] : [[name, act] as const]));
/** What is no act of its own: the button and what it is about, made as it must be for the deed to be possible. */
const BUTTONS: Partial<Record<Deed, { action: string; prepare: () => Promise<unknown> }>> = {
  'send a held reply': { action: ACTIONS.sendHeld, prepare: () => world.rows("UPDATE slack_replies SET state = 'held', reason = 'not_owner' WHERE id = 1") },
  'keep a held reply as a note': { action: ACTIONS.keepHeld, prepare: () => world.rows("UPDATE slack_replies SET state = 'held', reason = 'not_owner' WHERE id = 1") },
  'retry a failed message': { action: ACTIONS.retry, prepare: () => world.rows("UPDATE messages SET status = 'failed' WHERE id = ?", [ours]) },
  'fetch a file again': { action: ACTIONS.retryMedia, prepare: () => world.rows("UPDATE attachments SET state = 'failed', error = 'no_answer'") },
};

let world: World;
let ours = 0;
const ids = new Map<string, number>();

beforeAll(async () => {
  world = await startWorld();
  const sql = world.house.source.manager;
  await saveAgent(sql, world.clock.now(), { name: 'Carla Chefe', email: 'carla@carinho.test', role: 'admin', slackUserId: CHEFE });
  await saveAgent(sql, world.clock.now(), { name: 'Ivo Inativo', email: 'ivo@carinho.test', role: 'admin', slackUserId: IVO, active: false });
  for (const [id, name] of [[CHEFE, 'carla'], [IVO, 'ivo']] as const) world.slack.addUser({ id, name, realName: name });
  for (const row of await world.rows<{ id: number; slack_user_id: string }>('SELECT id, slack_user_id FROM agents')) ids.set(row.slack_user_id, row.id);
  world.phone('5511988887777', { name: 'Maria' }).says('Bom dia');
  world.phone('5511988887778', { name: 'Outra' }).says('Boa tarde');
  await world.settle();
  await answer(world, BRUNO, 'Bom dia!');
  const [message] = await world.rows<{ id: number }>("SELECT id FROM messages WHERE author_kind = 'agent'");
  ours = message?.id as number;
  await world.rows("INSERT INTO attachments (message_id, conversation_id, kind, source_url, created_at) VALUES (1, 1, 'document', 'http://127.0.0.1:9/nada.pdf', ?)", [world.clock.now()]);
});
afterAll(() => world.end());

/** Conversation 1 as the relation has it, open and in the middle of its life. */
async function arrange(user: string, relation: Relation): Promise<void> {
  const assignee = { owner: ids.get(user), unowned: null, 'not owner': ids.get(BRUNO) }[relation];
  await world.rows("UPDATE conversations SET assignee_id = ?, status = 'triage', level = 'n2', priority = 'normal', open_contact_id = contact_id, closed_at = NULL WHERE id = 1", [assignee]);
}

/** What somebody reads after doing something: what only they see, and the form that stands open. */
async function reads(user: string, deed: () => Promise<unknown>): Promise<string> {
  const before = world.slack.ephemerals(user).length;
  await deed();
  const told = world.slack.ephemerals(user).slice(before).map((one) => JSON.stringify(one));
  const view = world.slack.views(user);
  if (view) await world.slack.closeView(user);
  return [...told, ...(view ? [JSON.stringify(view.blocks)] : [])].join('\n');
}

/** As the policy itself says. */
function allowed(deed: Deed, role: Role, relation: Relation, authorId: number | null = null): boolean {
  const actor: Extract<Actor, { kind: 'agent' }> = { kind: 'agent', id: 7, name: '', role, slackUserId: null };
  return mayDo[deed](actor, { assignee_id: { owner: 7, unowned: null, 'not owner': 8 }[relation] } as Conversation, { authorId });
}

const cases = (deed: Deed) => ROLES.flatMap((role) => RELATIONS.map((relation) => ({ role, relation, may: allowed(deed, role, relation) })));
const trail = async () => (await world.rows<{ n: number }>('SELECT COUNT(*) AS n FROM conversation_history'))[0]?.n;
const state = () => world.rows('SELECT id, status, priority, level, assignee_id FROM conversations ORDER BY id');

describe('the policy', () => {
  test('every deed is reached by an act or a button of this test', () => {
    // "Assumir" is two deeds, the second of an escalated conversation (escalation.test.ts); files are opened in the portal (test/portal/stored-files).
    const elsewhere = ['take over an escalated conversation', 'open a stored file'];
    const reached = new Set<string>([...aboutConversations.map(([, act]) => act.deed), ...Object.keys(BUTTONS), ...elsewhere]);
    expect(Object.keys(mayDo).filter((deed) => !reached.has(deed))).toEqual([]);
  });

  test('every deed has words in both languages', () => {
    for (const locale of LOCALES) {
      const translate = createTranslate(locale);
      for (const deed of [...Object.keys(mayDo), ...Object.keys(mayDoInHouse)]) expect(translate(`slack:rule.${deed.replace(/[ -]/g, '_')}`).length).toBeGreaterThan(10);
    }
  });

  test('docs/permissions.md says of each deed what the policy does', () => {
    const page = permissionsOf(readFileSync(join(repositoryRoot(), 'src/domain/people/permissions.ts'), 'utf8'));
    expect(page.map(({ deed }) => deed)).toEqual(Object.keys(mayDo));
    for (const { deed, rules } of page) for (const { role, relation, may } of cases(deed as Deed)) expect([deed, role, relation, pageAllows(rules, role, relation)]).toEqual([deed, role, relation, may]);
  });
});

describe('each act, by role and whose the conversation is', () => {
  test.each(aboutConversations)('%s: by its button, wherever it comes from', async (name, act) => {
    for (const { role, relation, may } of cases(act.deed)) {
      const user = PEOPLE[role];
      await arrange(user, relation);
      const [before, history] = [await state(), await trail()];
      const told = await reads(user, () => world.slack.click(user, forgedButton(actButton(name), '1'), actButton(name)));
      expect([name, role, relation, told.includes(rule(act.deed))]).toEqual([name, role, relation, !may]);
      if (!may) expect([await state(), await trail()]).toEqual([before, history]);
    }
  });

  test.each(aboutConversations.filter(([name]) => name in COMMANDS))('%s: by its command', async (name, act) => {
    for (const { role, relation, may } of cases(act.deed)) {
      const user = PEOPLE[role];
      await arrange(user, relation);
      const told = await reads(user, () => world.slack.slash(user, ATENDIMENTO, (COMMANDS as Record<string, string>)[name] as string, '#1'));
      expect([name, role, relation, told.includes(rule(act.deed))]).toEqual([name, role, relation, !may]);
    }
  });

  test.each(aboutConversations)('%s: by its words in the thread', async (name, act) => {
    for (const { role, relation, may } of cases(act.deed).filter((one) => one.role === 'agent')) {
      await arrange(PEOPLE[role], relation);
      const [before, history] = [await state(), await trail()];
      const told = await reads(PEOPLE[role], () => answer(world, PEOPLE[role], `!${ACTS[name].words[0]}`));
      expect([name, role, relation, told.includes(rule(act.deed))]).toEqual([name, role, relation, !may]);
      if (!may) expect([await state(), await trail()]).toEqual([before, history]);
    }
  });

  test.each(Object.entries(BUTTONS) as [Deed, { action: string; prepare: () => Promise<unknown> }][])('%s', async (deed, { action, prepare }) => {
    const value = action === ACTIONS.retry ? String(ours) : '1';
    const click = (user: string) => reads(user, () => world.slack.click(user, forgedButton(action, value), action));
    for (const { role, relation, may } of cases(deed)) {
      await arrange(PEOPLE[role], relation);
      await prepare();
      expect([role, relation, (await click(PEOPLE[role])).includes(rule(deed))]).toEqual([role, relation, !may]);
    }
    // Whoever wrote it, though the conversation is somebody else's.
    await arrange(ANA, 'owner');
    await prepare();
    expect((await click(BRUNO)).includes(rule(deed))).toBe(!allowed(deed, 'agent', 'not owner', 7));
  });

  test('a form somebody else opened, sent by an attendant whose conversation it is not', async () => {
    const forms = aboutConversations.flatMap(([name, act]) => (act.is === 'change' && act.submitted && !allowed(act.deed, 'agent', 'not owner') ? [[name, act.deed] as const] : []));
    expect(forms.length).toBeGreaterThan(0);
    for (const [name, deed] of forms) {
      await arrange(ANA, 'not owner');
      if (name === 'reopen') await world.rows("UPDATE conversations SET status = 'closed', open_contact_id = NULL WHERE id = 1");
      await world.slack.click(BRUNO, forgedButton(actButton(name), '1'), actButton(name));
      const view = world.slack.views(BRUNO);
      if (view?.callback_id !== 'act_form') continue;
      await world.slack.closeView(BRUNO);
      const [before, history] = [await state(), await trail()];
      const given = Object.fromEntries((view.blocks as unknown as Input[]).filter((block) => block.type === 'input').map((block) => [block.block_id, filled(block.element)]));
      const answered = await forgeSubmission(world, ANA, { callback_id: 'act_form', private_metadata: view.private_metadata, blocks: view.blocks }, given);
      expect([name, answered.text.includes(rule(deed))]).toEqual([name, true]);
      expect([await state(), await trail()]).toEqual([before, history]);
    }
  });
});

interface Input {
  type: string;
  block_id: string;
  element: { type: string; options?: object[] };
}

/** Something a person could have filled in. */
function filled({ type, options = [] }: Input['element']): Record<string, unknown> {
  if (type === 'datetimepicker') return { type, selected_date_time: Math.floor(world.clock.now().getTime() / 1000) + 7200 };
  if (type.startsWith('multi_') || type === 'checkboxes') return { type, selected_options: options.slice(0, 1) };
  if (type.includes('select') || type === 'radio_buttons') return { type, selected_option: options[0] ?? null };
  return { type, value: type === 'number_input' ? '80' : 'Motivo por extenso' };
}

describe('the house', () => {
  test('by its commands and words, as the role allows', async () => {
    const house = acts.flatMap(([name, act]) => (act.is === 'house' && act.deed !== null ? [[name, act.deed] as const] : []));
    for (const [name, deed] of house) {
      for (const role of ROLES) {
        const user = PEOPLE[role];
        const command = (COMMANDS as Partial<Record<ActName, string>>)[name];
        const told = await reads(user, () => (command === undefined ? answer(world, user, `!${ACTS[name].words[0]}`) : world.slack.slash(user, ATENDIMENTO, command)));
        expect([name, role, told.includes('Isto precisa do papel')]).toEqual([name, role, !mayInHouse({ kind: 'agent', id: 1, name: '', role, slackUserId: null }, deed as HouseDeed)]);
      }
    }
  });

  test('each role has what the one below has', () => {
    for (const deed of Object.keys(mayDoInHouse) as HouseDeed[]) {
      const may = ROLES.map((role) => mayInHouse({ kind: 'agent', id: 1, name: '', role, slackUserId: null }, deed));
      expect([deed, may]).toEqual([deed, [...may].sort((a, b) => Number(a) - Number(b))]);
      expect(mayInHouse({ kind: 'customer' }, deed)).toBe(false);
    }
  });
});

describe('who is not in the team', () => {
  test.each([['a stranger', STRANGER, 'Só pessoas da equipe'], ['somebody inactive, of whatever role', IVO, 'inativo']])('%s does nothing by any door', async (_, user, words) => {
    await arrange(ANA, 'unowned');
    const [before, history] = [await state(), await trail()];
    const expectRefused = async (what: string, deed: () => Promise<unknown>) => {
      const told = await reads(user, deed);
      expect([what, told.includes(words)]).toEqual([what, true]);
    };
    for (const [name, act] of acts) {
      if (act.is !== 'house') await expectRefused(name, () => world.slack.click(user, forgedButton(actButton(name), '1'), actButton(name)));
      const command = (COMMANDS as Partial<Record<ActName, string>>)[name];
      if (command !== undefined && !(act.is === 'house' && act.deed === null)) await expectRefused(command, () => world.slack.slash(user, ATENDIMENTO, command, '#1'));
    }
    for (const { action } of Object.values(BUTTONS)) await expectRefused(action, () => world.slack.click(user, forgedButton(action, '1'), action));
    for (const action of [ACTIONS.joinApprove, ACTIONS.joinDecline, ACTIONS.shiftStart, ACTIONS.shiftEnd, ACTIONS.handoverAccept]) await expectRefused(action, () => world.slack.click(user, forgedButton(action, '1'), action));
    const card = await cardOf(world);
    await expectRefused('shortcut', () => world.slack.shortcut(user, 'conversation_acts', { channel: card.channel, ts: card.ts }));
    for (const callback of ['act_form', 'handover_form', 'team_join_approve_form']) {
      const metadata = callback === 'act_form' ? JSON.stringify({ act: 'priority', conversation: 1, seen: { status: 'triage', priority: 'normal', level: 'n2', assignee_id: null } }) : '1';
      const blocks = [{ type: 'input', block_id: 'priority' }];
      const answered = await forgeSubmission(world, user, { callback_id: callback, private_metadata: metadata, blocks }, { priority: { selected_option: { value: 'high' } } });
      expect([callback, answered.text.includes(words)]).toEqual([callback, true]);
    }
    expect([await state(), await trail()]).toEqual([before, history]);
  });
});

describe('what we never made', () => {
  test('unknown actions, acts of the house as buttons, numbers that are none: nothing happens', async () => {
    await arrange(ANA, 'unowned');
    const [before, history] = [await state(), await trail()];
    await Promise.all(['act_xxx', 'act_constructor', 'act_help', 'card_action'].map((action) => world.slack.click(ANA, forgedButton(action, '1'), action)));
    for (const value of ['99999', 'NaN', '-1', '1 OR 1=1', '', '1e400']) {
      const told = await reads(ANA, () => world.slack.click(ANA, forgedButton('act_release', value), 'act_release'));
      expect([value, told.includes('Não existe a conversa')]).toEqual([value, true]);
    }
    for (const chosen of ['constructor:1', 'help:1', ':', 'take', 'xxx:1']) {
      await forge(world, ANA, { type: 'block_actions', container: { type: 'message', channel_id: ATENDIMENTO }, channel: { id: ATENDIMENTO, name: 'atendimento' }, response_url: `${world.slack.baseUrl}/nowhere`, actions: [{ type: 'static_select', action_id: 'act_menu', block_id: 'x', selected_option: { value: chosen, text: { type: 'plain_text', text: 'x' } } }] });
    }
    expect([await state(), await trail()]).toEqual([before, history]);
  });

  test('metadata that somebody wrote: what is not ours is not taken, another conversation is judged by its own owner', async () => {
    await arrange(ANA, 'owner');
    await world.rows('UPDATE conversations SET assignee_id = ? WHERE id = 2', [ids.get(BRUNO)]);
    const [before, history] = [await state(), await trail()];
    const seen = { status: 'new', priority: 'normal', level: 'n1', assignee_id: ids.get(BRUNO) };
    const values = { priority: { selected_option: { value: 'high' } }, reason: { value: '' } };
    const submit = (metadata: unknown) => forgeSubmission(world, ANA, { callback_id: 'act_form', private_metadata: typeof metadata === 'string' ? metadata : JSON.stringify(metadata), blocks: [{ type: 'input', block_id: 'priority' }] }, values);
    expect((await submit({ act: 'priority', conversation: 2, seen })).text).toContain(rule('set the priority'));
    for (const strange of ['', '{', 'null', '[]', '{"act":"priority"}', { act: 'xxx', conversation: 1, seen }, { act: '__proto__', conversation: 1, seen }, { act: 'priority', conversation: '1', seen }, { act: 'priority', conversation: 99999, seen }, { act: 'release', conversation: 2, seen }, { act: 'desk', conversation: 1, seen }]) await submit(strange);
    expect([await state(), await trail()]).toEqual([before, history]);
  });
});
