import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { write } from '../../src/db/rows.js';
import { ANA, ATENDIMENTO, SOFIA, STRANGER, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

const page = (user: string) => JSON.stringify(world.slack.homeView(user)?.blocks ?? []);

test('an attendant sees own conversations by urgency, the queue, and can take one from there', async () => {
  world.phone('5511988887777', { name: 'Maria' }).says('Bom dia, preciso de cuidadora');
  await world.settle();
  world.clock.advance(12.5 * 60_000);
  world.phone('5511977776666', { name: 'João <!channel>' }).says('Meu CPF é 123.456.789-09');
  await world.settle();
  await world.slack.openHome(ANA);
  expect(page(ANA)).toContain('Sem responsável (2)');
  expect(page(ANA)).toContain('espera há 12 min');
  expect(page(ANA)).not.toContain('<!channel>');
  expect(page(ANA)).not.toContain('123.456.789-09');

  await world.slack.click(ANA, 'home', 'act_take', { value: '1' });
  expect(page(ANA)).toContain('Meus atendimentos (1)');
  expect(page(ANA)).toContain('Sem responsável (1)');
  expect(page(ANA)).toMatch(/archives\/C0ATENDE001\/p\d+\|#1 Maria/);
  expect(page(ANA)).toContain('assumidas: 1');

  await world.slack.click(ANA, 'home', 'act_take', { value: '2' });
  await world.slack.slash(ANA, ATENDIMENTO, '/prioridade', '#2 urgente queda');
  await world.slack.click(ANA, 'home', 'home_refresh');
  const blocks = page(ANA);
  expect(blocks.indexOf('#2 João')).toBeLessThan(blocks.indexOf('#1 Maria'));
  await world.slack.chooseOption(ANA, 'home', 'home_filter', 'pressing');
  expect(page(ANA)).not.toContain('#1 Maria');
  expect(page(ANA)).toContain('#2 João');
});

test('a supervisor sees the team; others do not get there; a stranger sees nothing of it', async () => {
  await world.slack.openHome(SOFIA);
  await world.slack.click(SOFIA, 'home', 'home_side', { value: 'team' });
  expect(page(SOFIA)).toContain('Carga da equipe');
  expect(page(SOFIA)).toContain('Ana Lima · abertas: 2');
  expect(page(ANA)).not.toContain('Ver supervisão');
  await world.slack.openHome(STRANGER);
  expect(page(STRANGER)).toContain('Peça a um supervisor');
  expect(page(STRANGER)).not.toContain('Maria');
});

test('500 open conversations: pages within Slack’s 100 blocks, each conversation on exactly one page', async () => {
  const sql = world.house.source.manager;
  const ids = Array.from({ length: 500 }, (_, i) => i + 1000);
  await write(sql, 'INSERT INTO contacts (id, phone, phone_key, name, created_at, updated_at) VALUES ?', [ids.map((id) => [id, `551190000${id}`, `551190000${id}`, `Família ${id}`, world.clock.now(), world.clock.now()])]);
  await write(sql, 'INSERT INTO conversations (id, contact_id, open_contact_id, assignee_id, status, opened_at, waiting_since, created_at, updated_at) VALUES ?', [
    ids.map((id) => [id, id, id, 1, 'triage', world.clock.now(), id % 2 === 0 ? world.clock.now() : null, world.clock.now(), world.clock.now()]),
  ]);
  await world.slack.openHome(ANA);
  await world.slack.chooseOption(ANA, 'home', 'home_filter', 'all');
  const seen: string[] = [];
  for (let turned = 0; turned < 40; turned += 1) {
    const blocks = world.slack.homeView(ANA)?.blocks ?? [];
    expect(blocks.length).toBeLessThanOrEqual(100);
    seen.push(...[...JSON.stringify(blocks).matchAll(/#(1\d{3}) Família/g)].map((match) => match[1] as string));
    if (!page(ANA).includes('Próximas')) break;
    await world.slack.click(ANA, 'home', 'home_next');
  }
  expect(new Set(seen).size).toBe(500);
  expect(seen).toHaveLength(500);
});

test('/painel shows the same to read', async () => {
  expect(JSON.stringify(await world.slack.slash(ANA, ATENDIMENTO, '/painel', ''))).toContain('Meus atendimentos');
});
