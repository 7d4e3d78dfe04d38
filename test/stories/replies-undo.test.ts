import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ANA, BRUNO, startWorld, type World } from '../support/world.js';
import { answer, cardOf, edit, shown, ticksOn } from '../support/thread.js';

const UNDO_S = 8;

describe('for some seconds a reply can be taken back or changed', () => {
  let world: World;
  let before: string[] = [];
  let whispersBefore = 0;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const received = () => maria().received.map((message) => message.text);
  const fresh = () => received().slice(before.length);
  const told = () => world.slack.ephemerals(ANA).slice(whispersBefore).map((whisper) => whisper.text);

  beforeAll(async () => {
    world = await startWorld({ settings: { reply_undo_seconds: UNDO_S } });
    await maria().says('Olá');
    await world.settle();
  });
  beforeEach(() => {
    before = received();
    whispersBefore = world.slack.ephemerals(ANA).length;
  });
  afterAll(() => world.end());

  test('it waits, shown as waiting, and then leaves', async () => {
    const reply = await answer(world, ANA, 'Bom dia!');
    await world.pass(6000);
    expect(fresh()).toEqual([]);
    expect(ticksOn(world, reply)).toEqual(['hourglass_flowing_sand']);
    await world.pass(3000);
    expect(fresh()).toEqual(['Bom dia!']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
  });

  test('deleted in time it never leaves; the card forgets it and the customer waits again', async () => {
    await maria().says('Qual o preço?', { extra: { momment: world.clock.now().getTime() } });
    await world.settle();
    const reply = await answer(world, ANA, 'R$ 10,00 o dia');
    expect(shown(await cardOf(world))).toContain('não, já respondido');
    await world.slack.remove(ANA, reply.channel, reply.ts);
    // Taken only when the window is over: what Slack told in time counts.
    await world.pass(60_000);
    expect(fresh()).toEqual([]);
    expect(told()).toEqual([]);
    expect(shown(await cardOf(world))).toContain('> Qual o preço?');
    expect(shown(await cardOf(world))).not.toContain('R$ 10,00');
    expect(shown(await cardOf(world))).not.toContain('já respondido');
  });

  test('edited in time, twice, only the last words leave, once', async () => {
    const reply = await answer(world, ANA, 'R$ 10');
    await edit(world, reply, 'R$ 100');
    await world.pass(3000);
    await edit(world, reply, 'R$ 1.000 por mês');
    await world.pass(60_000);
    expect(fresh()).toEqual(['R$ 1.000 por mês']);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(told()).toEqual([]);
  });

  test('edited into a note in time it becomes one', async () => {
    const reply = await answer(world, ANA, 'ela parece confusa');
    await edit(world, reply, '// ela parece confusa');
    await world.pass(60_000);
    expect(fresh()).toEqual([]);
    expect(ticksOn(world, reply)).toEqual(['memo']);
  });

  test('edited or deleted later, the change follows to the phone', async () => {
    const replies = [await answer(world, ANA, 'Até amanhã'), await answer(world, ANA, 'às 10h')] as const;
    await world.pass(10_000);
    await edit(world, replies[0], 'Até depois de amanhã');
    await world.slack.remove(ANA, replies[1].channel, replies[1].ts);
    await world.settle();
    await world.pass(60_000);
    expect(fresh()).toEqual(['Até depois de amanhã', 'às 10h']);
    expect(maria().received.slice(-2).map(({ edited, deleted }) => [edited, deleted])).toEqual([[true, undefined], [undefined, true]]);
    expect(told()).toEqual([]);
    expect(ticksOn(world, replies[0])).toEqual(['white_check_mark']);
  });

  test('a link preview that Slack adds is no edit, before or after it left', async () => {
    const reply = await answer(world, ANA, 'Veja https://carinho.com.br');
    await world.slack.unfurl(reply.channel, reply.ts);
    await world.settle();
    await world.pass(10_000);
    await world.slack.unfurl(reply.channel, reply.ts);
    await world.pass(60_000);
    expect(fresh()).toEqual(['Veja https://carinho.com.br']);
    expect(told()).toEqual([]);
  });

  test('the order of writing is the order of leaving, although one was edited meanwhile', async () => {
    const first = await answer(world, ANA, 'um');
    await world.pass(2000);
    await answer(world, ANA, 'dois');
    await edit(world, first, 'um, corrigido');
    await world.pass(60_000);
    expect(fresh()).toEqual(['um, corrigido', 'dois']);
  });

  test('a deletion or an edit that Slack tells before the reply itself counts', async () => {
    const { letterbox } = world.house.bot;
    const card = await cardOf(world);
    const kept: Parameters<typeof letterbox.accept>[0][] = [];
    const accept = letterbox.accept;
    letterbox.accept = async (arrival) => (arrival.kind === 'reply' ? (kept.push(arrival), 'accepted') : accept(arrival));
    const gone = await world.slack.post(ANA, card.channel, 'não era para sair', { thread_ts: card.ts });
    const changed = await world.slack.post(ANA, card.channel, 'preço 10', { thread_ts: card.ts });
    await world.slack.remove(ANA, gone.channel, gone.ts);
    await edit(world, changed, 'preço: R$ 100');
    letterbox.accept = accept;
    for (const arrival of kept) await accept(arrival);
    await world.pass(60_000);
    expect(fresh()).toEqual(['preço: R$ 100']);
  });

  test('nobody else’s deed: a colleague’s reply is held and nothing of it waits to leave', async () => {
    await answer(world, BRUNO, 'E eu?');
    await world.pass(60_000);
    expect(fresh()).toEqual([]);
  });
});
