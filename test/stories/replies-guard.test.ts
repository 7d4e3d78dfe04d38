import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimEphemeral } from '../../simulator/slack/workspace.js';
import { ANA, BRUNO, SOFIA, STRANGER, startWorld, type World } from '../support/world.js';
import { answer, cardOf, shown, textsOf, ticksOn } from '../support/thread.js';

const CARLA = 'U0CARLA0001';
const ASKED = '*Enviar ao cliente?* Ana Lima é responsável pela conversa #1; sua mensagem ainda não foi enviada.';

describe('the first agent to answer owns the conversation; others are asked before their words leave', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const received = () => maria().received.map((message) => message.text);
  const lastWhisper = (user: string) => world.slack.ephemerals(user).at(-1) as SimEphemeral;
  const states = () => world.rows<{ state: string }>('SELECT state FROM slack_replies ORDER BY id').then((rows) => rows.map((row) => row.state));

  beforeAll(async () => {
    world = await startWorld();
    world.slack.addUser({ id: CARLA, name: 'carla', realName: 'Carla Dias' });
    await world.rows("INSERT INTO agents (name, email, slack_user_id, role, active, created_at, updated_at) VALUES ('Carla Dias', 'carla@carinho.test', ?, 'agent', 1, NOW(3), NOW(3))", [CARLA]);
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(() => world.end());

  test('the first answer leaves at once, makes its author the owner, and the trail says so', async () => {
    const reply = await answer(world, ANA, 'Bom dia!');
    expect(received()).toEqual(['Bom dia!']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(await world.rows("SELECT action, actor_name, old_value, new_value FROM conversation_history WHERE action = 'assignment' ORDER BY id")).toEqual([
      { action: 'assignment', actor_name: 'Ana Lima', old_value: null, new_value: '1' },
    ]);
    expect(world.slack.ephemerals()).toEqual([]);
  });

  test('another agent’s words are held and only their author is asked', async () => {
    const reply = await answer(world, BRUNO, 'Posso ajudar <também>?');
    expect(received()).toEqual(['Bom dia!']);
    expect(ticksOn(world, reply)).toEqual(['raised_hand']);
    expect(world.slack.ephemerals()).toEqual([expect.objectContaining({ user: BRUNO, thread_ts: (await cardOf(world)).ts, text: ASKED })]);
    expect(shown(lastWhisper(BRUNO))).toContain('> Posso ajudar &lt;também&gt;?');
    expect(shown(lastWhisper(BRUNO))).toContain('Enviar ao cliente');
    expect(shown(lastWhisper(BRUNO))).toContain('Manter como nota');
  });

  test('a forged click by a stranger or by an agent who is neither author, owner nor supervisor is refused', async () => {
    const asked = lastWhisper(BRUNO);
    await world.slack.click(STRANGER, asked, 'reply_send');
    await world.slack.click(CARLA, asked, 'reply_send');
    await world.slack.click(CARLA, asked, 'reply_keep');
    await world.settle();
    expect(world.slack.ephemerals(STRANGER).map((told) => told.text)).toEqual(['Só pessoas da equipe de atendimento podem fazer isso. Peça para entrar na equipe; a supervisão decide.']);
    expect(world.slack.ephemerals(CARLA).map(shown)).toEqual(['Seu perfil não permite isto: só quem escreveu, a pessoa responsável ou a supervisão envia a resposta.', 'Seu perfil não permite isto: só quem escreveu, a pessoa responsável ou a supervisão decide sobre a resposta.']);
    expect(received()).toEqual(['Bom dia!']);
    expect(await states()).toEqual(['queued', 'held']);
  });

  test('"Enviar ao cliente" sends it once, however often it is clicked, and the owner stays', async () => {
    const asked = lastWhisper(BRUNO);
    await Promise.all([1, 2, 3].map(() => world.slack.click(BRUNO, asked, 'reply_send')));
    await world.settle();
    expect(received()).toEqual(['Bom dia!', 'Posso ajudar <também>?']);
    const whispers = world.slack.ephemerals(BRUNO).map(shown);
    expect(whispers.filter((text) => text === '📤 Enviada ao cliente.')).toHaveLength(1);
    expect(whispers.filter((text) => text === 'Isso já foi decidido.')).toHaveLength(2);
    expect(shown(await cardOf(world))).toContain(`<@${ANA}>`);
  });

  test('"Manter como nota" keeps it inside', async () => {
    const reply = await answer(world, BRUNO, 'Melhor não dizer isto');
    await world.slack.click(BRUNO, lastWhisper(BRUNO), 'reply_keep');
    await world.settle();
    expect(ticksOn(world, reply)).toEqual(['memo']);
    expect(shown(lastWhisper(BRUNO))).toBe('📝 Mantida como nota: o cliente não a recebe.');
    expect(received()).toHaveLength(2);
  });

  test('what is held waits as long as it takes: the owner or a supervisor may decide hours later', async () => {
    for (const text of ['Enviem por mim', 'E isto também']) await answer(world, BRUNO, text);
    const [first, second] = world.slack.ephemerals(BRUNO).slice(-2) as [SimEphemeral, SimEphemeral];
    await world.pass(6 * 3_600_000);
    expect(received()).toHaveLength(2);
    await world.slack.click(ANA, first, 'reply_send');
    await world.slack.click(SOFIA, second, 'reply_send');
    await world.settle();
    expect(received().slice(2)).toEqual(['Enviem por mim', 'E isto também']);
  });

  test('an edit of what is held changes what would be sent; a deletion ends the question', async () => {
    const reply = await answer(world, BRUNO, 'Amanhã as 10');
    await world.slack.edit(BRUNO, reply.channel, reply.ts, 'Amanhã às 10h');
    await world.settle();
    await world.slack.click(BRUNO, lastWhisper(BRUNO), 'reply_send');
    await world.settle();
    expect(received().at(-1)).toBe('Amanhã às 10h');
    const gone = await answer(world, BRUNO, 'Não era isto');
    const asked = lastWhisper(BRUNO);
    await world.slack.remove(BRUNO, gone.channel, gone.ts);
    await world.settle();
    await world.slack.click(BRUNO, asked, 'reply_send');
    await world.settle();
    expect(shown(lastWhisper(BRUNO))).toBe('Isso já foi decidido.');
    expect(received()).toHaveLength(5);
  });

  test('with reply_guard=any every active agent’s reply goes, and nobody else’s', async () => {
    await world.set('reply_guard', 'any');
    const before = world.slack.ephemerals().length;
    const reply = await answer(world, BRUNO, 'Agora vai direto');
    await answer(world, STRANGER, 'Eu também?');
    expect(received().slice(5)).toEqual(['Agora vai direto']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(world.slack.ephemerals().slice(before).map((whisper) => whisper.user)).toEqual([STRANGER]);
    expect(shown(await cardOf(world))).toContain(`<@${ANA}>`);
  });

  test('the thread holds the people’s words and the customer’s, and nothing else', async () => {
    expect(await textsOf(world)).toEqual([
      'Olá', 'Bom dia!', 'Posso ajudar &lt;também&gt;?', 'Melhor não dizer isto', 'Enviem por mim', 'E isto também', 'Amanhã às 10h', 'Agora vai direto', 'Eu também?',
    ]);
  });
});
