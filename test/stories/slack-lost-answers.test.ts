import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FailureManner } from '../../simulator/slack/workspace.js';
import { createSlackClient } from '../../bot/slack-call.js';
import { slackLogger } from '../../bot/slack-log.js';
import { ANA, ATENDIMENTO, startWorld, type World } from '../support/world.js';
import { answer, cardOf, channelTexts, shown, textsOf, ticksOn } from '../support/thread.js';

const FAILURES: [string, FailureManner][] = [
  ['500 before it was done', { status: 500 }],
  ['500 after it was done', { status: 500, afterEffect: true }],
  ['no answer in time, not done', { hang: true }],
  ['no answer in time, done', { hang: true, afterEffect: true }],
  ['internal_error after it was done', { error: 'internal_error', afterEffect: true }],
];

async function open(): Promise<World> {
  const world = await startWorld();
  // As it is, but a call to Slack is given up after 300 ms.
  world.house.bot.client = createSlackClient('xoxb-test-token', world.slack.apiUrl, slackLogger(world.house.log), 300);
  return world;
}

describe.each(FAILURES)('Slack fails with %s', (_name, how) => {
  let world: World;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const failOnce = (method: string) => world.slack.fail({ method, channel: ATENDIMENTO, times: 1, how });

  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.end());

  test('a new conversation has one card, and the card shows what came meanwhile', async () => {
    failOnce('chat.postMessage');
    await maria().says('Olá');
    await world.settle(0);
    await maria().says('Tem alguém?');
    await world.settle(0);
    await world.pass(5000);
    await world.pass(5000);
    expect(channelTexts(world)).toEqual(['Conversa #1 com Maria Oliveira (Novo)']);
    expect(await textsOf(world)).toEqual(['Olá', 'Tem alguém?']);
    expect(shown(await cardOf(world))).toContain('Tem alguém?');
  });

  test('every message stands in the thread once, in order', async () => {
    failOnce('chat.postMessage');
    for (const text of ['um', 'dois', 'três']) await maria().says(text);
    await world.settle(0);
    await world.pass(5000);
    await world.pass(5000);
    expect((await textsOf(world)).slice(2)).toEqual(['um', 'dois', 'três']);
  });

  test('looking for a post, when that is limited or fails too, does not end in posting twice', async () => {
    failOnce('chat.postMessage');
    world.slack.fail({ method: 'conversations.replies', times: 1, how: { retryAfter: 1 } });
    world.slack.fail({ method: 'conversations.replies', times: 1, how: { error: 'token_revoked' } });
    await maria().says('quatro');
    await world.settle(0);
    for (let times = 0; times < 12; times += 1) await world.pass(5000);
    await maria().says('cinco');
    for (let times = 0; times < 40 && !(await textsOf(world)).includes('cinco'); times += 1) await world.pass(5000);
    expect((await textsOf(world)).slice(5)).toEqual(['quatro', 'cinco']);
  });

  test('the card comes up to date and a reply gets its tick', async () => {
    failOnce('chat.update');
    failOnce('reactions.add');
    const reply = await answer(world, ANA, 'Bom dia!');
    await world.pass(10_000);
    await world.pass(10_000);
    expect(shown(await cardOf(world))).toContain(`<@${ANA}>`);
    expect(ticksOn(world, reply)).toEqual(['white_check_mark']);
    expect(maria().received.map((message) => message.text)).toEqual(['Bom dia!']);
  });
});

describe('a late message that is sorted into a post whose answer was lost', () => {
  let world: World;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.end());

  test('is shown, once, in its place', async () => {
    const maria = world.phone('5511988887777', { name: 'Maria Oliveira' });
    await maria.says('Olá');
    await world.settle();
    const older = maria.build('um');
    await world.pass(10);
    world.slack.fail({ method: 'chat.postMessage', times: 1, how: { status: 500, afterEffect: true } });
    await maria.says('dois');
    await world.settle(0);
    await world.zapi.sendRaw(older);
    await world.settle(0);
    await world.pass(5000);
    await world.pass(5000);
    expect(await textsOf(world)).toEqual(['Olá', 'um', 'dois']);
  });
});
