import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer } from '../support/thread.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

test('a send whose result cannot be written down is not repeated without end, and what waits behind it leaves', async () => {
  const maria = world.phone('5511988887777', { name: 'Maria Oliveira' });
  await maria.says('Olá');
  await world.settle();
  world.zapi.world.settings.notifySentByMe = false;
  const { ledger } = world.house.lanes;
  const run = ledger.run.bind(ledger);
  // Recording what came of a send to the customer fails, as with an id the table does not take.
  world.house.lanes.ledger = {
    run: (actor, where, command) =>
      run(actor, where, async (ctx) => {
        const value = await command(ctx);
        const [row] = (await ctx.tx.query("SELECT id FROM messages WHERE status = 'sent' AND body = 'ruim'")) as unknown[];
        if (row) throw new Error('Data too long for column');
        return value;
      }),
  };
  await answer(world, ANA, 'ruim').catch(() => undefined);
  await answer(world, ANA, 'boa').catch(() => undefined);
  for (let times = 0; times < 300; times += 1) await world.pass(4000).catch(() => undefined);
  const received = maria.received.map((message) => message.text);
  expect(received.filter((text) => text === 'ruim').length).toBeLessThanOrEqual(5);
  expect(received).toContain('boa');
});
