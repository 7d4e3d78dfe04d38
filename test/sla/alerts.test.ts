import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { QUIET_MONDAY, goTo, jumpTo } from '../support/business-time.js';
import { cardOf } from '../support/thread.js';
import { ANA, ATENDIMENTO, SOFIA, SUPERVISAO, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  jumpTo(world, QUIET_MONDAY);
  // Nobody is patient for ever; here they are, so that only what clocks tell is seen.
  await world.rows('UPDATE support_levels SET wait_minutes = 100000');
});
afterAll(() => world.end());

const at = (day: string, time: string) => goTo(world, day, time);
/** What the supervision channel shows, boards aside. */
const alerts = () => world.slack.channel(SUPERVISAO).messages.map((message) => JSON.stringify(message.blocks ?? message.text)).filter((text) => !text.includes('Ao vivo'));
const board = () => world.slack.channel(SUPERVISAO).messages.map((message) => JSON.stringify(message.blocks ?? '')).filter((text) => text.includes('Ao vivo'));
const direct = (user: string) => world.slack.channel(`D${user.slice(1)}`).messages.map((message) => message.text);
const thread = async (id: number) => (await cardOf(world, id)).ts;

describe('a conversation that is late', () => {
  test('at risk, breached, answered: one message, brought up to date; its owner is told directly', async () => {
    await world.phone('5511988887777', { name: 'Maria <!here>' }).says('Bom dia, preciso de ajuda');
    await world.settle();
    await world.slack.click(ANA, { channel: ATENDIMENTO, ts: await thread(1) }, 'act_take');
    await at('Mon', '09:23');
    expect(alerts()).toEqual([]);
    await at('Mon', '09:25');
    expect(alerts()).toHaveLength(1);
    expect(alerts()[0]).toContain('1ª resposta em risco: vence em 09:30');
    expect(alerts()[0]).not.toContain('<!here>');
    expect(direct(ANA)).toEqual([expect.stringContaining('A conversa #1 está perto do prazo')]);
    await at('Mon', '09:31');
    expect(alerts()).toHaveLength(1);
    expect(alerts()[0]).toContain('1ª resposta violada: venceu em 09:30');
    expect(direct(ANA)).toHaveLength(2);
    world.slack.post(ANA, ATENDIMENTO, 'Bom dia, Maria!', { thread_ts: await thread(1) });
    await world.settle();
    expect(alerts()).toHaveLength(1);
    expect(alerts()[0]).toContain('1ª resposta resolvida em 31 min úteis');
    expect(alerts()[0]).not.toContain('act_look_after');
  });

  test('nobody acknowledges: it goes on to the next; “Estou vendo” stops that', async () => {
    await at('Tue', '09:00');
    await world.phone('5511977776666', { name: 'João' }).says('Olá');
    await world.settle();
    await at('Tue', '09:31');
    const before = alerts().length;
    await at('Tue', '09:41');
    expect(alerts().slice(before).join()).toContain('Ninguém assumiu o atraso da conversa #2');
    await world.phone('5511966665555', { name: 'Rita' }).says('Olá');
    await world.settle();
    await at('Tue', '10:12');
    const [row] = await world.rows<{ ts: string }>('SELECT ts FROM sla_alerts WHERE conversation_id = 3');
    await world.slack.click(SOFIA, { channel: SUPERVISAO, ts: row?.ts as string }, 'act_look_after');
    await world.settle();
    expect(alerts().join()).toContain('Sofia Prado está vendo');
    const told = alerts().length;
    await at('Tue', '10:40');
    expect(alerts()).toHaveLength(told);
  });

  test('more than five within a minute are one digest', async () => {
    await at('Wed', '09:00');
    const before = alerts().length;
    for (let i = 0; i < 12; i += 1) await world.phone(`55119400000${String(i).padStart(2, '0')}`, { name: `Família nº${String(i).padStart(2, '0')}` }).says('Olá');
    await world.settle();
    await at('Wed', '09:25');
    const shown = alerts().slice(before);
    expect(shown.length).toBeLessThanOrEqual(6);
    const digest = shown.find((text) => text.includes('conversas com o prazo em risco ou vencido'));
    for (let i = 0; i < 12; i += 1) expect(shown.filter((text) => text.includes(`Família nº${String(i).padStart(2, '0')}`) && text.includes('em risco'))).toHaveLength(1);
    expect(digest).toContain('7 conversas');
  });

  test('the live board is one message, edited in place, soonest first', async () => {
    await at('Wed', '09:26');
    await world.pass(25_000);
    await world.tick();
    await world.settle();
    expect(board()).toHaveLength(1);
    expect(board()[0]).toContain('Família nº03');
    const calls = world.slack.calls.filter((call) => call.method.startsWith('chat.')).length;
    await world.pass(25_000);
    await world.tick();
    await world.settle();
    expect(world.slack.calls.filter((call) => call.method.startsWith('chat.'))).toHaveLength(calls);
  });

  test('“why” tells what counted and what did not', async () => {
    await at('Thu', '10:00');
    const answer = JSON.stringify(await world.slack.click(ANA, { channel: ATENDIMENTO, ts: await thread(4) }, 'act_menu', { value: 'why:4' }).catch((error: unknown) => String(error)));
    expect(answer).toBeDefined();
    world.slack.post(ANA, ATENDIMENTO, '!porque', { thread_ts: await thread(4) });
    await world.settle();
    const told = JSON.stringify(world.slack.ephemerals(ANA).at(-1));
    expect(told).toContain('Como o prazo da conversa #4 foi contado');
    expect(told).toContain('fora do horário');
    expect(told).toContain('contou');
  });
});
