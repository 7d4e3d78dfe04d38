import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call } from '../api/api-world.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

interface TokenPage {
  hint: string | null;
  active: boolean;
  token?: string;
  notice?: { type: string };
}
interface Saved {
  redirectUrl?: string;
  refused?: { message: string; fields: Record<string, string> };
}

let portal: PortalHouse;
let admin: PortalClient;
let supervisor: PortalClient;
const RESOURCE = '/admin/api/resources/apiClients';
const TOKEN = `${RESOURCE}/records/1/token`;
const post = <T>(who: PortalClient, path: string, body: Record<string, unknown>) => who.act<T>(path, {}, body);
const statusWith = async (token: string) => (await call(portal, token, '/metrics/now')).status;
let token: string;

beforeAll(async () => {
  portal = await startPortal();
  [admin, supervisor] = [new PortalClient(portal), new PortalClient(portal)];
  await admin.signIn('marina@carinho.test');
  await supervisor.signIn('sofia@carinho.test');
});
afterAll(() => portal?.end());

test('an administrator adds a client and goes on to its token', async () => {
  const saved = await post<Saved>(admin, `${RESOURCE}/actions/add`, { given: { name: 'Operação', may_read_metrics: 'true', per_minute: '60', active: 'true' } });
  expect(saved.redirectUrl).toBe('/admin/resources/apiClients/records/1/token');
  expect(await admin.json<TokenPage>(TOKEN)).toMatchObject({ hint: null, active: true });
});

test.each([[{ name: '' }, 'name'], [{ name: 'x', per_minute: '0' }, 'per_minute'], [{ name: 'Operação' }, 'name']])('%j is refused at its field', async (given, field) => {
  const { refused } = await post<Saved>(admin, `${RESOURCE}/actions/add`, { given: { per_minute: '60', active: 'true', ...given } });
  expect(Object.keys(refused?.fields ?? {})).toContain(field);
});

test('the token shows once, and opens what the client may do, nothing more', async () => {
  const made = await post<TokenPage>(admin, TOKEN, { act: 'issue' });
  token = made.token as string;
  expect(token).toMatch(/^carinho_[\w-]{43}$/);
  expect(await statusWith(token)).toBe(200);
  expect((await call(portal, token, '/contacts')).status).toBe(403);
  const later = await admin.json<TokenPage>(TOKEN);
  expect([later.hint, later.token]).toEqual([token.slice(-4), undefined]);
  for (const path of [`${RESOURCE}/actions/list`, `${RESOURCE}/records/1/show`, `${RESOURCE}/records/1/change`]) expect((await admin.ask(path)).text).not.toMatch(new RegExp(`${token.slice(8, 30)}|token_?hash`, 'i'));
});

test('a new permission counts at once', async () => {
  await post(admin, `${RESOURCE}/records/1/change`, { given: { may_read_contacts: 'true' }, seen: { may_read_contacts: 'false' } });
  expect((await call(portal, token, '/contacts')).status).toBe(200);
});

test('replaced, the old token is worth nothing; revoked, the new one too', async () => {
  const replaced = (await post<TokenPage>(admin, TOKEN, { act: 'issue' })).token as string;
  expect([await statusWith(token), await statusWith(replaced)]).toEqual([401, 200]);
  expect((await post<TokenPage>(admin, TOKEN, { act: 'revoke' })).notice?.type).toBe('success');
  expect(await statusWith(replaced)).toBe(401);
  expect(await admin.json<TokenPage>(TOKEN)).toMatchObject({ hint: null });
});

test('a supervisor neither reads nor makes any of it', async () => {
  for (const path of [TOKEN, `${RESOURCE}/actions/add`, `${RESOURCE}/records/1/change`]) {
    expect((await supervisor.ask(path)).text).toContain('forbiddenError');
    expect((await supervisor.ask(path, { method: 'POST', body: JSON.stringify({ act: 'issue', given: { name: 'Meu', active: 'true' } }), headers: { 'content-type': 'application/json' } })).text).toContain('forbiddenError');
  }
  expect((await supervisor.ask(`${RESOURCE}/actions/list`)).text).not.toContain('Operação');
  expect(await portal.house.source.query('SELECT COUNT(*) AS n FROM api_clients WHERE token_hash IS NOT NULL OR id > 1')).toEqual([{ n: 0 }]);
});

test('the trail tells who did what, in words, and never a token', async () => {
  const { records } = await admin.json<{ records: { params: Record<string, unknown> }[] }>('/admin/api/resources/history/actions/list');
  const lines = records.map(({ params }) => [params['actorName'], params['action'], params['newValue'], params['detail']]).filter(([, action]) => String(action).startsWith('api_') || action === 'record_changed').reverse();
  expect(lines.map(([who, action]) => [who, action])).toEqual([
    ['Marina Alves', 'record_changed'], ['Marina Alves', 'api_token_issued'], ['Marina Alves', 'record_changed'], ['Marina Alves', 'api_token_issued'], ['Marina Alves', 'api_token_revoked'],
  ]);
  expect(lines[0]?.[2]).toBe('Clientes da API 1');
  expect(lines[1]?.[3]).toBe('cliente da API: 1');
  expect(JSON.stringify(records)).not.toContain('carinho_');
});
