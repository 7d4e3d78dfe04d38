import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { saveAgent } from '../../src/domain/people/agents.js';
import type { SimMessage } from '../../simulator/slack/model.js';
import { answer, shown } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, SOFIA, STRANGER, SUPERVISAO, startWorld, type World } from '../support/world.js';

const CHEFE = 'U0CHEFE0001';
const RITA = 'U0RITA00001';
const OUTRA = 'U0OUTRA0001';
const HOUR_MS = 3_600_000;

let world: World;
let visitor = 0;
/** A fresh person of the workspace for each story. */
let nova: string;

beforeAll(async () => {
  world = await startWorld();
  const sql = world.house.source.manager;
  await saveAgent(sql, world.clock.now(), { name: 'Carla Chefe', email: 'carla@carinho.test', role: 'admin', slackUserId: CHEFE });
  await saveAgent(sql, world.clock.now(), { name: 'Rita Regente', email: 'rita@carinho.test', role: 'supervisor', slackUserId: RITA });
  for (const [id, name] of [[CHEFE, 'Carla Chefe'], [RITA, 'Rita Regente'], [OUTRA, 'Olga Outra']] as const) world.slack.addUser({ id, name: name.toLowerCase().replace(' ', '.'), realName: name });
  world.phone('5511988887777', { name: 'Maria' }).says('Bom dia');
  await world.settle();
});
afterAll(() => world.end());
beforeEach(() => {
  visitor += 1;
  nova = `U0NOVA${String(visitor).padStart(5, '0')}`;
  world.slack.addUser({ id: nova, name: `nova${visitor}`, realName: `Nina Nova ${visitor}` });
});

const toldOf = (user: string) => world.slack.channel(`D${user.slice(1)}`).messages.map((message) => message.text);
const requests = () => world.slack.channel(SUPERVISAO).messages.filter((message) => message.text.includes('entrar na equipe'));
const lastRequest = () => requests().at(-1) as SimMessage;
const agent = async (user: string) => (await world.rows<Record<string, unknown>>('SELECT name, email, role, active FROM agents WHERE slack_user_id = ?', [user]))[0];
const lastWords = (user: string) => world.slack.ephemerals(user).at(-1)?.text ?? '';

/** Asks with the form, from the button below `/atendimento`. */
async function asks(user: string, email: string, name?: string): Promise<SimMessage> {
  await world.slack.slash(user, ATENDIMENTO, '/atendimento');
  await world.slack.click(user, world.slack.ephemerals(user).at(-1) as never, 'team_join');
  await world.slack.submitView(user, { ...(name === undefined ? {} : { name }), email });
  await world.settle();
  return lastRequest();
}

async function approves(user: string, request: SimMessage, values: Record<string, unknown> = {}) {
  await world.slack.click(user, request, 'team_join_approve');
  const answered = await world.slack.submitView(user, values);
  await world.settle();
  return answered;
}

