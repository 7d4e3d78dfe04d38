import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ANA, SOCKET_MODE, startWorld, type World, type WorldOptions } from '../support/world.js';
import { cardOf } from '../support/thread.js';

const MODES: [string, WorldOptions][] = [
  ['HTTP', { slack: { ackTimeoutMs: 500 } }],
  ['Socket Mode', { ...SOCKET_MODE, slack: { ...SOCKET_MODE.slack, ackTimeoutMs: 500 } }],
];

describe.each(MODES)('over %s', (_name, options) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(options);
  }, 60_000);
  afterAll(() => world.end());

  test('an event of Slack’s is acknowledged only once it is in the letterbox; sent again, it is taken', async () => {
    const maria = world.phone('5511988887777', { name: 'Maria Oliveira' });
    await maria.says('Olá');
    await world.settle();
    const card = await cardOf(world);
    const { letterbox } = world.house.bot;
    let attempts = 0;
    world.house.bot.letterbox = {
      ...letterbox,
      async accept(arrival) {
        attempts += 1;
        if (attempts === 1) throw new Error('the letterbox is stuck');
        return letterbox.accept(arrival);
      },
    };
    const taken = new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (attempts < 2) return;
        clearInterval(look);
        resolve();
      }, 20);
    });
    const reply = await world.slack.post(ANA, card.channel, 'Ainda aí?', { thread_ts: card.ts });
    expect(reply.ack?.status).not.toBe(200);
    await taken;
    await world.settle();
    expect(maria.received.map((message) => message.text)).toEqual(['Ainda aí?']);
    expect(attempts).toBe(2);
  }, 30_000);
});
