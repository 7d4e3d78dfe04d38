import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ATENDIMENTO, startWorld, type World } from '../support/world.js';
import { cardOf, shown, textsOf } from '../support/thread.js';

describe('while Slack limits us, what waits for one conversation is joined, in order, nothing twice', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const posts = () => world.slack.calls.filter((call) => call.method === 'chat.postMessage' && call.status === 200);
  /** The pauses Slack asks for are shared through Redis, which has its own time: here the clock goes with it. */
  const untilShown = async (text: string) => {
    for (const start = Date.now(); Date.now() - start < 15_000 && !(await textsOf(world)).join('\n').includes(text); ) {
      world.clock.advance(Math.max(0, Date.now() - world.clock.now().getTime()));
      await world.settle(0);
    }
    await world.settle();
  };

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
  });
  afterAll(() => world.end());

  test('a burst becomes one post', async () => {
    world.slack.fail({ method: 'chat.postMessage', channel: ATENDIMENTO, times: 1, how: { retryAfter: 1 } });
    const before = posts().length;
    const burst = Array.from({ length: 12 }, (_, index) => `mensagem ${index + 1}`);
    for (const text of burst) await maria().says(text);
    await world.settle(0);
    expect(await textsOf(world)).toEqual(['Olá']);
    await untilShown('mensagem 12');
    expect(await textsOf(world)).toEqual(['Olá', burst.join('\n')]);
    expect(posts().length - before).toBe(1);
    expect(shown(await cardOf(world))).toContain('mensagem 12');
  });

  test('the company’s own words are not put under the customer’s name', async () => {
    world.slack.fail({ method: 'chat.postMessage', channel: ATENDIMENTO, times: 1, how: { retryAfter: 1 } });
    await maria().says('a');
    await maria().says('b');
    await world.zapi.typeOnCompanyPhone('5511988887777', 'c, do celular');
    await maria().says('d');
    await world.settle(0);
    await untilShown('d');
    await untilShown('\nd');
    expect((await textsOf(world)).slice(2)).toEqual(['a\nb', 'c, do celular', 'd']);
  });

  test('limited in the middle of a long message, the parts that stand are not posted again', async () => {
    const long = Array.from({ length: 1500 }, (_, index) => `palavra${index}`).join(' ');
    let allowed = 2;
    const stop = world.slack.fail({ method: 'chat.postMessage', channel: ATENDIMENTO, times: 2, when: () => allowed-- <= 0, how: { retryAfter: 1 } });
    const shownBefore = (await textsOf(world)).length;
    await maria().says(long);
    await maria().says('e mais isto');
    await world.settle(0);
    await untilShown('e mais isto');
    stop();
    const texts = (await textsOf(world)).slice(shownBefore);
    expect(texts.join(' ').replace(/\s+/g, ' ')).toBe(`${long} e mais isto`);
  });
});
