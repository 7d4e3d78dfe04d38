import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LEFTOVERS } from '../../src/domain/inbox/forget-leftovers.js';
import { retentionPlan } from '../../src/domain/privacy/retention-plan.js';
import { eraseContact } from '../../src/domain/privacy/erase-contact.js';
import { later } from '../../src/kit/clock.js';
import { startWorld, type World } from '../support/world.js';

const DAY = 24 * 3_600_000;
let world: World;
beforeAll(async () => {
  world = await startWorld({ houseReports: true });
  await world.phone('5511977001234', { name: 'Maria' }).says('Bom dia');
  await world.settle();
});
afterAll(() => world?.end());

const ago = (days: number) => later(world.clock.now(), -days * DAY);
const plan = async () => new Map((await retentionPlan(world.house.source.manager, await world.house.settings.get(), world.clock.now())).map(({ kind, ...policy }) => [kind, policy]));

test('each policy tells what it would remove, how much and how old; 0 days is for good', async () => {
  expect(await plan()).toEqual(new Map([
    ['webhooks', { setting: 'keep_webhooks_days', days: 90, rows: 0, bytes: null, oldest: null }],
    ['files', { setting: 'keep_files_days', days: 0, rows: 0, bytes: 0, oldest: null }],
    ['conversations', { setting: 'keep_conversations_days', days: 1825, rows: 0, bytes: null, oldest: null }],
    ['history', { setting: 'keep_history_days', days: 0, rows: 0, bytes: null, oldest: null }],
    ['leftovers', { setting: null, days: 7, rows: 0, bytes: null, oldest: null }],
  ]));
  const event = (id: string, days: number, status: string) => ['zapi', id, 'message', `zapi:${id}`, '{}', status, ago(days), ago(days), later(world.clock.now(), DAY)];
  await world.rows('INSERT INTO webhook_events (provider, external_id, kind, event_key, payload, status, occurred_at, received_at, next_attempt_at) VALUES ?', [[event('a', 91, 'done'), event('b', 120, 'dead'), event('c', 100, 'pending'), event('d', 89, 'done')]]);
  await world.rows("INSERT INTO attachments (message_id, conversation_id, kind, bytes, state, created_at, stored_at) VALUES (1, 1, 'image', 1500000, 'stored', ?, ?), (1, 1, 'image', 700, 'stored', ?, ?), (1, 1, 'image', 9, 'forgotten', ?, ?)", [ago(31), ago(31), ago(29), ago(29), ago(50), ago(50)]);
  await world.rows("INSERT INTO conversations (contact_id, status, opened_at, closed_at, created_at, updated_at) VALUES (1, 'closed', ?, ?, ?, ?)", [ago(2000), ago(1900), ago(2000), ago(1900)]);
  for (const [name, value] of [['keep_files_days', 30], ['keep_history_days', 365]] as const) await world.set(name, value);
  await world.rows("INSERT INTO conversation_history (action, actor_kind, actor_name, created_at) VALUES ('note', 'system', 'system', ?)", [ago(400)]);
  const found = await plan();
  expect(found.get('webhooks')).toMatchObject({ rows: 2, oldest: ago(120) });
  expect(found.get('files')).toMatchObject({ days: 30, rows: 1, bytes: 1_500_000, oldest: ago(31) });
  expect(found.get('conversations')).toMatchObject({ rows: 1, oldest: ago(1900) });
  expect(found.get('history')).toMatchObject({ days: 365, rows: 1, oldest: ago(400) });
});

test('nothing was removed by looking; what an erasure made anonymous is not counted again', async () => {
  expect(await world.rows("SELECT id FROM conversation_history WHERE created_at < ?", [ago(300)])).toHaveLength(1);
  await eraseContact(world.house.ledger, { kind: 'system' }, 1);
  expect((await plan()).get('conversations')).toMatchObject({ rows: 0, oldest: null });
});

test('what waited for messages that never came is counted, and goes the next day, changes of messages too', async () => {
  const old = ago(8);
  await world.rows("INSERT INTO early_statuses (provider, external_id, status, occurred_at) VALUES ('zapi', 'X1', 'read', ?), ('zapi', 'X2', 'read', ?)", [old, world.clock.now()]);
  await world.rows("INSERT INTO early_amendments (provider, external_id, payload, occurred_at) VALUES ('zapi', 'X1', '{}', ?), ('zapi', 'X2', '{}', ?)", [ago(9), world.clock.now()]);
  await world.rows("INSERT INTO echoes (provider, external_id, contact_id, body_hash, occurred_at) VALUES ('zapi', 'X1', 1, ?, ?)", ['a'.repeat(40), old]);
  await world.rows("INSERT INTO outbound_calls (provider, external_id, message_id, kind, occurred_at) VALUES ('zapi', 'X1', 1, 'edit', ?)", [old]);
  expect((await plan()).get('leftovers')).toEqual({ setting: null, days: 7, rows: 4, bytes: null, oldest: ago(9) });
  world.clock.advance(DAY);
  await world.tick();
  const counts = await Promise.all(LEFTOVERS.map(async (table) => (await world.rows(`SELECT 1 FROM ${table}`)).length));
  expect(counts).toEqual([1, 1, 0, 0, 0]);
});

test('each count reads an index only', async () => {
  const { source } = world.house;
  const statements: string[] = [];
  await retentionPlan({ query: (sql: string, values: unknown[]) => { statements.push(sql); return source.manager.query(sql, values); } } as typeof source.manager, await world.house.settings.get(), world.clock.now());
  expect(statements).toHaveLength(5);
  for (const statement of statements) {
    const steps = await world.rows<{ table: string; type: string; key: string | null; Extra: string | null }>(`EXPLAIN ${statement}`, Array.from({ length: statement.split('?').length - 1 }, () => ago(1)));
    for (const { table, type, key } of steps) if (!/^<|^$/.test(table ?? '')) expect([statement, table, type === 'ALL', key === null]).toEqual([statement, table, false, false]);
  }
});