describe('somebody who is refused can ask to join', () => {
  test('wherever they are refused there is the button, with their name filled in; a supervisor approves and they can work', async () => {
    await answer(world, nova, 'Olá, posso ajudar?');
    const whisper = world.slack.ephemerals(nova).at(-1);
    expect(shown(whisper as unknown as SimMessage)).toContain('Entrar na equipe');
    await world.slack.slash(nova, ATENDIMENTO, '/assumir', '#1');
    expect(shown(world.slack.ephemerals(nova).at(-1) as unknown as SimMessage)).toContain('team_join');
    await world.slack.openHome(nova);
    expect(JSON.stringify(world.slack.homeView(nova)?.blocks)).toContain('team_join');

    await world.slack.click(nova, whisper as never, 'team_join');
    expect(JSON.stringify(world.slack.views(nova)?.blocks)).toContain(`"initial_value":"Nina Nova ${visitor}"`);
    const refusal = await world.slack.submitView(nova, { email: 'isto@não é' });
    expect(refusal.errors).toBeDefined();
    await world.slack.submitView(nova, { email: 'Nina@Carinho.test' });
    expect(JSON.stringify(world.slack.views(nova)?.blocks)).toContain('Pedido enviado');
    await world.settle();
    const request = lastRequest();
    expect(request.text).toContain('nina@carinho.test');

    await world.slack.click(ANA, request, 'team_join_approve');
    expect(lastWords(ANA)).toContain('a supervisão decide quem entra na equipe');
    await approves(SOFIA, request, { role: 'agent' });
    expect(await agent(nova)).toEqual({ name: `Nina Nova ${visitor}`, email: 'nina@carinho.test', role: 'agent', active: 1 });
    expect(toldOf(nova).at(-1)).toContain('Você agora é da equipe');
    expect(shown(lastRequest())).toContain('Aprovado por Sofia Prado');
    expect(shown(lastRequest())).not.toContain('team_join_approve');
    await world.slack.slash(nova, ATENDIMENTO, '/assumir', '#1');
    expect(lastWords(nova)).toContain('agora é sua');
    expect(await world.rows("SELECT action, new_value, actor_name FROM conversation_history WHERE action LIKE 'team_join%' ORDER BY id")).toEqual([
      { action: 'team_join_asked', new_value: null, actor_name: 'system' },
      { action: 'team_join_decided', new_value: 'approved', actor_name: 'Sofia Prado' },
    ]);
    await world.slack.click(nova, whisper as never, 'team_join');
    expect(lastWords(nova)).toContain('já é da equipe');
  });

  test('asking again before the decision changes the same request and posts nothing new', async () => {
    await asks(nova, 'errado@carinho.test');
    const before = requests().length;
    await asks(nova, 'certo@carinho.test', 'Nina de Novo');
    expect(requests().length).toBe(before);
    expect(shown(lastRequest())).toContain('certo@carinho.test');
    expect(await world.rows('SELECT id FROM team_requests WHERE slack_user_id = ?', [nova])).toHaveLength(1);
    await approves(SOFIA, lastRequest(), { role: 'agent' });
    expect(await agent(nova)).toMatchObject({ name: 'Nina de Novo', email: 'certo@carinho.test' });
  });

  test('declined: they are told, and may ask again a day later', async () => {
    const request = await asks(nova, 'recusada@carinho.test');
    await world.slack.click(SOFIA, request, 'team_join_decline');
    await world.settle();
    expect(toldOf(nova).at(-1)).toContain('foi recusado');
    expect(shown(lastRequest())).toContain('Recusado por Sofia Prado');
    const count = requests().length;
    await world.slack.slash(nova, ATENDIMENTO, '/atendimento');
    await world.slack.click(nova, world.slack.ephemerals(nova).at(-1) as never, 'team_join');
    expect(JSON.stringify(await world.slack.submitView(nova, { email: 'recusada@carinho.test' }))).toContain('recusado há menos de um dia');
    expect(await agent(nova)).toBeUndefined();
    await world.pass(25 * HOUR_MS);
    await asks(nova, 'recusada@carinho.test');
    expect(requests().length).toBe(count + 1);
  });

  test('guests, bots and people Slack does not know cannot ask', async () => {
    world.slack.addUser({ id: 'U0GUEST0001', name: 'convidada', realName: 'Gil Guest', isGuest: true });
    world.slack.addUser({ id: 'U0ROBOT0001', name: 'robo', realName: 'Robô', isBot: true });
    for (const user of ['U0GUEST0001', 'U0ROBOT0001']) {
      await world.slack.slash(user, ATENDIMENTO, '/atendimento');
      await world.slack.click(user, world.slack.ephemerals(user).at(-1) as never, 'team_join');
      expect(lastWords(user)).toContain('convidados');
      expect(world.slack.views(user)).toBeUndefined();
    }
  });
});

