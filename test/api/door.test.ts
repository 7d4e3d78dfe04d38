import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { revokeToken } from '../../src/domain/clients/move-token.js';
import { SCOPE_NAMES } from '../../src/domain/clients/scopes.js';
import { ENDPOINTS } from '../../src/http/api/endpoints/all.js';
import { startWorld, type World } from '../support/world.js';
import { call, freshKey, HOUSE_TOKEN, makeClient } from './api-world.js';

interface Refusal {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: { in: string; at: string; detail: string }[];
}

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.end());

/** An operation's address with something in its parameters. */
const addressOf = (path: string) => path.replace('{id}', '1').replace('{phone}', '5511988887777').replace('{report}', 'sla');
const refused = async (token: string | undefined, path: string, init: Parameters<typeof call>[3] = {}) => {
  const { status, headers, body } = await call<Refusal>(world, token, path, init);
  return { status, code: body.code, body, headers };
};

describe('who may come in', () => {
  test.each(ENDPOINTS.map((one) => [`${one.method} ${one.path}`, one] as const))('%s: nobody without a token, nor with a wrong one, nor without the permission', async (_name, { method, path, scope, body }) => {
    const init = { method: method.toUpperCase(), headers: freshKey(), ...(body ? { body: {} } : {}) };
    const anonymous = await refused(undefined, addressOf(path), init);
    expect([anonymous.status, anonymous.code, anonymous.headers.get('www-authenticate')]).toEqual([401, 'unauthorized', 'Bearer realm="api"']);
    const lacking = await makeClient(world, `Sem ${scope} ${path}`, SCOPE_NAMES.filter((one) => one !== scope));
    const forbidden = await refused(lacking, addressOf(path), init);
    expect([forbidden.status, forbidden.code, forbidden.body.detail]).toEqual([403, 'forbidden', `O cliente precisa da permissão ${scope}.`]);
  });

  test('only a hash of the token is kept', async () => {
    const token = await makeClient(world, 'CRM');
    const [row] = await world.rows<{ token_hash: string; token_hint: string }>("SELECT * FROM api_clients WHERE name = 'CRM'");
    expect(JSON.stringify(row)).not.toContain(token.slice(8, 40));
    expect(row?.token_hint).toBe(token.slice(-4));
  });

  test('a revoked token, and one of a client that is switched off, is worth nothing at once', async () => {
    const token = await makeClient(world, 'Revogado');
    expect((await call(world, token, '/contacts')).status).toBe(200);
    await world.rows("UPDATE api_clients SET active = 0 WHERE name = 'Revogado'");
    expect((await call(world, token, '/contacts')).status).toBe(401);
    await world.rows("UPDATE api_clients SET active = 1 WHERE name = 'Revogado'");
    expect((await call(world, token, '/contacts')).status).toBe(200);
    const [{ id }] = (await world.rows<{ id: number }>("SELECT id FROM api_clients WHERE name = 'Revogado'")) as [{ id: number }];
    await world.house.ledger.run({ kind: 'system' }, {}, (ctx) => revokeToken(ctx, id));
    expect((await call(world, token, '/contacts')).status).toBe(401);
  });

  test('INTERNAL_API_TOKEN may do everything; it is no password of the metrics page alone', async () => {
    expect((await call(world, HOUSE_TOKEN, '/metrics/now')).status).toBe(200);
    expect((await call(world, HOUSE_TOKEN, '/contacts')).status).toBe(200);
  });

  test('when a client was there last is known to the minute', async () => {
    const token = await makeClient(world, 'Visto');
    const seen = async () => (await world.rows<{ last_used_at: Date | null }>("SELECT last_used_at FROM api_clients WHERE name = 'Visto'"))[0]?.last_used_at;
    expect(await seen()).toBeNull();
    await call(world, token, '/contacts');
    const first = await seen();
    expect(first).toEqual(world.clock.now());
    world.clock.advance(30_000);
    await call(world, token, '/contacts');
    expect(await seen()).toEqual(first);
    world.clock.advance(31_000);
    await call(world, token, '/contacts');
    expect(await seen()).toEqual(world.clock.now());
  });
});

describe('how much a client may ask', () => {
  test('its number of calls a minute, and is told what is left', async () => {
    const token = await makeClient(world, 'Três por minuto', SCOPE_NAMES, 3);
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(await call<Refusal>(world, token, '/contacts'));
    expect(answers.map(({ status, headers }) => [status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')])).toEqual([[200, '3', '2'], [200, '3', '1'], [200, '3', '0'], [429, '3', '0'], [429, '3', '0']]);
    expect(Number(answers[4]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers[4]?.body.code).toBe('too_many');
    expect((await call(world, await makeClient(world, 'Outro'), '/contacts')).status).toBe(200);
  });
});

describe('what cannot be read', () => {
  const post = (init: Parameters<typeof call>[3]) => refused(HOUSE_TOKEN, '/conversations/1/messages', { method: 'POST', ...init, headers: { ...freshKey(), ...init?.headers } });

  test('is told apart', async () => {
    expect(await post({ raw: '{"text":' })).toMatchObject({ status: 400, code: 'malformed' });
    expect(await post({ raw: 'oi', headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 415, code: 'media_type' });
    expect(await post({ raw: '{}', headers: { 'content-encoding': 'br' } })).toMatchObject({ status: 415, code: 'media_type' });
    expect(await post({ raw: '{}', headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 400, code: 'malformed' });
    expect(await post({ raw: gzipSync(JSON.stringify({ text: 'a'.repeat(2_000_000) })), headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 413, code: 'too_large' });
    expect(await refused(HOUSE_TOKEN, '/conversations/%E0%A4%A')).toMatchObject({ status: 400, code: 'malformed' });
    expect(await refused(HOUSE_TOKEN, '/nada')).toMatchObject({ status: 404, code: 'not_found' });
    const wrongMethod = await refused(HOUSE_TOKEN, '/contacts', { method: 'DELETE' });
    expect([wrongMethod.status, wrongMethod.code, wrongMethod.headers.get('allow')]).toEqual([405, 'method_not_allowed', 'GET']);
  });

  test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=abc', 'updated_since=ontem', 'statsu=new', 'status=novo', 'open=maybe', 'phone=123'])('?%s names the parameter', async (query) => {
    const { status, code, body } = await refused(HOUSE_TOKEN, `/conversations?${query}`);
    expect([status, code]).toEqual([422, 'validation']);
    expect(body.errors?.[0]).toMatchObject({ in: 'query', detail: expect.any(String) });
  });

  test('every refusal is problem+json with a type that the page of the API explains', async () => {
    const { body, headers } = await refused(HOUSE_TOKEN, '/conversations/x');
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ type: '/api/docs#problem-validation', status: 422, title: 'Há algo a corrigir no pedido' });
    expect(await (await fetch(`${world.url}${body.type}`)).text()).toContain(`id="${body.type.split('#')[1]}"`);
  });
});

test('nothing of the API is kept by browsers or proxies, and a page of another site cannot read it', async () => {
  const { headers } = await call(world, HOUSE_TOKEN, '/contacts', { headers: { origin: 'https://mau.example' } });
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

// Last: afterwards this address is shut out for a minute.
test('an address that keeps guessing is not listened to, not even with a right token', async () => {
  const statuses = [];
  for (let i = 0; i < 25; i += 1) statuses.push((await call(world, `palpite-${i}`, '/contacts')).status);
  expect(new Set(statuses.slice(0, 15))).toEqual(new Set([401]));
  expect(statuses.at(-1)).toBe(429);
  const answer = await call(world, HOUSE_TOKEN, '/contacts');
  expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true]);
});
