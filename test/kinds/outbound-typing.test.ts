import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, cardOf } from '../support/thread.js';

describe('the customer sees “digitando…” before a person’s answer', () => {
  let world: World;
  let callsBefore = 0;
  const sent = () => world.zapi.calls.slice(callsBefore).filter((call) => call.action === 'send-text').map((call) => (call.body as { delayTyping?: number }).delayTyping ?? 0);

  beforeAll(async () => {
    world = await startWorld();
    await world.phone('5511988887777', { name: 'Maria Oliveira' }).says('Olá');
    await world.settle();
  });
  beforeEach(() => void (callsBefore = world.zapi.calls.length));
  afterAll(() => world.end());

  test('for two seconds, once: not before the further parts of a long answer', async () => {
    await answer(world, ANA, 'Bom dia!');
    await answer(world, ANA, `${'a'.repeat(3000)}\n${'b'.repeat(3000)}`);
    // Behind the long answer's first part its second one waits: nothing is to hold it up.
    expect(sent()).toEqual([2, 0, 0]);
  });

  test('not when other answers wait behind it', async () => {
    const card = await cardOf(world);
    for (const text of ['um', 'dois', 'três']) await world.slack.post(ANA, card.channel, text, { thread_ts: card.ts });
    await world.settle();
    expect(sent().at(-1)).toBe(2);
    expect(sent().filter((seconds) => seconds > 0).length).toBeLessThanOrEqual(2);
  });

  test('not when the answer waited already, for the gateway or in the undo window', async () => {
    await world.zapi.disconnect();
    await answer(world, ANA, 'sem rede');
    await world.pass(10_000);
    await world.zapi.connect();
    callsBefore = world.zapi.calls.length;
    await world.pass(20_000);
    expect(sent()).toEqual([0]);
    await world.set('reply_undo_seconds', 5);
    await answer(world, ANA, 'com prazo');
    await world.pass(6000);
    expect(sent()).toEqual([0, 0]);
    await world.set('reply_undo_seconds', 0);
  });

  test.each([[0, 0], [3, 3], [15, 3]])('set to %i seconds it is %i', async (setting, seconds) => {
    await world.set('typing_seconds', setting);
    await answer(world, ANA, 'Pois não');
    expect(sent()).toEqual([seconds]);
  });
});