describe('who decides', () => {
  test('only an administrator makes somebody a supervisor', async () => {
    const request = await asks(nova, 'chefia@carinho.test');
    await world.slack.click(SOFIA, request, 'team_join_approve');
    expect(JSON.stringify(world.slack.views(SOFIA)?.blocks)).not.toContain('"supervisor"');
    await world.slack.closeView(SOFIA);
    await approves(CHEFE, request, { role: 'supervisor' });
    expect(await agent(nova)).toMatchObject({ role: 'supervisor' });
  });

  test('two at once: one decides, the other is told who did', async () => {
    const request = await asks(nova, 'disputa@carinho.test');
    await world.slack.click(SOFIA, request, 'team_join_approve');
    await world.slack.click(RITA, request, 'team_join_approve');
    const answers = await Promise.all([SOFIA, RITA].map((user) => world.slack.submitView(user, { role: 'agent' })));
    await world.settle();
    expect(answers.filter((one) => JSON.stringify(one.errors ?? '').includes('já foi decidido por'))).toHaveLength(1);
    expect(await world.rows("SELECT id FROM conversation_history WHERE action = 'team_join_decided' AND detail LIKE CONCAT('%\"request\":', (SELECT id FROM team_requests WHERE slack_user_id = ?), '}')", [nova])).toHaveLength(1);
    await world.slack.click(RITA, request, 'team_join_decline');
    expect(lastWords(RITA)).toMatch(/já foi decidido por (Sofia Prado|Rita Regente)/);
    await Promise.all([SOFIA, RITA].map((user) => (world.slack.views(user) ? world.slack.closeView(user) : undefined)));
  });

  test('the e-mail of a registered person: linked only when that person is chosen by name, with the role they have', async () => {
    const sql = world.house.source.manager;
    await saveAgent(sql, world.clock.now(), { name: 'Paula Portal', email: 'paula@carinho.test', role: 'supervisor' });
    const request = await asks(nova, 'paula@carinho.test');
    expect(shown(request)).toContain('já é de *Paula Portal*');
    // Without choosing: the form itself refuses; by a supervisor, the rule.
    expect((await approves(SOFIA, request)).errors).toBeDefined();
    const [paula] = await world.rows<{ id: number }>("SELECT id FROM agents WHERE email = 'paula@carinho.test'");
    expect(JSON.stringify(await world.slack.submitView(SOFIA, { known: String(paula?.id) }))).toContain('só um administrador');
    await world.slack.closeView(SOFIA);
    expect(await agent(nova)).toBeUndefined();
    await approves(CHEFE, request, { known: String(paula?.id) });
    expect(await agent(nova)).toEqual({ name: 'Paula Portal', email: 'paula@carinho.test', role: 'supervisor', active: 1 });
  });

  test('the e-mail of somebody with a Slack user: never taken over', async () => {
    const request = await asks(nova, 'bruno@carinho.test');
    expect(shown(request)).toContain('não pode ser aprovado');
    await world.slack.click(CHEFE, request, 'team_join_approve');
    expect(lastWords(CHEFE)).toContain('Bruno Souza');
    expect(world.slack.views(CHEFE)).toBeUndefined();
    expect(await agent(BRUNO)).toMatchObject({ email: 'bruno@carinho.test' });
    expect(await agent(nova)).toBeUndefined();
  });

  test('two people with one new e-mail: the second is not put over the first', async () => {
    const first = await asks(nova, 'casal@carinho.test');
    const second = await asks(OUTRA, 'casal@carinho.test');
    await world.slack.click(SOFIA, first, 'team_join_approve');
    await world.slack.click(RITA, second, 'team_join_approve');
    await world.slack.submitView(SOFIA, { role: 'agent' });
    expect(JSON.stringify(await world.slack.submitView(RITA, { role: 'agent' }))).toContain('já tem outro usuário do Slack');
    expect(await agent(nova)).toMatchObject({ email: 'casal@carinho.test' });
    expect(await agent(OUTRA)).toBeUndefined();
    await world.slack.closeView(RITA);
  });

  test('somebody inactive is told so, and cannot ask', async () => {
    await saveAgent(world.house.source.manager, world.clock.now(), { name: 'Ivo Inativo', email: 'ivo@carinho.test', role: 'agent', slackUserId: STRANGER, active: false });
    await world.slack.slash(STRANGER, ATENDIMENTO, '/assumir', '#1');
    expect(lastWords(STRANGER)).toContain('inativo');
    await world.slack.slash(STRANGER, ATENDIMENTO, '/atendimento');
    await world.slack.click(STRANGER, world.slack.ephemerals(STRANGER).at(-1) as never, 'team_join');
    expect(lastWords(STRANGER)).toContain('inativo');
  });
});
