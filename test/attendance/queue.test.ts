import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { write } from '../../src/db/rows.js';
import { ANA, ATENDIMENTO, STRANGER, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  for (const [number, name] of [['5511988887777', 'Maria *Silva*'], ['5511977776666', 'João <!here>'], ['5511966665555', 'Rita']] as const) {
    world.phone(number, { name }).says(`Bom dia, sou ${name}`);
    await world.settle();
    world.clock.advance(10 * 60_000);
  }
});
afterAll(() => world.end());

const body = (answer: unknown) => JSON.stringify((answer as { body: unknown }).body);
const queue = async (words = '', user = ANA) => body(await world.slack.slash(user, ATENDIMENTO, '/fila', words));
const numbers = (shown: string) => [...shown.matchAll(/#(\d+) [^"]*?\*/g)].map((match) => Number(match[1]));

test('who waits longest comes first, with a button that takes it; then one’s own', async () => {
  const shown = await queue();
  expect(shown).toContain('Sem responsável (3)');
  expect(shown).toContain('Esperando por mim (0)');
  expect(numbers(shown)).toEqual([1, 2, 3]);
  expect(shown).not.toContain('<!here>');
  await world.slack.click(ANA, world.slack.ephemerals(ANA).at(-1) as never, 'act_take', { value: '2' });
  await world.settle();
  const after = await queue();
  expect(after).toContain('Sem responsável (2)');
  expect(after).toContain('Esperando por mim (1)');
  expect(numbers(after)).toEqual([1, 3, 2]);
});

test('by words: mine, a level, a priority; anything else is answered with what there is', async () => {
  await world.slack.slash(ANA, ATENDIMENTO, '/prioridade', '#3 urgente caiu');
  await write(world.house.source.manager, "UPDATE conversations SET level = 'n2' WHERE id = 1", []);
  await world.settle();
  expect(numbers(await queue('minhas'))).toEqual([2]);
  expect(numbers(await queue('N2'))).toEqual([1]);
  const urgent = await queue('urgente');
  expect(numbers(urgent)).toEqual([3]);
  expect(urgent).toContain('🔴');
  for (const words of ["'; DROP TABLE x", '%', '*amanhã* <!channel>', 'x'.repeat(3000)]) {
    const refused = await queue(words);
    expect(refused).toContain('Urgente');
    expect(refused).not.toContain('<!channel>');
  }
});

test('in the thread too; strangers see nothing of it', async () => {
  const [row] = await world.rows<{ thread_ts: string }>('SELECT thread_ts FROM conversation_threads WHERE live_conversation_id = 1');
  await world.slack.post(ANA, ATENDIMENTO, '!fila minhas', { thread_ts: row?.thread_ts as string });
  await world.settle();
  expect(JSON.stringify(world.slack.ephemerals(ANA).at(-1))).toContain('#2 João');
  expect(await queue('', STRANGER)).not.toContain('Maria');
});

test('a long queue: pages within Slack’s 50 blocks, each conversation on exactly one', async () => {
  const now = world.clock.now();
  const ids = Array.from({ length: 90 }, (_, i) => i + 1000);
  await write(world.house.source.manager, 'INSERT INTO contacts (id, phone, phone_key, name, created_at, updated_at) VALUES ?', [ids.map((id) => [id, `551190000${id}`, `551190000${id}`, `Família ${id}`, now, now])]);
  await write(world.house.source.manager, 'INSERT INTO conversations (id, contact_id, open_contact_id, assignee_id, status, opened_at, waiting_since, created_at, updated_at) VALUES ?', [
    ids.map((id) => [id, id, id, id < 1030 ? 1 : null, 'triage', now, now, now, now]),
  ]);
  await queue();
  const seen: number[] = [];
  for (let page = 0; ; page += 1) {
    const answer = world.slack.ephemerals(ANA).at(-1);
    expect(answer?.blocks?.length).toBeLessThanOrEqual(50);
    const unowned = JSON.stringify(answer).split('Esperando por mim')[0] as string;
    seen.push(...numbers(unowned));
    if (page === 0) expect(JSON.stringify(answer)).toContain('e mais 19');
    if (!unowned.includes(`all:${page + 1}"`)) break;
    await world.slack.click(ANA, answer as never, 'queue_next', { value: `all:${page + 1}` });
  }
  expect(seen.length).toBe(62);
  expect(new Set(seen).size).toBe(62);
  await queue('minhas');
  await world.slack.click(ANA, world.slack.ephemerals(ANA).at(-1) as never, 'queue_next', { value: 'mine:1' });
  expect(numbers(JSON.stringify(world.slack.ephemerals(ANA).at(-1)))).toHaveLength(11);
});
