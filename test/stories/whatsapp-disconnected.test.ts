import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { ANA, SUPERVISAO, startWorld, type World } from '../support/world.js';
import { answer, channelTexts, repliesOf, shown, ticksOn } from '../support/thread.js';

const MINUTE_MS = 60_000;
const OFF = /🔴 \*WhatsApp desconectado\.\* As respostas ficam guardadas/;
const ON = '🟢 *WhatsApp conectado de novo.* O que estava guardado está saindo.';

describe('while WhatsApp is disconnected replies wait, and leave in order when it is back', () => {
  let world: World;
  let before = 0;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const fresh = () => maria().received.slice(before).map((message) => message.text);
  const alerts = () => channelTexts(world, SUPERVISAO);

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
    await answer(world, ANA, 'Bom dia!');
  });
  beforeEach(() => {
    before = maria().received.length;
  });
  afterAll(() => world.end());

  test('supervisors are told at once, both times, and the replies leave in order after it', async () => {
    await world.zapi.disconnect();
    await world.settle();
    expect(alerts()).toEqual([expect.stringMatching(OFF)]);
    const replies: SimMessage[] = [];
    for (const text of ['um', 'dois', 'três']) replies.push(await answer(world, ANA, text));
    for (let minute = 0; minute < 10; minute += 1) {
      await world.pass(MINUTE_MS);
      await world.tick();
    }
    expect(fresh()).toEqual([]);
    expect(replies.map((reply) => ticksOn(world, reply))).toEqual([['hourglass_flowing_sand'], ['hourglass_flowing_sand'], ['hourglass_flowing_sand']]);
    expect(alerts()).toHaveLength(1);

    await world.zapi.connect();
    await world.settle();
    expect(fresh()).toEqual(['um', 'dois', 'três']);
    expect(replies.map((reply) => ticksOn(world, reply))).toEqual([['white_check_mark'], ['white_check_mark'], ['white_check_mark']]);
    expect(alerts()).toEqual([expect.stringMatching(OFF), ON]);
    expect(await repliesOf(world)).toHaveLength(5);
  });

  test('when no webhook tells, asking the gateway each minute does, both ways', async () => {
    const { urls } = world.zapi.world.sender;
    urls.filters = ['FILTER_CONNECTED_CALLBACK', 'FILTER_DISCONNECTED_CALLBACK'];
    await world.zapi.disconnect();
    await world.pass(MINUTE_MS);
    await world.tick();
    await world.settle();
    expect(alerts().slice(2)).toEqual([expect.stringMatching(OFF)]);
    await answer(world, ANA, 'quatro');
    await world.zapi.connect();
    await world.pass(MINUTE_MS);
    await world.tick();
    await world.settle();
    expect(alerts().slice(3)).toEqual([ON]);
    expect(fresh()).toEqual(['quatro']);
    urls.filters = [];
  });

  test('a gateway that first tells by refusing a send is believed, and each alert comes once', async () => {
    world.zapi.fail({ action: 'send-text', times: 2, how: { status: 200, body: { value: false } } });
    await answer(world, ANA, 'cinco');
    expect(alerts().slice(4)).toEqual([expect.stringMatching(OFF)]);
    await world.pass(MINUTE_MS);
    await world.tick();
    await world.pass(MINUTE_MS);
    expect(fresh()).toEqual(['cinco']);
    expect(alerts().slice(5)).toEqual([ON]);
  });

  test.each([
    ['an error dressed as success', { status: 200, body: { error: 'Something went wrong, please wait' } }],
    ['too many requests', { status: 429, body: { error: 'slow down' } }],
    ['the intermittent client-token refusal', { status: 400, body: { error: 'your client-token is not configured' } }],
  ])('%s is tried again, in order, without looking for what was never taken', async (_name, how) => {
    world.zapi.fail({ action: 'send-text', times: 2, how });
    await answer(world, ANA, 'seis');
    await answer(world, ANA, 'sete');
    await world.pass(10_000);
    await world.pass(10_000);
    expect(fresh()).toEqual(['seis', 'sete']);
    expect(alerts()).toHaveLength(6);
  });
});

