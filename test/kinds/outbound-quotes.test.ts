import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/model.js';
import { ANA, BRUNO, STRANGER, startWorld, type World } from '../support/world.js';
import { answer, cardOf, repliesOf, ticksOn } from '../support/thread.js';

describe('“Responder citando” answers one message', () => {
  let world: World;
  let phoneBefore = 0;
  let threadBefore = 0;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const onPhone = () => maria().received.slice(phoneBefore).map(({ text, quoted }) => ({ text, quotes: maria().transcript.find((message) => message.messageId === quoted)?.text }));
  const inThread = async () => (await repliesOf(world)).slice(threadBefore).map(({ username, text }) => ({ username, text }));
  const mirrored = async (text: string) => (await repliesOf(world)).find((message) => message.text === text) as SimMessage;
  const quote = (user: string, message: SimMessage) => world.slack.shortcut(user, 'quote_reply', { channel: message.channel, ts: message.ts });
  const write = async (user: string, text: string) => {
    const submission = await world.slack.submitView(user, { message: { text } });
    await world.settle();
    return submission;
  };
  const lastWhisper = (user: string) => world.slack.ephemerals(user).at(-1)?.text;

  beforeAll(async () => {
    world = await startWorld();
    for (const text of ['Qual o preço?', 'E aos *domingos* <@U1>?']) {
      await maria().says(text);
      await world.settle();
    }
  });
  beforeEach(async () => {
    phoneBefore = maria().received.length;
    threadBefore = (await repliesOf(world)).length;
  });
  afterAll(() => world.end());

  test('the phone shows the answer under the quoted message, the thread shows the quote above the answer', async () => {
    await quote(ANA, await mirrored('Qual o preço?'));
    const form = JSON.stringify(world.slack.views(ANA));
    expect(form).toContain('Mensagem para Maria Oliveira');
    expect(form).toContain('> Qual o preço?');
    await write(ANA, 'R$ 100 por dia');
    expect(onPhone()).toEqual([{ text: 'R$ 100 por dia', quotes: 'Qual o preço?' }]);
    expect(await inThread()).toEqual([{ username: 'Ana Lima', text: '> Qual o preço?\nR$ 100 por dia' }]);
    expect(ticksOn(world, (await repliesOf(world)).at(-1) as SimMessage)).toEqual(['white_check_mark']);
  });

  test('what the customer wrote is repeated as words: it mentions nobody', async () => {
    const [, second] = (await repliesOf(world)) as [SimMessage, SimMessage];
    await quote(ANA, second);
    await write(ANA, 'O mesmo');
    expect(onPhone()).toEqual([{ text: 'O mesmo', quotes: 'E aos *domingos* <@U1>?' }]);
    expect((await inThread())[0]?.text).not.toContain('<@U1>');
  });

  test('one’s own reply can be quoted too, in the thread or from the form', async () => {
    const reply = await answer(world, ANA, 'Confirmo amanhã');
    await quote(ANA, reply);
    await write(ANA, 'Confirmado!');
    await quote(ANA, (await repliesOf(world)).at(-1) as SimMessage);
    await write(ANA, 'Até lá');
    expect(onPhone()).toEqual([
      { text: 'Confirmo amanhã', quotes: undefined }, { text: 'Confirmado!', quotes: 'Confirmo amanhã' }, { text: 'Até lá', quotes: 'Confirmado!' },
    ]);
  });

  test('somebody who is not the owner: held, and sent with its quote once decided', async () => {
    await quote(BRUNO, await mirrored('Qual o preço?'));
    await write(BRUNO, 'Eu faço por 90');
    expect(onPhone()).toEqual([]);
    const held = (await repliesOf(world)).at(-1) as SimMessage;
    expect(ticksOn(world, held)).toEqual(['raised_hand']);
    await world.slack.shortcut(ANA, 'send_held_reply', { channel: held.channel, ts: held.ts });
    await world.settle();
    expect(onPhone()).toEqual([{ text: 'Eu faço por 90', quotes: 'Qual o preço?' }]);
  });

  test('what cannot be quoted says why: a note, the card, a deleted reply; a stranger gets no form', async () => {
    const note = await answer(world, ANA, '// para nós');
    await quote(ANA, note);
    expect(lastWhisper(ANA)).toContain('não é do cliente nem uma resposta');
    await quote(ANA, await cardOf(world));
    expect(lastWhisper(ANA)).toContain('não é do cliente nem uma resposta');
    world.zapi.fail({ action: 'send-text', times: 1, how: { status: 400, body: { error: 'Invalid phone' } } });
    const failed = await answer(world, ANA, 'não foi');
    await quote(ANA, failed);
    expect(lastWhisper(ANA)).toContain('não pode ser citada');
    await quote(STRANGER, await mirrored('Qual o preço?'));
    expect(lastWhisper(STRANGER)).toContain('Só pessoas da equipe');
    expect(world.slack.views(STRANGER)).toBeUndefined();
    expect(onPhone()).toEqual([]);
  });
});
