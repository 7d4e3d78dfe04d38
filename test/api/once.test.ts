import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { later } from '../../src/kit/clock.js';
import { createLog } from '../../src/kit/log.js';
import { startWeb } from '../../src/web.js';
import { wire, type House } from '../../src/wire.js';
import { forgetLeftovers } from '../../src/domain/inbox/forget-leftovers.js';
import { startWorld, type World } from '../support/world.js';
import { call, freshKey, HOUSE_TOKEN, makeClient, type ApiAnswer } from './api-world.js';

interface Queued {
  message_ids: number[];
  conversation_id: number;
}

let world: World;
/** A second process's worth of the product: its own pools, locks and port, the same database and Redis. */
let other: { url: string; house: House; stop(): Promise<void> };
let token: string;

beforeAll(async () => {
  world = await startWorld();
  await world.phone('5511988887777', { name: 'Maria' }).says('Bom dia');
  await world.settle();
  token = await makeClient(world, 'Operação');
  const house = await wire(readConfig({ ...world.house.config, PORT: '0', MEDIA_HOSTS: '', MEDIA_ALLOW_HTTP: '' } as unknown as Record<string, string>), world.clock, createLog('silent'));
  const web = await startWeb(house, undefined);
  other = { url: `http://127.0.0.1:${web.port}`, house, stop: web.stop };
});
afterAll(async () => {
  await other?.stop();
  await other?.house.close();
  await world?.end();
});

const sent = () => world.phone('5511988887777').received.map(({ text }) => text);
const send = (at: { url: string }, key: Record<string, string>, text: string, who = token): Promise<ApiAnswer<Queued>> => call<Queued>(at, who, '/conversations/1/messages', { body: { text }, headers: key });

test('a key is needed', async () => {
  const { status, body } = await call<{ code: string }>(world, token, '/conversations/1/messages', { body: { text: 'oi' } });
  expect([status, body.code]).toEqual([400, 'key_missing']);
  expect((await send(world, { 'idempotency-key': 'com espaço' }, 'oi')).status).toBe(400);
  expect(sent()).toEqual([]);
});

test('a repeat is given the same answer and sends nothing', async () => {
  const key = freshKey();
  const first = await send(world, key, 'Uma vez');
  world.clock.advance(60_000);
  const again = await send(world, key, 'Uma vez');
  expect([again.status, again.body]).toEqual([202, first.body]);
  expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
  await world.settle(10_000);
  expect(sent()).toEqual(['Uma vez']);
});

test('a hundred at the same moment, at two processes: one message, one answer', async () => {
  const key = freshKey();
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => send(i % 2 === 0 ? world : other, key, 'Ao mesmo tempo')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
  await world.settle(10_000);
  expect(sent().filter((text) => text === 'Ao mesmo tempo')).toHaveLength(1);
});

test('first messages to a stranger at the same moment, at two processes: one contact, one conversation, one message', async () => {
  await world.rows("INSERT INTO message_templates (code, title, body, category, active, created_at, updated_at) VALUES ('aviso', 'Aviso', 'Olá!', 'general', 1, '2026-01-01', '2026-01-01')");
  const [one, two] = [freshKey(), freshKey()];
  const start = (at: { url: string }, key: Record<string, string>) => call<Queued>(at, token, '/contacts/5531977776666/messages', { body: { template: 'aviso' }, headers: key });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => start(i % 2 === 0 ? world : other, i % 4 < 2 ? one : two)));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.conversation_id}`)).size).toBe(1);
  await world.settle(10_000);
  expect(world.phone('5531977776666').received.map(({ text }) => text)).toEqual(['Olá!', 'Olá!']);
  expect(await world.rows("SELECT COUNT(*) AS n FROM contacts WHERE phone_key = '5531977776666'")).toEqual([{ n: 1 }]);
});

test('the same key with other words, or for another conversation, is refused', async () => {
  const key = freshKey();
  await send(world, key, 'Bom dia');
  const reused = await call<{ code: string }>(world, token, '/conversations/1/messages', { body: { text: 'Boa tarde' }, headers: key });
  expect([reused.status, reused.body.code]).toEqual([422, 'key_reused']);
  expect((await call(world, token, '/conversations/2/messages', { body: { text: 'Bom dia' }, headers: key })).status).toBe(422);
});

test('keys of one client are nothing to another', async () => {
  const key = freshKey();
  expect((await send(world, key, 'De um', token)).headers.get('idempotency-replayed')).toBeNull();
  const theirs = await send(world, key, 'De outro', HOUSE_TOKEN);
  expect([theirs.status, theirs.headers.get('idempotency-replayed')]).toEqual([202, null]);
});

test('what was refused may be asked again under its key', async () => {
  const key = freshKey();
  const ask = () => call<{ code: string }>(world, token, '/contacts/5511988887777/messages', { body: { template: 'ainda-nao-existe' }, headers: key });
  expect((await ask()).status).toBe(422);
  await world.rows("INSERT INTO message_templates (code, title, body, category, active, created_at, updated_at) VALUES ('ainda-nao-existe', 'Novo', 'Agora sim.', 'general', 1, '2026-01-01', '2026-01-01')");
  expect((await ask()).status).toBe(202);
});

test('keys are forgotten after a week, and hold nothing of anybody', async () => {
  const kept = await world.rows<{ answer: string; request_key: string }>('SELECT answer, request_key FROM api_requests');
  expect(JSON.stringify(kept)).not.toMatch(/5511|Maria|Bom dia|chave/);
  await world.rows('UPDATE api_requests SET occurred_at = ?', [later(world.clock.now(), -8 * 24 * 3_600_000)]);
  await world.house.ledger.run({ kind: 'system' }, {}, forgetLeftovers);
  expect(await world.rows('SELECT COUNT(*) AS n FROM api_requests')).toEqual([{ n: 0 }]);
});

test('whoever loses the answer asks again, elsewhere: still once', async () => {
  const key = freshKey();
  for (const afterMs of [1, 3, 6, 12, 25]) {
    const body = JSON.stringify({ text: 'Resposta perdida' });
    await fetch(`${world.url}/api/v1/conversations/1/messages`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...key }, body, signal: AbortSignal.timeout(afterMs) }).catch(() => undefined);
  }
  expect((await send(other, key, 'Resposta perdida')).status).toBe(202);
  await world.settle(10_000);
  expect(sent().filter((text) => text === 'Resposta perdida')).toHaveLength(1);
});
