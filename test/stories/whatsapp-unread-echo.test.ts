import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { drainLane } from '../../src/domain/outbox/drain.js';
import { lane } from '../../src/domain/outbox/lanes.js';
import { drainStream } from '../../workers/inbox.js';
import { ANA, ATENDIMENTO, startWorld, type World } from '../support/world.js';
import { answer, cardOf, ticksOn } from '../support/thread.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.phone('5511988887777', { name: 'Maria Oliveira' }).says('Olá');
  await world.settle();
  await answer(world, ANA, 'Bom dia!');
});
afterAll(() => world.end());

test('a house that stood still after a lost answer reads the echo in its letterbox before it sends again', async () => {
  const maria = world.phone('5511988887777');
  const { lanes } = world.house;
  world.zapi.fail({ action: 'send-text', times: 1, how: { reset: true, afterQueued: true } });
  const reply = await world.slack.post(ANA, ATENDIMENTO, 'Tudo bem?', { thread_ts: (await cardOf(world)).ts });
  const { source, locks, ledger, bot, log, metrics } = world.house;
  await drainStream(`slack:${ATENDIMENTO}:${reply.thread_ts}`, { source, locks, ledger, bot, log, metrics, clock: world.clock });
  await drainLane(lane.whatsapp(1), lanes);
  await world.zapi.settled();
  expect(await world.rows("SELECT kind FROM webhook_events WHERE status = 'pending' AND kind = 'message'")).toHaveLength(1);

  // Minutes later the lane is looked at before the letterbox is.
  world.clock.advance(300_000);
  await drainLane(lane.whatsapp(1), lanes);
  await world.zapi.settled();
  expect(world.zapi.calls.filter((call) => call.action === 'send-text')).toHaveLength(2);

  await world.settle(10_000);
  expect(maria.received.map((message) => message.text)).toEqual(['Bom dia!', 'Tudo bem?']);
  expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
});
