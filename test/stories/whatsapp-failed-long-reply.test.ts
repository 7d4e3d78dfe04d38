import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, cardOf, repliesOf, shown, ticksOn } from '../support/thread.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

test('a long reply whose first part is refused does not reach the customer without its beginning; retried, it arrives whole and in order', async () => {
  const maria = world.phone('5511988887777', { name: 'Maria Oliveira' });
  await maria.says('Olá');
  await world.settle();
  const received = () => maria.received.map((message) => message.text);
  const long = Array.from({ length: 900 }, (_, index) => `palavra${index}`).join(' ');
  world.zapi.fail({ action: 'send-text', times: 1, how: { status: 400, body: { error: 'refused' } } });

  const reply = await answer(world, ANA, long);
  await answer(world, ANA, 'Ficou claro?');
  await world.pass(4000);
  expect(received()).toEqual(['Ficou claro?']);
  expect(ticksOn(world, reply)).toEqual(['warning']);
  const notice = (await repliesOf(world)).find((message) => shown(message).includes('message_retry'));

  await world.slack.click(ANA, notice as never, 'message_retry');
  await world.pass(4000);
  expect(received().slice(1).join(' ').replace(/\s+/g, ' ') === long).toBe(true);
  expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  expect((await repliesOf(world)).filter((message) => shown(message).includes('message_retry'))).toEqual([]);
  expect(shown(await cardOf(world))).not.toContain('não pôde');
}, 20_000);
