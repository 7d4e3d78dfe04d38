import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SimMessage } from '../../simulator/slack/workspace.js';
import { ANA, ATENDIMENTO, BRUNO, SUPERVISAO, startWorld, type World } from '../support/world.js';
import { answer, cardOf, channelTexts, shown, textsOf, ticksOn } from '../support/thread.js';

describe('a channel that cannot be posted to loses nothing', () => {
  let world: World;
  let reply: SimMessage;
  const maria = () => world.phone('5511988887777', { name: 'Maria Oliveira' });
  const joao = () => world.phone('5511977776666', { name: 'João Neves' });
  const rosa = () => world.phone('5511966665555', { name: 'Rosa Melo' });
  const alerts = () => channelTexts(world, SUPERVISAO);
  const dead = () => world.rows("SELECT kind, last_error FROM deliveries WHERE status = 'dead'");

  beforeAll(async () => {
    world = await startWorld();
    await maria().says('Olá');
    await world.settle();
    reply = await answer(world, ANA, 'Bom dia!');
    await joao().says('Oi');
    await world.settle();
  });
  afterAll(() => world.end());

  test('archived: supervisors are told once, everything waits for hours without becoming a dead letter', async () => {
    await world.slack.archive(ATENDIMENTO);
    await maria().reads();
    for (const text of ['um', 'dois']) await maria().says(text);
    await rosa().says('Sou nova aqui');
    await world.slack.click(BRUNO, await cardOf(world, 2), 'act_take');
    await world.settle();
    expect(alerts()).toEqual([expect.stringMatching(/🔴 \*O canal de atendimento <#C0ATENDE001> não pode ser usado\* \(is_archived\)/)]);
    for (let half = 0; half < 8; half += 1) await world.pass(5 * 60_000);
    expect(alerts()).toHaveLength(1);
    expect(await dead()).toEqual([]);
    expect(await textsOf(world)).toEqual(['Olá', 'Bom dia!']);
  });

  test('unarchived: it goes on by itself, in order, ticks and card included', async () => {
    await world.slack.unarchive(ATENDIMENTO);
    await world.pass(31_000);
    await world.pass(31_000);
    const plain = (await textsOf(world)).map((text) => text.split('\n')[0]);
    expect(plain).toEqual(['Olá', 'Bom dia!', 'um', 'dois']);
    expect((await textsOf(world, 3)).map((text) => text.split('\n')[0])).toEqual(['Sou nova aqui']);
    expect(shown(await cardOf(world, 2))).toContain(`<@${BRUNO}>`);
    expect(ticksOn(world, reply)).toEqual(['eyes']);
    expect(shown(await cardOf(world))).not.toContain('já respondido');
    expect(channelTexts(world)).toEqual(['Conversa #1 com Maria Oliveira (Novo)', 'Conversa #2 com João Neves (Novo)', 'Conversa #3 com Rosa Melo (Novo)']);
    expect(await dead()).toEqual([]);
  });

  test('the bot thrown out of the channel, and invited again', async () => {
    world.slack.kickBot(ATENDIMENTO);
    await maria().says('três');
    await world.pass(3_600_000);
    expect(alerts().at(-1)).toContain('não pode ser usado');
    world.slack.inviteBot(ATENDIMENTO);
    await world.pass(31_000);
    await world.pass(31_000);
    expect((await textsOf(world)).at(-1)?.split('\n')[0]).toBe('três');
    expect(await textsOf(world)).toHaveLength(5);
    expect(await dead()).toEqual([]);
  });

  test('the token revoked, and another one given: everything waits and then goes on in order', async () => {
    world.slack.revokeToken();
    for (const text of ['quatro', 'cinco']) await maria().says(text);
    const card = await cardOf(world);
    const late = await world.slack.post(ANA, card.channel, 'respondo assim mesmo', { thread_ts: card.ts });
    for (let half = 0; half < 6; half += 1) await world.pass(20 * 60_000);
    expect(maria().received.map((message) => message.text)).toEqual(['Bom dia!', 'respondo assim mesmo']);
    expect(await dead()).toEqual([]);
    world.slack.restoreToken();
    await world.pass(31_000);
    await world.pass(31_000);
    expect((await textsOf(world)).map((text) => text.split('\n')[0]).slice(5)).toEqual(['respondo assim mesmo', 'quatro', 'cinco']);
    expect(ticksOn(world, late)).toEqual(['white_check_mark']);
    expect(await dead()).toEqual([]);
  });
});
