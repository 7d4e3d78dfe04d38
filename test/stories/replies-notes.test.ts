import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ANA, STRANGER, startWorld, type World } from '../support/world.js';
import { answer, cardOf, shown, textsOf, ticksOn } from '../support/thread.js';

const UNKNOWN = 'Não conheço esse comando. Linhas que começam com `!` *nunca são enviadas ao cliente*. Use `/atendimento` para ver o que existe.';

async function open(settings: Record<string, string> = {}): Promise<World> {
  const world = await startWorld({ settings });
  await world.phone('5511988887777', { name: 'Maria Oliveira' }).says('Olá');
  await world.settle();
  return world;
}
const received = (world: World) => world.phone('5511988887777').received.map((message) => message.text);

describe('notes and keywords never leave Slack', () => {
  let world: World;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.end());

  test.each(['// x', '//x', 'nota: x', 'NOTA : x', 'Nota:x', '*nota:* x', '_// x_', '@Bruno Souza pode ver?', '@bruno pode ver?', '  // com espaço'])('%s is a note', async (text) => {
    const reply = await answer(world, ANA, text);
    expect(ticksOn(world, reply)).toEqual(['memo']);
    expect(received(world)).toEqual([]);
    expect(world.slack.ephemerals()).toEqual([]);
  });

  test('a note does not make its author the owner, and the customer goes on waiting', async () => {
    expect(shown(await cardOf(world))).toContain('Assumir');
    expect(shown(await cardOf(world))).not.toContain('já respondido');
  });

  test.each(['!nivel2 cliente nervoso', '!xyz', '! nivel2', '!'])('%s is a keyword: it stays, and its author is told', async (text) => {
    const before = world.slack.ephemerals(ANA).length;
    const reply = await answer(world, ANA, text);
    expect(ticksOn(world, reply)).toEqual(['memo']);
    expect(world.slack.ephemerals(ANA).slice(before).map((whisper) => whisper.text)).toEqual([UNKNOWN]);
    expect(received(world)).toEqual([]);
  });

  test('a stranger’s note is a note too', async () => {
    const reply = await answer(world, STRANGER, '// eu acho que sim');
    expect(ticksOn(world, reply)).toEqual(['memo']);
    expect(world.slack.ephemerals(STRANGER)).toEqual([]);
  });

  test('a note edited into plain words stays a note: an edit cannot send what was meant to stay', async () => {
    const reply = await answer(world, ANA, '// só nosso');
    await world.slack.edit(ANA, reply.channel, reply.ts, 'só nosso');
    await world.settle();
    expect(received(world)).toEqual([]);
    expect(ticksOn(world, reply)).toEqual(['memo']);
  });

  test('words that only resemble a note go out', async () => {
    for (const text of ['Nota fiscal: segue amanhã', 'veja https://carinho.com.br//planos', 'A/C: Maria']) await answer(world, ANA, text);
    expect(received(world)).toEqual(['Nota fiscal: segue amanhã', 'veja https://carinho.com.br//planos', 'A/C: Maria']);
  });
});

describe('with reply_mode=explicit everything is a note unless it starts with >>', () => {
  let world: World;
  beforeAll(async () => {
    world = await open({ reply_mode: 'explicit' });
  });
  afterAll(() => world.end());

  test('plain words stay, >> goes without its mark, and ! is still a keyword', async () => {
    expect(shown(await cardOf(world))).toContain('comece com `>>` para enviar ao cliente');
    const plain = await answer(world, ANA, 'vou ligar para ela');
    const quoted = await answer(world, ANA, '> o que ela disse');
    const sent = await answer(world, ANA, '>> Bom dia, *Maria*!\nTudo bem?');
    const keyword = await answer(world, ANA, '!n2');
    expect(received(world)).toEqual(['Bom dia, *Maria*!\nTudo bem?']);
    expect([plain, quoted, sent, keyword].map((reply) => ticksOn(world, reply))).toEqual([['memo'], ['memo'], ['white_check_mark'], ['memo']]);
    expect(world.slack.ephemerals(ANA)).toHaveLength(1);
  });

  test('>> with nothing behind it is told to be empty', async () => {
    await answer(world, ANA, '>> ');
    expect(shown(world.slack.ephemerals(ANA).at(-1) as never)).toContain('Nada foi enviado ao cliente: a mensagem não tem texto.');
    expect(received(world)).toHaveLength(1);
    expect(await textsOf(world)).toHaveLength(6);
  });
});
