import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, cardOf, ticksOn } from '../support/thread.js';

describe('a reply shows how far it is, by one reaction that only goes forward', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  /** Takes what has arrived, without moving the clock to what becomes due later. */
  const tell = async (status: string, ids: string[]) => {
    await world.zapi.sendRaw({ instanceId: 'INSTANCE', status, ids, momment: Date.now(), phoneDevice: 0, phone: '5511988887777', type: 'MessageStatusCallback', isGroup: false }, {}, world.zapi.webhookUrl);
    await world.settle();
  };
  const seen: string[][] = [];
  const look = (reply: SimMessage) => {
    const ticks = ticksOn(world, reply);
    if (JSON.stringify(seen.at(-1)) !== JSON.stringify(ticks)) seen.push(ticks);
  };
  const lastId = () => maria().received.at(-1)?.messageId ?? '';

  beforeAll(async () => {
    world = await startWorld();
    // No ticks of the gateway's own: the test tells them.
    world.zapi.world.sender.urls.filters = ['FILTER_MESSAGE_STATUS_CALLBACK', 'FILTER_DELIVERY_CALLBACK'];
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(() => world.end());

  test('waiting, sent, delivered, read', async () => {
    world.zapi.holdQueue(true);
    const removeRule = world.zapi.fail({ action: 'send-text', how: { status: 429, body: { error: 'slow down' } } });
    const reply = await answer(world, ANA, 'Bom dia!');
    look(reply);
    removeRule();
    await world.pass(6000);
    look(reply);
    world.zapi.holdQueue(false);
    await world.settle();
    for (const status of ['SENT', 'RECEIVED', 'READ']) {
      await tell(status, [lastId()]);
      look(reply);
    }
    expect(seen).toEqual([['hourglass_flowing_sand'], ['heavy_check_mark'], ['white_check_mark'], ['eyes']]);
    expect(maria().received.map((message) => message.text)).toEqual(['Bom dia!']);
  });

  test('READ before RECEIVED, repeated, and READ_BY_ME move nothing back', async () => {
    const reply = await answer(world, ANA, 'Tudo bem?');
    for (const status of ['READ', 'RECEIVED', 'SENT', 'RECEIVED', 'READ_BY_ME', 'READ']) {
      await tell(status, [lastId()]);
      expect(ticksOn(world, reply)).toEqual(['eyes']);
    }
    const [message] = await world.rows<{ status: string; read_at: Date | null }>('SELECT status, read_at FROM messages ORDER BY id DESC LIMIT 1');
    expect(message).toMatchObject({ status: 'read', read_at: expect.any(Date) });
  });

  test('one report of several messages, one of them unknown, moves those that are known', async () => {
    const replies = [await answer(world, ANA, 'um'), await answer(world, ANA, 'dois')] as const;
    const ids = maria().received.slice(-2).map((message) => message.messageId);
    await tell('READ', ['3EB0UNKNOWN', ...ids]);
    expect(replies.map((reply) => ticksOn(world, reply))).toEqual([['eyes'], ['eyes']]);
  });

  test('ticks and echo that overtake the answer of the call are not lost', async () => {
    world.zapi.world.sender.urls.filters = [];
    world.zapi.fail({ action: 'send-text', times: 1, how: { answerAfterDelivery: true } });
    const reply = await answer(world, ANA, 'rápido');
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(maria().received.filter((message) => message.text === 'rápido')).toHaveLength(1);
    expect(await world.rows('SELECT external_id FROM early_statuses WHERE external_id = ?', [lastId()])).toEqual([]);
  });

  test('a long reply shows what is furthest behind of it', async () => {
    const reply = await answer(world, ANA, `${'palavra '.repeat(700)}fim`);
    const parts = maria().received.slice(-2);
    expect(parts.map((message) => message.text).join(' ')).toBe(`${'palavra '.repeat(700)}fim`);
    await tell('READ', [parts[1]?.messageId ?? '']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    await tell('READ', [parts[0]?.messageId ?? '']);
    expect(ticksOn(world, reply)).toEqual(['eyes']);
  });

  test('a tick whose answer Slack lost leaves no second one behind', async () => {
    world.slack.fail({ method: 'reactions.add', times: 1, how: { status: 500, afterEffect: true } });
    const card = await cardOf(world);
    const reply = await world.slack.post(ANA, card.channel, 'mais uma', { thread_ts: card.ts });
    await world.settle(500);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    await maria().reads();
    await world.settle(0);
    await world.pass(30_000);
    expect(ticksOn(world, reply)).toEqual(['eyes']);
  });
});
