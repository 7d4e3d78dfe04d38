import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer, cardOf, shown, textsOf, ticksOn } from '../support/thread.js';

describe('a family writes for the first time', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.end());

  test('the conversation appears as a thread, is answered there, and the answer arrives with its ticks', async () => {
    const maria = world.phone('5511988887777', { name: 'Maria Oliveira' });
    const sent = await maria.says('Olá, preciso de uma cuidadora para minha mãe');
    expect(sent).toMatchObject({ status: 200, body: { status: 'accepted' } });
    await world.settle();

    const card = await cardOf(world);
    expect(shown(card)).toContain('#1 · Maria Oliveira');
    expect(shown(card)).toContain('(11) •••••-7777');
    expect(shown(card)).not.toContain('988887777');
    expect(shown(card)).toContain('Assumir');
    expect(await textsOf(world)).toEqual(['Olá, preciso de uma cuidadora para minha mãe']);

    const reply = await answer(world, ANA, 'Bom dia, *Maria*! Vamos ajudar.');
    expect(maria.received.map((message) => message.text)).toEqual(['Bom dia, *Maria*! Vamos ajudar.']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(shown(await cardOf(world))).not.toContain('Assumir');
    expect(shown(await cardOf(world))).toContain(`<@${ANA}>`);

    await maria.reads();
    await world.settle();
    expect(ticksOn(world, reply)).toEqual(['eyes']);
  });

  test('later messages go to the same thread, in order', async () => {
    const maria = world.phone('5511988887777');
    for (const text of ['um', 'dois', 'três']) await maria.says(text);
    await world.settle();
    expect((await textsOf(world)).slice(-3)).toEqual(['um', 'dois', 'três']);
    expect(await world.rows('SELECT id FROM conversations')).toHaveLength(1);
  });
});
