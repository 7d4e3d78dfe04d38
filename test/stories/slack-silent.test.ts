import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { ANA, ATENDIMENTO, BRUNO, startWorld, type World } from '../support/world.js';
import { cardOf, repliesOf, textsOf, ticksOn } from '../support/thread.js';

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

describe('Slack’s events stop while people react', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const onPhone = (text: string) => maria().transcript.find((one) => one.from === 'customer' && one.text === text)?.reactions?.company;
  const calls = () => world.zapi.calls.filter((call) => /reaction/.test(call.action)).length;
  const post = async (text: string) => (await repliesOf(world)).find((one) => one.text === text) as SimMessage;
  const writes = async (text: string) => {
    await maria().says(text, { extra: { momment: world.clock.now().getTime() } });
    await world.settle();
    return post(text);
  };
  const silently = async (deed: () => Promise<unknown>) => {
    world.slack.silence(true);
    await deed();
    world.slack.silence(false);
  };
  /** Somebody writes, so that the thread has news, and the catch-up looks. */
  const lookAround = async (text: string) => {
    await writes(text);
    world.clock.advance(6 * 60_000);
    await world.tick();
    await world.settle();
  };

  beforeAll(async () => {
    world = await startWorld();
    await writes('Olá');
    const card = await cardOf(world);
    await world.slack.post(ANA, card.channel, 'Bom dia!', { thread_ts: card.ts });
    await world.settle();
  });
  afterAll(() => world.end());

  test('one that was put there and one that was taken back reach the customer; a colleague’s stays inside', async () => {
    const [first, second] = [await writes('um'), await writes('dois')] as const;
    await world.slack.react(ANA, second.channel, second.ts, 'heart');
    await world.settle();
    expect(onPhone('dois')).toBe('❤️');
    await lookAround('antes');
    await silently(async () => {
      await world.slack.react(ANA, first.channel, first.ts, 'thumbsup');
      await world.slack.react(BRUNO, first.channel, first.ts, 'joy');
      await world.slack.unreact(ANA, second.channel, second.ts, 'heart');
    });
    await lookAround('depois');
    expect([onPhone('um'), onPhone('dois')]).toEqual(['👍', undefined]);
    expect(await world.rows("SELECT result FROM deliveries WHERE kind = 'slack.catch_up' AND status = 'sent' ORDER BY id DESC LIMIT 1")).toEqual([{ result: '0 replies, 3 reactions' }]);
  });

  test('the next looks find nothing new, and nothing is called again', async () => {
    const before = calls();
    await lookAround('outra');
    expect(await world.rows("SELECT result FROM deliveries WHERE kind = 'slack.catch_up' AND status = 'sent' ORDER BY id DESC LIMIT 1")).toEqual([{ result: '0 replies, 0 reactions' }]);
    expect(calls()).toBe(before);
  });

  test('put there, taken back and put there again, each unseen; then Slack’s own events come late', async () => {
    const message = await writes('três');
    const { letterbox } = world.house.bot;
    const accept = letterbox.accept;
    const late: Parameters<typeof accept>[0][] = [];
    letterbox.accept = async (arrival) => (late.push(arrival), 'accepted');
    await world.slack.react(ANA, message.channel, message.ts, 'pray');
    letterbox.accept = accept;
    await lookAround('e agora?');
    expect(onPhone('três')).toBe('🙏');
    await silently(() => world.slack.unreact(ANA, message.channel, message.ts, 'pray'));
    await lookAround('e depois?');
    expect(onPhone('três')).toBeUndefined();
    for (const arrival of late) await accept(arrival);
    await world.settle();
    expect(onPhone('três')).toBeUndefined();
    await silently(() => world.slack.react(ANA, message.channel, message.ts, 'pray'));
    await lookAround('e enfim?');
    expect(onPhone('três')).toBe('🙏');
  });
});
