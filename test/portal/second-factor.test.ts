import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { select, selectOne } from '../../src/db/rows.js';
import { newSecret, seal, unseal } from '../../admin/access/totp.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

interface Answer {
  refused?: { message: string };
  setup?: { secret: string; picture: string };
  recovery?: string[];
  on?: boolean;
  recoveryLeft?: number;
  notice?: { type: string; message: string };
}

let portal: PortalHouse;
let secret: string;
let recovery: string[];
const SECURITY = '/admin/api/resources/agents/actions/security';

beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal?.end());

const codeNow = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: portal.clock.now().getTime() });
const enterCode = (who: PortalClient, code: string) => who.ask('/admin/login/code', { method: 'POST', body: new URLSearchParams({ code }) });
async function withPassword(): Promise<PortalClient> {
  const who = new PortalClient(portal);
  expect((await who.signIn('sofia@carinho.test')).headers.get('location')).toMatch(/^\/admin/);
  return who;
}
const trail = async () => (await select<{ action: string }>(portal.house.source.manager, "SELECT action FROM conversation_history WHERE action LIKE 'portal%' ORDER BY id")).map((row) => row.action);

test('a person sets it up with their app; a wrong code does not', async () => {
  const sofia = await withPassword();
  const { setup } = await sofia.act<Answer>(SECURITY, {}, { act: 'begin' });
  secret = String(setup?.secret).replaceAll(' ', '');
  expect(setup?.picture).toMatch(/^data:image\/svg\+xml;base64,/);
  expect((await sofia.act<Answer>(SECURITY, {}, { act: 'confirm', code: '000000' })).refused?.message).toMatch(/^Código errado/);
  const done = await sofia.act<Answer>(SECURITY, {}, { act: 'confirm', code: codeNow() });
  expect(done).toMatchObject({ on: true, recoveryLeft: 10 });
  recovery = done.recovery ?? [];
  expect(recovery).toHaveLength(10);
  const row = await selectOne<Record<string, string>>(portal.house.source.manager, 'SELECT secret, recovery FROM portal_factors');
  expect(JSON.stringify(row)).not.toContain(secret);
  expect(recovery.some((code) => JSON.stringify(row).includes(code))).toBe(false);
});

test('from then on the password alone opens nothing', async () => {
  const who = await withPassword();
  expect((await who.ask('/admin')).headers.get('location')).toBe('/admin/login');
  expect((await who.ask('/admin/login/code')).text).toContain('Segundo fator');
  expect((await enterCode(who, '123456')).status).toBe(401);
  portal.clock.advance(30_000);
  const answer = await enterCode(who, codeNow());
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin']);
  expect((await who.ask('/admin')).status).toBe(200);
  expect(await trail()).toEqual(['portal_signed_in', 'portal_factor_on', 'portal_failed', 'portal_signed_in']);
});

test('a code that was used is worth nothing to who saw it', async () => {
  expect((await enterCode(await withPassword(), codeNow())).status).toBe(401);
});

test('without the password, or ten minutes after it, no code is taken', async () => {
  const stranger = new PortalClient(portal);
  portal.clock.advance(60_000);
  expect((await enterCode(stranger, codeNow())).headers.get('location')).toBe('/admin/login');
  const slow = await withPassword();
  portal.clock.advance(11 * 60_000);
  expect((await enterCode(slow, codeNow())).headers.get('location')).toBe('/admin/login');
});

test('a recovery code opens once, and only one of two at the same moment', async () => {
  const code = String(recovery[0]).toLowerCase();
  const answers = await Promise.all([enterCode(await withPassword(), code), enterCode(await withPassword(), code)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 401]);
  expect((await enterCode(await withPassword(), code)).status).toBe(401);
  expect(await trail()).toContain('portal_factor_recovery');
});

test('after five wrong codes one has to wait, and that is in the trail', async () => {
  const who = await withPassword();
  const statuses: number[] = [];
  for (let tries = 0; tries < 7; tries += 1) statuses.push((await enterCode(who, '111111')).status);
  expect(statuses.at(-1)).toBe(429);
  expect((await trail()).filter((action) => action === 'portal_locked_out')).toHaveLength(1);
});

test('an administrator switches it off for who lost the device; a supervisor cannot', async () => {
  const [admin, sofia] = [new PortalClient(portal), new PortalClient(portal)];
  await admin.signIn('marina@carinho.test');
  const path = '/admin/api/resources/agents/records/2/dropFactor';
  expect((await admin.ask(path)).status).toBe(200);
  expect((await admin.act<Answer>(path)).notice).toEqual({ type: 'success', message: 'O segundo fator foi desligado.' });
  await sofia.signIn('sofia@carinho.test');
  expect((await sofia.ask('/admin')).status).toBe(200);
  expect((await sofia.act<Answer>('/admin/api/resources/agents/records/1/dropFactor')).notice).toMatchObject({ type: 'error' });
});

test('a sealed secret opens with its own key and person only', () => {
  const plain = newSecret();
  const sealed = seal(plain, 2, 'key one');
  expect(unseal(sealed, 2, 'key one')).toBe(plain);
  expect(unseal(sealed, 2, 'key two')).toBeUndefined();
  expect(unseal(sealed, 3, 'key one')).toBeUndefined();
});
