import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/model.js';
import { ANA, BRUNO, SOFIA, STRANGER, startWorld, type World } from '../support/world.js';
import { answer, ticksOn } from '../support/thread.js';

describe('a held reply whose question is gone', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await world.phone('5511988887777', { name: 'Maria Oliveira' }).says('Olá');
    await world.settle();
    await answer(world, ANA, 'Bom dia!');
  });
  afterAll(() => world.end());

  const received = () => world.phone('5511988887777').received.map((message) => message.text);
  const send = async (user: string, reply: SimMessage) => {
    await world.slack.shortcut(user, 'send_held_reply', { channel: reply.channel, ts: reply.ts });
    await world.settle();
    return world.slack.ephemerals(user).at(-1)?.text;
  };

  test('is sent from its menu by its author, and once', async () => {
    const reply = await answer(world, BRUNO, 'Temos uma cuidadora livre');
    expect(received()).toEqual(['Bom dia!']);
    expect(await send(BRUNO, reply)).toContain('Enviada ao cliente');
    expect(received()).toEqual(['Bom dia!', 'Temos uma cuidadora livre']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(await send(BRUNO, reply)).toContain('já foi decidido');
    expect(received()).toHaveLength(2);
  });

  test('is sent by the owner or a supervisor too, but not by a stranger', async () => {
    const first = await answer(world, BRUNO, 'Pode ser amanhã?');
    expect(await send(STRANGER, first)).toContain('Só pessoas da equipe');
    expect(received()).toHaveLength(2);
    await send(ANA, first);
    const second = await answer(world, BRUNO, 'Ou na segunda?');
    await send(SOFIA, second);
    expect(received().slice(2)).toEqual(['Pode ser amanhã?', 'Ou na segunda?']);
  });

  test('on a message that waits for nothing, says so', async () => {
    const note = await answer(world, ANA, '// ligar para a filha');
    expect(await send(ANA, note)).toContain('já foi decidido');
    expect(received()).toHaveLength(4);
  });
});