describe('a reply that has waited too long asks before it leaves', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const received = () => maria().received.map((message) => message.text);
  const questions = async () => (await repliesOf(world)).filter((message) => message.text.includes('Ela ainda serve?'));

  beforeAll(async () => {
    world = await startWorld({ settings: { stale_reply_minutes: 30 } });
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(() => world.end());

  test('each of them, in the thread; what is written after the reconnection goes at once', async () => {
    await world.zapi.disconnect();
    const replies = [await answer(world, ANA, 'chego em 10 minutos'), await answer(world, ANA, 'levo o contrato')];
    await world.pass(45 * MINUTE_MS);
    await world.zapi.connect();
    await world.settle();
    await answer(world, ANA, 'voltamos!');
    expect(received()).toEqual(['voltamos!']);
    const asked = await questions();
    expect(asked.map((message) => message.text)).toEqual([expect.stringMatching(/^<@U0ANA000001> esta resposta esperou 4[56] min pelo WhatsApp e \*ainda não foi enviada\*\. Ela ainda serve\?$/), expect.stringContaining('Ela ainda serve?')]);
    expect(asked.map(shown)).toEqual([expect.stringContaining('> chego em 10 minutos'), expect.stringContaining('> levo o contrato')]);
    expect(replies.map((reply) => ticksOn(world, reply))).toEqual([['raised_hand'], ['raised_hand']]);

    const [late, useful] = asked as [SimMessage, SimMessage];
    await world.slack.click(ANA, useful, 'reply_send');
    await world.slack.click(ANA, late, 'reply_keep');
    await world.settle();
    await Promise.all([world.slack.click(ANA, useful, 'reply_send'), world.slack.click(ANA, late, 'reply_send')]);
    await world.pass(60 * MINUTE_MS);
    expect(received()).toEqual(['voltamos!', 'levo o contrato']);
    expect(replies.map((reply) => ticksOn(world, reply))).toEqual([['memo'], ['white_check_mark']]);
    expect(await questions()).toEqual([]);
    expect((await repliesOf(world)).map((message) => message.text)).toEqual(['Olá', 'chego em 10 minutos', 'levo o contrato', '📝 Mantida como nota: o cliente não a recebe.', '📤 Enviada ao cliente.', 'voltamos!']);
  });

  test('edited while the question stands, the new words leave; the customer was waiting meanwhile', async () => {
    await maria().says('E o preço?');
    await world.settle();
    await world.zapi.disconnect();
    const reply = await answer(world, ANA, 'R$ 10');
    await world.pass(45 * MINUTE_MS);
    await world.zapi.connect();
    await world.settle();
    expect(await world.rows('SELECT waiting_since FROM conversations')).toEqual([{ waiting_since: expect.any(Date) }]);
    await world.slack.edit(ANA, reply.channel, reply.ts, 'R$ 100');
    await world.settle();
    await world.slack.click(ANA, (await questions())[0] as SimMessage, 'reply_send');
    await world.settle();
    expect(received().slice(2)).toEqual(['R$ 100']);
    expect(await world.rows('SELECT waiting_since FROM conversations')).toEqual([{ waiting_since: null }]);
  });

  test('a retry of an old failure goes at once: a person has just asked for it', async () => {
    world.zapi.fail({ action: 'send-text', times: 1, how: { status: 400, body: { error: 'Invalid phone' } } });
    await answer(world, ANA, 'antiga');
    await world.pass(90 * MINUTE_MS);
    await world.slack.click(ANA, (await repliesOf(world)).at(-1) as SimMessage, 'message_retry');
    await world.settle();
    expect(received().slice(3)).toEqual(['antiga']);
  });
});
