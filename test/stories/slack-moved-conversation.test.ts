import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { arrive, arriveInTurn, messageBody } from '../support/webhook.js';
import { ANA, ATENDIMENTO, startWorld, type World } from '../support/world.js';
import { answer, cardOf, repliesOf, shown, textsOf, ticksOn } from '../support/thread.js';

const NEW = 'C0ATENDE002';

async function withHistory(): Promise<World> {
  const world = await startWorld();
  await world.phone('5511988887777', { name: 'Maria <Oliveira>' }).says('Olá <!channel>');
  // An answer takes a while; and the gateway's clock is not ours.
  await world.pass(20_000);
  await answer(world, ANA, 'Bom dia!');
  return world;
}

/** The clock moves on by one look of the catch-up timer. */
async function lookAround(world: World): Promise<void> {
  world.clock.advance(6 * 60_000);
  await world.tick();
  await world.settle();
}

describe('what was quoted, forwarded or lost reads so in the new thread too', () => {
  let world: World;
  beforeAll(async () => {
    world = await withHistory();
  });
  afterAll(() => world.end());

  test('the quote with a link to where it stands, the forwarded mark, and of a lost file the reason', async () => {
    const from = { phone: '5511988887777', chatLid: world.phone('5511988887777').lid };
    const [sent] = world.phone('5511988887777').received;
    const reply = (await repliesOf(world))[1] as SimMessage;
    await arriveInTurn(
      world,
      messageBody('Bom dia, Ana', { ...from, referenceMessageId: sent?.messageId, momment: world.clock.now().getTime() }),
      messageBody('veja isto', { ...from, forwarded: true, momment: world.clock.now().getTime() + 1 }),
      messageBody('', { ...from, text: undefined, image: { imageUrl: null }, momment: world.clock.now().getTime() + 2 }),
    );
    world.slack.addChannel({ id: NEW, name: 'atendimento-2' });
    world.house.bot.channels.atendimento = NEW;
    await arrive(world, messageBody('Ainda aí?', { ...from, momment: world.clock.now().getTime() + 3 }));
    const [recap = ''] = await textsOf(world);
    const lines = recap.replace(/`[^`]+` /g, '').split('\n').slice(3);
    expect(lines).toEqual([
      '*Maria:*', expect.stringMatching(new RegExp(`^> \\*Ana Lima:\\* Bom dia! · <https://[^|]*p${reply.ts.replace('.', '')}[^|]*\\|ver mensagem>$`)), 'Bom dia, Ana',
      '*Maria:*', '_↪ encaminhada_', 'veja isto',
      '*Maria:* 📷 Foto', '⚠️ _O arquivo não está aqui: o WhatsApp não tem mais este arquivo; peça ao cliente que envie de novo_',
    ]);
  });
});

/** What the thread a conversation moved into begins with. */
function expectRecap(texts: string[], reason: RegExp): void {
  const [recap = ''] = texts;
  const lines = recap.split('\n');
  expect(lines[0]).toMatch(reason);
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/^`[^`]+` \*Maria &lt;Oliveira&gt;:\* Olá &lt;!channel&gt;$/),
    expect.stringMatching(/^`[^`]+` \*Ana Lima:\* Bom dia!$/),
  ]);
  expect(recap).not.toContain('<!channel>');
}

describe('the attendance channel is replaced by another', () => {
  let world: World;
  let old: SimMessage;
  beforeAll(async () => {
    world = await withHistory();
    old = await cardOf(world);
    world.slack.addChannel({ id: NEW, name: 'atendimento-2' });
    world.house.bot.channels.atendimento = NEW;
  });
  afterAll(() => world.end());

  test('the conversation goes on there, with its history and a link; the old thread says where', async () => {
    const maria = world.phone('5511988887777');
    await maria.says('Ainda aí?');
    await world.settle();
    const card = await cardOf(world);
    expect(card.channel).toBe(NEW);
    const texts = await textsOf(world);
    expectRecap(texts, /^♻️ A conversa continua aqui, porque o canal de atendimento mudou \(<https:\/\/\S+C0ATENDE001\S*\|conversa anterior>\)\. O que foi dito até agora:$/);
    expect(texts.slice(1)).toEqual(['Ainda aí?']);
    expect(world.slack.thread(ATENDIMENTO, old.ts).map((message) => message.text).slice(1)).toEqual([
      'Olá &lt;!channel&gt;', 'Bom dia!', expect.stringMatching(/^➡️ Esta conversa continua em outro lugar: <https:\/\/\S+C0ATENDE002\S*\|nova conversa>\. Responda lá\.$/),
    ]);
  });

  test('replies count in the new thread, and in the old one too', async () => {
    const there = await answer(world, ANA, 'Sim!');
    const here = await world.slack.post(ANA, ATENDIMENTO, 'escrevi no lugar antigo', { thread_ts: old.ts });
    await world.settle();
    expect(world.phone('5511988887777').received.map((message) => message.text)).toEqual(['Bom dia!', 'Sim!', 'escrevi no lugar antigo']);
    expect([there, here].map((reply) => ticksOn(world, reply))).toEqual([['white_check_mark'], ['white_check_mark']]);
  });
});

describe.each([
  ['while Slack tells of it', false],
  ['while Slack tells nothing', true],
])('the card is deleted by a person, %s', (_name, silent) => {
  let world: World;
  beforeAll(async () => {
    world = await withHistory();
  });
  afterAll(() => world.end());

  /** A workspace admin may delete the bot's message; the simulator's people only their own, so it is made one. */
  async function deleteCard(): Promise<SimMessage> {
    const card = await cardOf(world);
    const { store } = (world.slack as unknown as { sim: { store: { message(channel: string, ts: string): SimMessage } } }).sim;
    store.message(card.channel, card.ts).user = ANA;
    world.slack.silence(silent);
    await world.slack.remove(ANA, card.channel, card.ts);
    await world.settle();
    return card;
  }

  test('the conversation gets another thread with its history, and goes on there', async () => {
    const old = await deleteCard();
    if (silent) await lookAround(world);
    world.slack.silence(false);
    await world.pass(2000);
    const card = await cardOf(world);
    expect([card.channel, card.ts > old.ts]).toEqual([ATENDIMENTO, true]);
    expectRecap(await textsOf(world), /^♻️ A conversa continua aqui, porque a mensagem principal da (<https:\/\/\S+\|)?conversa anterior>? foi apagada\. O que foi dito até agora:$/);
    expect(await textsOf(world)).toHaveLength(1);
    await world.phone('5511988887777').says('Ainda aí?');
    await world.settle();
    await answer(world, ANA, 'Sim!');
    expect((await textsOf(world)).slice(1).map((text) => text.split('\n')[0])).toEqual(['Ainda aí?', 'Sim!']);
    expect(world.phone('5511988887777').received.map((message) => message.text)).toEqual(['Bom dia!', 'Sim!']);
    expect(shown(await cardOf(world))).toContain('#1');
    expect(world.slack.thread(ATENDIMENTO, old.ts).at(-1)?.text).toMatch(/Esta conversa continua em outro lugar/);
    expect(await repliesOf(world)).toHaveLength(3);
  });
});
