import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { QUIET_MONDAY, goTo, jumpTo } from '../support/business-time.js';
import { answer, cardOf } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, GESTAO, SUPERVISAO, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  jumpTo(world, QUIET_MONDAY);
});
afterAll(() => world.end());

const at = (day: string, time: string) => goTo(world, day, time);
const level = async (id: number) => (await world.rows<{ level: string }>('SELECT level FROM conversations WHERE id = ?', [id]))[0]?.level;
const called = (channel: string, words: string) => world.slack.channel(channel).messages.filter((message) => JSON.stringify(message.blocks ?? message.text).includes(words)).length;
async function writes(number: string, text: string): Promise<void> {
  await world.phone(number).says(text);
  await world.settle();
}

test('nobody answers: n2 after 15 business minutes, n3 after 30 more, then management is told again every hour; a night and a weekend do not count', async () => {
  await at('Fri', '17:50');
  await writes('5511988887777', 'Olá');
  await writes('5511988887777', 'Alguém?');
  await at('Mon', '08:04');
  expect(await level(1)).toBe('n1');
  await at('Mon', '08:06');
  expect(await level(1)).toBe('n2');
  expect(called(SUPERVISAO, 'subiu sozinha')).toBe(1);
  await at('Mon', '08:34');
  expect(await level(1)).toBe('n2');
  await at('Mon', '08:37');
  expect(await level(1)).toBe('n3');
  await at('Mon', '09:34');
  expect(called(GESTAO, 'continua esperando')).toBe(0);
  await at('Mon', '10:40');
  expect(called(GESTAO, 'continua esperando')).toBe(2);
  expect(await world.rows("SELECT old_value, new_value, actor_kind FROM conversation_history WHERE conversation_id = 1 AND action = 'escalation' ORDER BY id")).toEqual([
    { old_value: 'n1', new_value: 'n2', actor_kind: 'system' }, { old_value: 'n2', new_value: 'n3', actor_kind: 'system' },
  ]);
  await answer(world, ANA, 'Bom dia! Desculpe a demora.');
  await at('Mon', '12:00');
  expect(called(GESTAO, 'continua esperando')).toBe(2);
});

test('an answer in time: nothing goes up; the next message counts from its own time', async () => {
  await at('Tue', '09:00');
  await writes('5511977776666', 'Olá');
  await at('Tue', '09:10');
  await answer(world, ANA, 'Bom dia!', 2);
  await at('Tue', '09:20');
  await writes('5511977776666', 'Preciso para amanhã');
  await at('Tue', '09:34');
  expect(await level(2)).toBe('n1');
  await at('Tue', '09:36');
  expect(await level(2)).toBe('n2');
});

test('while somebody is answering it waits: a reply held for a decision', async () => {
  await at('Wed', '09:00');
  await writes('5511966665555', 'Olá');
  await world.slack.click(ANA, await cardOf(world, 3), 'act_take');
  await at('Wed', '09:14');
  await answer(world, BRUNO, 'Eu respondo essa!', 3);
  await at('Wed', '09:17');
  expect(await level(3)).toBe('n1');
  await at('Wed', '09:26');
  expect(await level(3)).toBe('n2');
});

test('a failed answer: the waiting goes on from when it began', async () => {
  await at('Thu', '09:00');
  await writes('5511955554444', 'Olá');
  await at('Thu', '09:05');
  world.zapi.phone('5511955554444').update({ exists: false });
  await answer(world, ANA, 'Bom dia!', 4);
  await world.settle(60_000);
  await at('Thu', '09:16');
  expect(await level(4)).toBe('n2');
});

test('waiting for the customer: nothing goes up until the customer writes', async () => {
  await at('Fri', '09:00');
  await writes('5511944443333', 'Olá');
  await world.slack.slash(ANA, ATENDIMENTO, '/status', '#5 aguardando');
  await world.settle();
  await at('Fri', '11:00');
  expect(await level(5)).toBe('n1');
  await answer(world, ANA, 'Podemos seguir?', 5);
  await writes('5511944443333', 'Sim, pode ser');
  await at('Fri', '11:14');
  expect(await level(5)).toBe('n1');
  await at('Fri', '11:16');
  expect(await level(5)).toBe('n2');
});
