import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/model.js';
import { drainLane } from '../../src/domain/outbox/drain.js';
import { drainStream } from '../../workers/inbox.js';
import { ANA, BRUNO, STRANGER, startWorld, type World } from '../support/world.js';
import { answer, repliesOf } from '../support/thread.js';

describe('a reaction of the team on a customer’s message reaches the customer', () => {
  let world: World;
  let message: SimMessage;
  let callsBefore = 0;
  let count = 0;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const onPhone = () => maria().transcript.find((one) => one.from === 'customer' && one.text === message.text)?.reactions?.company;
  const calls = () => world.zapi.calls.slice(callsBefore).filter((call) => /reaction/.test(call.action)).map((call) => (call.body as { reaction?: string }).reaction ?? 'none');
  const told = (user = ANA) => world.slack.ephemerals(user).map((whisper) => whisper.text);
  const react = async (name: string, user = ANA) => {
    await world.slack.react(user, message.channel, message.ts, name);
    await world.settle();
  };
  const unreact = async (name: string, user = ANA) => {
    await world.slack.unreact(user, message.channel, message.ts, name);
    await world.settle();
  };
  const write = async () => {
    count += 1;
    await maria().says(`Mensagem ${count}`, { extra: { momment: world.clock.now().getTime() } });
    await world.settle();
    message = (await repliesOf(world)).find((one) => one.text === `Mensagem ${count}`) as SimMessage;
    callsBefore = world.zapi.calls.length;
  };

  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(write);
  afterAll(() => world.end());

  test('of a conversation nobody owns: it goes, without making anybody the owner, and the thread stays as it is', async () => {
    const before = await repliesOf(world);
    await react('thumbsup');
    expect(onPhone()).toBe('👍');
    expect(await world.rows('SELECT assignee_id FROM conversations')).toEqual([{ assignee_id: null }]);
    expect((await repliesOf(world)).map(({ text }) => text)).toEqual(before.map(({ text }) => text));
    expect((await repliesOf(world)).at(-1)?.reactions).toEqual([{ name: 'thumbsup', users: [ANA], count: 1 }]);
    expect(await world.rows('SELECT emoji FROM reactions')).toEqual([]);
  });

  test('changed and taken back: the newest one that stands is on the phone, then the one before, then none', async () => {
    await answer(world, ANA, 'Bom dia!');
    await write();
    await react('heart');
    await react('pray::skin-tone-3');
    expect(onPhone()).toBe('🙏🏼');
    await unreact('pray::skin-tone-3');
    expect(onPhone()).toBe('❤️');
    await unreact('heart');
    expect(onPhone()).toBeUndefined();
    expect(calls()).toEqual(['❤️', '🙏🏼', '❤️', 'none']);
  });

  test('also one the product itself uses as a sign: a person’s is a person’s', async () => {
    await react('eyes');
    expect(onPhone()).toBe('👀');
  });

  test('by somebody whose words would not go at once, nothing goes and nobody is told', async () => {
    await react('joy', BRUNO);
    await react('joy', STRANGER);
    expect(onPhone()).toBeUndefined();
    expect(calls()).toEqual([]);
    expect([...told(BRUNO), ...told(STRANGER)]).toEqual([]);
    await world.set('reply_guard', 'any');
    await react('tada', BRUNO);
    expect(onPhone()).toBe('🎉');
    await react('clap');
    expect(onPhone()).toBe('👏');
    await world.set('reply_guard', 'owner');
    await unreact('tada', BRUNO);
    expect(onPhone()).toBe('👏');
  });

  test('where plain words are notes, reactions are too', async () => {
    await world.set('reply_mode', 'explicit');
    await react('heart');
    await world.set('reply_mode', 'reply');
    expect(onPhone()).toBeUndefined();
  });

  test('on a reply of the team, a note or the card it is among colleagues; our own ticks never leave', async () => {
    const reply = await answer(world, ANA, 'Certo');
    const note = await answer(world, ANA, '// nota');
    for (const ts of [reply.ts, note.ts, reply.thread_ts as string]) await world.slack.react(ANA, reply.channel, ts, 'heart');
    await world.settle();
    expect(calls()).toEqual([]);
    expect(maria().received.at(-1)?.reactions).toBeUndefined();
  });

  test('one that only this Slack has cannot go, and its author is told', async () => {
    const before = told().length;
    await react('carinho-logo');
    expect(calls()).toEqual([]);
    expect(told().slice(before)).toEqual(['A reação `:carinho-logo:` *não foi enviada ao cliente*: ela só existe neste Slack. Use um emoji comum.']);
  });

  test('events twice and in the wrong order change nothing', async () => {
    const { letterbox } = world.house.bot;
    const accept = letterbox.accept;
    const kept: Parameters<typeof accept>[0][] = [];
    letterbox.accept = async (arrival) => (kept.push(arrival), 'accepted');
    await world.slack.react(ANA, message.channel, message.ts, 'heart');
    await world.slack.unreact(ANA, message.channel, message.ts, 'heart');
    letterbox.accept = accept;
    for (const arrival of kept.reverse()) {
      await accept(arrival);
      await world.settle();
      await accept(arrival);
      await world.settle();
    }
    expect(onPhone()).toBeUndefined();
    expect(calls()).toEqual([]);
  });

  test('refused by WhatsApp, later or at once: its author is told', async () => {
    const before = told().length;
    world.zapi.fail({ action: 'send-reaction', times: 1, how: { deliveryError: 'Did not have permission to send this message.' } });
    await react('heart');
    expect(onPhone()).toBeUndefined();
    world.zapi.fail({ action: 'send-reaction', times: 1, how: { status: 400, body: { error: 'Invalid reaction' } } });
    await react('smile');
    expect(told().slice(before)).toEqual([
      'Sua reação *não chegou ao cliente*. Motivo: o WhatsApp recusou a mensagem',
      expect.stringMatching(/^Sua reação \*não chegou ao cliente\*\. Motivo: .*Invalid reaction/),
    ]);
  });

  test('an answer of 500, and a worker that dies before the record: done again until it stands', async () => {
    world.zapi.fail({ action: 'send-reaction', times: 1, how: { status: 500 } });
    await react('heart');
    await world.pass(10_000);
    expect(onPhone()).toBe('❤️');
    await world.slack.unreact(ANA, message.channel, message.ts, 'heart');
    const { source, locks, ledger, bot, log, metrics, lanes } = world.house;
    await drainStream(`slack:reaction:${message.channel}:${message.ts}`, { source, locks, ledger, clock: world.clock, bot, log, metrics });
    const dying: typeof lanes = { ...lanes, ledger: { run: async () => Promise.reject(new Error('the worker died')) } };
    await expect(drainLane('whatsapp:1', dying)).rejects.toThrow('the worker died');
    await world.pass(30_000);
    expect(onPhone()).toBeUndefined();
    expect(calls()).toEqual(['❤️', '❤️', 'none', 'none']);
  });

  test('in the undo window one that is taken back never leaves', async () => {
    await world.set('reply_undo_seconds', 5);
    await react('heart');
    await unreact('heart');
    await world.pass(10_000);
    expect(calls()).toEqual([]);
    await world.set('reply_undo_seconds', 0);
  });
});
