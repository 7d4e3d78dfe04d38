import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, cardOf, shown, textsOf } from '../support/thread.js';

describe('messages that come late stand where they were written', () => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  /** Webhooks of messages written in this order, sent in another. */
  const arrive = async (texts: string[], order: number[]) => {
    const bodies = texts.map((text) => maria().build(text));
    for (const index of order) {
      await world.zapi.sendRaw(bodies[index] as object);
      await world.pass(50);
    }
  };

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
    await world.pass(50);
  });
  afterAll(() => world.end());

  test('posted already in the wrong order, they are put right by rewriting the posts', async () => {
    await arrive(['1', '2', '3', '4'], [2, 3, 0, 1]);
    expect(await textsOf(world)).toEqual(['Olá', '1', '2', '3', '4']);
    expect(shown(await cardOf(world))).toContain('> 4');
  });

  test('never past what a person of the team has written: the late one says when it was written', async () => {
    const late = maria().build('antes da resposta');
    await answer(world, ANA, 'Respondo');
    await world.pass(50);
    await world.zapi.sendRaw(late);
    await world.settle();
    expect((await textsOf(world)).slice(5)).toEqual(['Respondo', 'antes da resposta']);
  });

  test('a long one among short ones keeps all of its parts in their place', async () => {
    const long = Array.from({ length: 1200 }, (_, index) => `palavra${index}`).join(' ');
    await world.pass(50);
    await arrive(['curta', long, 'fim'], [2, 1, 0]);
    const texts = (await textsOf(world)).slice(7);
    expect(texts.join(' ').replace(/\s+/g, ' ')).toBe(`curta ${long} fim`);
  });
});
