import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import pino from 'pino';
import { select, write } from '../../src/db/rows.js';
import { PortalClient } from './portal-client.js';
import { PASSWORD, startPortal, type PortalHouse } from './portal-house.js';

let portal: PortalHouse;
const logged: string[] = [];

beforeAll(async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  portal = await startPortal({}, log as never);
});
afterAll(() => portal?.end());

const client = () => new PortalClient(portal);
const HOUR = 3_600_000;

test('without signing in, nothing of the portal is to be had but the sign-in page', async () => {
  const visitor = client();
  expect((await visitor.ask('/admin')).headers.get('location')).toBe('/admin/login');
  expect((await visitor.ask('/admin/resources/deliveries?filters.status=dead')).headers.get('location')).toBe('/admin/login?next=%2Fadmin%2Fresources%2Fdeliveries%3Ffilters.status%3Ddead');
  expect((await visitor.ask('/admin/api/resources/messages/actions/list')).status).toBe(302);
  const page = await visitor.ask('/admin/login');
  expect(page.status).toBe(200);
  expect(page.text).toContain('Portal de atendimento');
  expect(page.text).not.toMatch(/AdminJS|googleapis|https:/);
  expect(page.headers.get('set-cookie')).toBeNull();
});

test.each(['marina@carinho.test', 'sofia@carinho.test', ' Marina@Carinho.TEST '])('%s signs in and reaches what was asked for', async (email) => {
  const person = client();
  const answer = await person.signIn(email, PASSWORD, { next: '/admin/resources/deliveries?filters.status=dead' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/admin/resources/deliveries?filters.status=dead');
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax$/);
  expect((await person.ask('/admin')).status).toBe(200);
});

test('a form sent as multipart, as AdminJS’s own page sent it, signs in as well', async () => {
  const form = new FormData();
  form.set('email', 'marina@carinho.test');
  form.set('password', PASSWORD);
  expect((await client().ask('/admin/login', { method: 'POST', body: form })).status).toBe(303);
});

test.each([
  ['a wrong password', 'marina@carinho.test', 'errada'],
  ['an e-mail nobody has', 'ninguem@carinho.test', PASSWORD],
  ['an attendant', 'ana@carinho.test', PASSWORD],
  ['an inactive administrator', 'igor@carinho.test', PASSWORD],
])('%s is refused with the same words', async (_who, email, password) => {
  const answer = await client().signIn(email, password, {}, { 'x-forwarded-for': '203.0.113.5' });
  expect(answer.status).toBe(401);
  expect(answer.text).toContain('E-mail ou senha incorretos.');
});

test('sign-in never leads away from the portal', async () => {
  for (const next of ['https://evil.example', '//evil.example', '/admin//evil.example', '/admin/../x', 'javascript:1']) {
    expect((await client().signIn('marina@carinho.test', PASSWORD, { next })).headers.get('location')).toMatch(/^\/admin/);
  }
});

test('the session id of before is worth nothing after sign-in', async () => {
  const person = client();
  await person.signIn('marina@carinho.test');
  const before = person.cookie;
  await person.signIn('sofia@carinho.test');
  expect(person.cookie).not.toBe(before);
  const thief = client();
  thief.cookie = before;
  expect((await thief.ask('/admin')).status).toBe(302);
});

test('after five failures an address has to wait, for this e-mail only, also with the right password', async () => {
  const from = { 'x-forwarded-for': '203.0.113.9' };
  const tries = await Promise.all(Array.from({ length: 8 }, () => client().signIn('sofia@carinho.test', 'errada', {}, from)));
  expect(tries.map((answer) => answer.status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  const right = await client().signIn('sofia@carinho.test', PASSWORD, {}, from);
  expect(right.status).toBe(429);
  expect(right.text).toContain('Muitas tentativas sem sucesso. Tente de novo em 15 min.');
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(800);
  expect((await client().signIn('marina@carinho.test', PASSWORD, {}, from)).status).toBe(303);
  expect((await client().signIn('sofia@carinho.test', PASSWORD, {}, { 'x-forwarded-for': '203.0.113.10' })).status).toBe(303);
});

test('who is deactivated or gets another password is out at once', async () => {
  const person = client();
  await person.signIn('sofia@carinho.test');
  expect((await person.ask('/admin')).status).toBe(200);
  await write(portal.house.source.manager, "UPDATE agents SET active = 0 WHERE email = 'sofia@carinho.test'");
  expect((await person.ask('/admin')).status).toBe(302);
  await write(portal.house.source.manager, "UPDATE agents SET active = 1 WHERE email = 'sofia@carinho.test'");
  expect((await person.ask('/admin')).status).toBe(302);
});

test('eight idle hours end a session; the dashboard’s refresh does not count as doing something', async () => {
  const person = client();
  await person.signIn('marina@carinho.test');
  portal.clock.advance(7 * HOUR);
  expect((await person.ask('/admin/api/dashboard', { headers: { 'x-portal-refresh': '1' } })).status).toBe(200);
  portal.clock.advance(HOUR);
  expect((await person.ask('/admin')).status).toBe(302);

  await person.signIn('marina@carinho.test');
  portal.clock.advance(7 * HOUR);
  expect((await person.ask('/admin')).status).toBe(200);
  portal.clock.advance(7 * HOUR);
  expect((await person.ask('/admin')).status).toBe(200);
});

test('signing out ends the session', async () => {
  const person = client();
  await person.signIn('marina@carinho.test');
  const { cookie } = person;
  expect((await person.ask('/admin/logout')).headers.get('location')).toBe('/admin/login');
  person.cookie = cookie;
  expect((await person.ask('/admin')).status).toBe(302);
});

describe('what a stranger sends', () => {
  test('from another site’s page is refused', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      expect((await client().signIn('marina@carinho.test', PASSWORD, {}, { origin })).status).toBe(403);
    }
    expect((await client().signIn('marina@carinho.test', PASSWORD, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await client().signIn('marina@carinho.test', PASSWORD, {}, { origin: portal.url })).status).toBe(303);
  });

  test('is never written to disk, and refused when it is large', async () => {
    const uploads = () => readdirSync(tmpdir()).filter((name) => name.startsWith('upload_'));
    const before = uploads();
    const form = new FormData();
    form.set('email', 'a@b.c');
    form.set('file', new Blob([new Uint8Array(200_000)]), 'large.bin');
    expect((await client().ask('/admin/login', { method: 'POST', body: form })).status).toBe(413);
    form.set('file', new Blob([new Uint8Array(1000)]), 'small.bin');
    expect((await client().ask('/admin/login', { method: 'POST', body: form })).status).toBe(401);
    expect((await client().ask('/admin/api/resources/messages/actions/list', { method: 'POST', body: form })).status).toBe(302);
    expect(uploads()).toEqual(before);
  });

  test('is answered, not crashed on, when it is nonsense', async () => {
    const post = (body: string, type: string) => client().ask('/admin/login', { method: 'POST', body, headers: { 'content-type': type } });
    expect((await post('x', 'multipart/form-data; boundary=y')).status).toBe(400);
    expect((await post('{', 'application/json')).status).toBe(400);
    expect((await post('<x/>', 'application/xml')).status).toBe(415);
    expect((await post('{"email":["a"],"password":{"b":1}}', 'application/json')).status).toBe(401);
  });
});

test('sign-ins and failures are logged, never with the e-mail or the password', () => {
  const text = logged.join('');
  expect(text).toContain('"category":"portal"');
  expect(text).toContain('signed in');
  expect(text).toContain('sign-in failed');
  expect(text).toContain('too many attempts');
  expect(text).not.toMatch(/carinho\.test|uma senha|errada/);
});

test('who came, went and was locked out is in the audit trail, once each', async () => {
  const from = { 'x-forwarded-for': '203.0.113.44' };
  const sql = portal.house.source.manager;
  const count = async (action: string) => (await select<{ detail: string }>(sql, 'SELECT detail FROM conversation_history WHERE action = ?', [action])).filter((row) => row.detail.includes('203.0.113.44')).length;
  const person = client();
  await person.signIn('sofia@carinho.test', PASSWORD, {}, from);
  await person.ask('/admin/logout', { headers: from });
  for (let tries = 0; tries < 8; tries += 1) await client().signIn('sofia@carinho.test', 'errada', {}, from);
  expect([await count('portal_signed_in'), await count('portal_signed_out'), await count('portal_locked_out')]).toEqual([1, 1, 1]);
});

test('the idle time-out is a setting', async () => {
  const person = client();
  await person.signIn('marina@carinho.test');
  await write(portal.house.source.manager, "INSERT INTO settings (name, value, updated_at) VALUES ('portal_idle_minutes', '10', ?)", [portal.clock.now()]);
  portal.house.settings.drop();
  portal.clock.advance(9 * 60_000);
  expect((await person.ask('/admin')).status).toBe(200);
  portal.clock.advance(10 * 60_000);
  expect((await person.ask('/admin')).status).toBe(302);
});

test('without its environment there is no sign-in with Slack', async () => {
  expect((await client().ask('/admin/login')).text).not.toContain('Slack');
  expect((await client().ask('/admin/login/slack')).headers.get('location')).toMatch(/^\/admin\/login/);
});
