import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ANA, ATENDIMENTO, BRUNO, startWorld, type World } from '../support/world.js';
import { cardOf, textsOf, ticksOn } from '../support/thread.js';

describe('Slack’s events stop for hours while people reply', () => {
  let world: World;
  const phones = ['5511988887777', '5511977776666', '5511966665555'] as const;
  const received = (index: number) => world.phone(phones[index] as string).received.map((message) => message.text);
  const say = async (user: string, text: string, conversation: number) => {
    const card = await cardOf(world, conversation);
    return world.slack.post(user, card.channel, text, { thread_ts: card.ts });
  };
  const lookAround = async () => {
    world.clock.advance(6 * 60_000);
    await world.tick();
    await world.settle();
  };

  beforeAll(async () => {
    world = await startWorld();
    for (const phone of phones) {
      await world.phone(phone, { name: `Contato ${phone.slice(-4)}` }).says('Olá');
      await world.settle();
    }
  });
  afterAll(() => world.end());

  test('the catch-up finds them in order and sends them once, notes and strangers’ words not', async () => {
    world.slack.silence(true);
    const first = await say(ANA, 'Bom dia!', 1);
    await say(ANA, 'Como posso ajudar?', 1);
    await say(ANA, '// parece urgente', 1);
    const other = await say(BRUNO, 'Boa tarde!', 2);
    expect([received(0), received(1), received(2)]).toEqual([[], [], []]);
    await lookAround();
    expect([received(0), received(1), received(2)]).toEqual([['Bom dia!', 'Como posso ajudar?'], ['Boa tarde!'], []]);
    expect([ticksOn(world, first), ticksOn(world, other)]).toEqual([['white_check_mark'], ['white_check_mark']]);
  });

  test('what is edited before it is found goes as it reads; what is deleted does not go', async () => {
    const edited = await say(ANA, 'amanha', 1);
    const gone = await say(ANA, 'nada', 1);
    await world.slack.edit(ANA, edited.channel, edited.ts, 'amanhã');
    await world.slack.remove(ANA, gone.channel, gone.ts);
    await lookAround();
    await lookAround();
    expect(received(0).slice(2)).toEqual(['amanhã']);
  });

  test('when the events come back, also late and again, nothing is sent twice', async () => {
    world.slack.silence(false);
    const { courier, events, store } = (world.slack as unknown as { sim: { courier: { event(e: object): Promise<unknown> }; events: { posted(m: object): object }; store: { messagesOf(c: string): { user?: string; bot_id?: string; thread_ts?: string }[] } } }).sim;
    for (const message of store.messagesOf(ATENDIMENTO).filter((one) => one.user && !one.bot_id && one.thread_ts)) await courier.event(events.posted(message));
    await world.settle();
    await say(ANA, 'de volta', 1);
    await world.settle();
    await lookAround();
    expect([received(0).slice(3), received(1), received(2)]).toEqual([['de volta'], ['Boa tarde!'], []]);
    expect(await textsOf(world, 1)).toEqual(['Olá', 'Bom dia!', 'Como posso ajudar?', '// parece urgente', 'amanhã', 'de volta']);
  });

  test('more than a page of replies in one thread is found too', async () => {
    world.slack.silence(true);
    const texts = Array.from({ length: 205 }, (_, index) => `resposta ${index}`);
    for (const text of texts) await say(BRUNO, text, 2);
    await lookAround();
    expect(received(1).slice(1)).toEqual(texts);
    world.slack.silence(false);
  }, 60_000);
});
