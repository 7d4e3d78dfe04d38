import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startWorld, type World } from '../support/world.js';
import { textsOf } from '../support/thread.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.end());

/** The pauses Slack asks for are shared through Redis, which has its own time: here the clock goes with it. */
async function untilShown(text: string): Promise<void> {
  for (const start = Date.now(); Date.now() - start < 15_000 && !(await textsOf(world)).includes(text); ) {
    world.clock.advance(Math.max(0, Date.now() - world.clock.now().getTime()));
    await world.settle(0);
  }
  await world.settle();
}

test.each([
  ['Slack limits us in the middle', { retryAfter: 1 }],
  ['an answer is lost in the middle', { status: 500, afterEffect: true }],
])('a long message sorted into a post before a newer one stands there once, although %s', async (_name, how) => {
  const maria = world.phone('5511988887777', { name: 'Maria Oliveira' });
  await maria.says('Olá');
  await world.settle();
  const long = Array.from({ length: 1200 }, (_, index) => `palavra${index}`).join(' ');
  const [late, last] = [maria.build(long), maria.build('fim')];
  await world.zapi.sendRaw(last);
  await world.settle();
  // Its first part takes the place of "fim"; this is the third.
  world.slack.fail({ method: 'chat.postMessage', when: (args) => String(args['text']).includes('palavra1100'), times: 1, how });
  await world.zapi.sendRaw(late);
  await world.settle(0);
  await untilShown('fim');
  const texts = (await textsOf(world)).slice(1);
  expect(texts.map((text) => text.split(' ')[0])).toEqual(['palavra0', expect.stringMatching(/^palavra\d+$/), expect.stringMatching(/^palavra\d+$/), expect.stringMatching(/^palavra\d+$/), 'fim']);
  expect(texts.join(' ').replace(/\s+/g, ' ') === `${long} fim`).toBe(true);
}, 30_000);
