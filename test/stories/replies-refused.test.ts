import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ANA, ATENDIMENTO, BRUNO, STRANGER, startWorld, type World } from '../support/world.js';
import { answer, cardOf, channelTexts, shown, textsOf, ticksOn } from '../support/thread.js';

describe('what cannot go to the customer is explained to its author, and what can goes once', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const received = () => maria().received.map((message) => message.text);
  let whispersBefore = 0;
  const told = () => world.slack.ephemerals().slice(whispersBefore).map((whisper) => [whisper.user, whisper.text]);

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
    await answer(world, ANA, 'Bom dia!');
  });
  beforeEach(() => {
    whispersBefore = world.slack.ephemerals().length;
  });
  afterAll(() => world.end());

  test('a stranger', async () => {
    const reply = await answer(world, STRANGER, 'Oi Maria, sou o Vítor');
    expect(ticksOn(world, reply)).toEqual(['no_entry_sign']);
    expect(told()).toEqual([[STRANGER, 'Sua mensagem *não foi enviada ao cliente*: só pessoas da equipe de atendimento podem responder. Peça para entrar na equipe; a supervisão decide.']]);
    expect(received()).toEqual(['Bom dia!']);
  });

  test('an agent who is not active any more, even the owner', async () => {
    await world.rows('UPDATE agents SET active = 0 WHERE slack_user_id IN (?, ?)', [ANA, BRUNO]);
    const replies = [await answer(world, ANA, 'Ainda estou aqui'), await answer(world, BRUNO, 'E eu')];
    await world.rows('UPDATE agents SET active = 1 WHERE slack_user_id IN (?, ?)', [ANA, BRUNO]);
    const why = 'Sua mensagem *não foi enviada ao cliente*: seu cadastro na equipe está inativo. Fale com um supervisor.';
    expect(told()).toEqual([[ANA, why], [BRUNO, why]]);
    expect(replies.map((reply) => ticksOn(world, reply))).toEqual([['no_entry_sign'], ['no_entry_sign']]);
    expect(received()).toEqual(['Bom dia!']);
  });

  test.each(['', '   ', '\u200B'])('nothing but %j', async (text) => {
    const card = await cardOf(world);
    await world.slack.post(ANA, card.channel, '', { thread_ts: card.ts, raw: { text } });
    await world.settle();
    expect(told()).toEqual([[ANA, 'Nada foi enviado ao cliente: a mensagem não tem texto.']]);
    expect(received()).toEqual(['Bom dia!']);
  });

  test('a file that cannot leave, with words or without', async () => {
    const card = await cardOf(world);
    for (const text of ['segue o contrato', '']) await world.slack.post(ANA, card.channel, text, { thread_ts: card.ts, files: [{ name: 'contrato.exe' }] });
    await world.settle();
    expect(told()).toEqual([[ANA, expect.stringContaining('\n• *contrato.exe*: este tipo não pode ser enviado.')]]);
    expect(received()).toEqual(['Bom dia!']);
  });

  test('a reply also sent to the channel goes once', async () => {
    const card = await cardOf(world);
    const reply = await world.slack.post(ANA, card.channel, 'Vamos ligar às 15h', { thread_ts: card.ts, broadcast: true });
    await world.settle();
    expect(received()).toEqual(['Bom dia!', 'Vamos ligar às 15h']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(told()).toEqual([]);
  });

  test('one event delivered three times, also at the same moment, is one send', async () => {
    const card = await cardOf(world);
    let refusals = 2;
    const restore = refuseEvents(world, () => refusals-- > 0);
    const reply = await world.slack.post(ANA, card.channel, 'Uma vez só', { thread_ts: card.ts });
    await until(() => refusals < 0);
    restore();
    await world.settle();
    expect(received().slice(2)).toEqual(['Uma vez só']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(await world.rows('SELECT id FROM slack_replies WHERE ts = ?', [reply.ts])).toHaveLength(1);
  });

  test('words in the channel, outside any thread, concern nobody', async () => {
    await world.slack.post(ANA, ATENDIMENTO, 'Bom dia, equipe');
    await world.settle();
    expect(channelTexts(world)).toEqual(['Conversa #1 com Maria Oliveira (Novo)', 'Bom dia, equipe']);
    expect(received()).toHaveLength(3);
  });

  test('our own posts in the thread are nobody’s reply', async () => {
    await maria().says('Obrigada!');
    await world.settle();
    expect(await textsOf(world)).toEqual(expect.arrayContaining(['Obrigada!']));
    expect(await world.rows("SELECT id FROM slack_replies WHERE body LIKE '%Obrigada%'")).toEqual([]);
    expect(received()).toHaveLength(3);
    expect(shown(await cardOf(world))).toContain('Obrigada!');
  });
});

/** The letterbox takes an event, but the answer to Slack is lost as long as `when` says so: Slack sends it again. */
function refuseEvents(world: World, when: () => boolean): () => void {
  const { letterbox } = world.house.bot;
  const accept = letterbox.accept.bind(letterbox);
  letterbox.accept = async (arrival) => {
    const answer = await accept(arrival);
    if (when()) throw new Error('the answer is lost');
    return answer;
  };
  return () => {
    letterbox.accept = accept;
  };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}
