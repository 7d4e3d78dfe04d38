import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ANA, SOCKET_MODE, startWorld, type World } from '../support/world.js';
import { cardOf, shown, textsOf, ticksOn } from '../support/thread.js';

let world: World;
beforeAll(async () => {
  world = await startWorld(SOCKET_MODE);
}, 60_000);
afterAll(() => world.end());

test('over Socket Mode: replies reach the customer, buttons and commands answer', async () => {
  const maria = world.phone('5511988887777', { name: 'Maria Oliveira' });
  await maria.says('Olá');
  await world.settle();
  const card = await cardOf(world);
  expect(await world.slack.click(ANA, card, 'act_take')).toMatchObject({ status: 200 });
  const reply = await world.slack.post(ANA, card.channel, 'Bom dia!', { thread_ts: card.ts });
  expect(reply.ack).toMatchObject({ status: 200 });
  await world.settle();
  expect(maria.received.map((message) => message.text)).toEqual(['Bom dia!']);
  expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  expect(await textsOf(world)).toEqual(['Olá', 'Bom dia!']);
  expect(shown(await cardOf(world))).toContain(`<@${ANA}>`);
  const help = await world.slack.slash(ANA, card.channel, '/atendimento', '');
  expect(JSON.stringify(help.body)).toContain('Como atender daqui');
});
