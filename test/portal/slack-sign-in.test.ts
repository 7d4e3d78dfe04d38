import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { newSecret, seal } from '../../admin/access/totp.js';
import { mountPortal } from '../../admin/portal.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { SLACK_CLIENT, startOidcProvider, type Misbehaviour, type OidcProvider } from '../support/oidc-provider.js';
import { ANA, SOFIA, startWorld, STRANGER, type World } from '../support/world.js';
import { PortalClient, type Answer } from './portal-client.js';

const MARINA = 'U0MARINA001';
const SECRET = 'segredo das sessões de teste';

let world: World;
let slack: OidcProvider;
let team: string;

beforeAll(async () => {
  slack = await startOidcProvider();
  world = await startWorld({ portal: mountPortal, env: { SESSION_SECRET: SECRET, ...SLACK_CLIENT, SLACK_OIDC_ISSUER: slack.issuer } });
  team = (await world.house.slack.auth.test()).team_id ?? '';
  await saveAgent(world.house.source.manager, world.clock.now(), { name: 'Marina Alves', email: 'marina@carinho.test', role: 'admin', slackUserId: MARINA });
});
beforeEach(() => {
  slack.visitor = { userId: SOFIA, teamId: team };
  slack.misbehaves = undefined;
});
afterAll(async () => {
  await world?.end();
  await slack?.close();
});

let visits = 0;

/** One browser's way there and back, from an address of its own. */
async function comeWithSlack(person = new PortalClient(world), next = '/admin', from = `198.51.100.${(visits += 1)}`): Promise<Answer> {
  const headers = { 'x-forwarded-for': from };
  const there = await person.ask(`/admin/login/slack?next=${encodeURIComponent(next)}`, { headers });
  expect(there.status).toBe(303);
  const back = await fetch(there.headers.get('location') ?? '', { redirect: 'manual' });
  const url = new URL(back.headers.get('location') ?? '');
  return person.ask(`${url.pathname}${url.search}`, { headers });
}
const trail = () => world.rows<{ action: string; actor_name: string; new_value: string; detail: string }>("SELECT action, actor_name, new_value, detail FROM conversation_history WHERE action LIKE 'portal%' ORDER BY id");

test('the sign-in page offers it', async () => {
  const page = await new PortalClient(world).ask('/admin/login?next=/admin/resources/deliveries');
  expect(page.text).toContain('Entrar com o Slack');
  expect(page.text).toContain('/admin/login/slack?next=%2Fadmin%2Fresources%2Fdeliveries');
});

test('a supervisor without a password comes in as the Slack user they are, and goes where they wanted to', async () => {
  const sofia = new PortalClient(world);
  const answer = await comeWithSlack(sofia, '/admin/resources/deliveries');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/resources/deliveries']);
  const page = await sofia.ask('/admin');
  expect(page.status).toBe(200);
  expect(page.text).toContain('Sofia Prado');
  expect((await trail()).at(-1)).toMatchObject({ action: 'portal_signed_in', actor_name: 'Sofia Prado', new_value: 'slack' });
  expect(slack.lastExchange?.get('code_verifier')).toMatch(/^[\w-]{43,}$/);
});

test('who gets another Slack user is out', async () => {
  const sofia = new PortalClient(world);
  await comeWithSlack(sofia);
  await world.rows("UPDATE agents SET slack_user_id = 'U0OTHER0001' WHERE email = 'sofia@carinho.test'");
  expect((await sofia.ask('/admin')).status).toBe(302);
  await world.rows("UPDATE agents SET slack_user_id = ? WHERE email = 'sofia@carinho.test'", [SOFIA]);
});

test.each<[Misbehaviour]>([['wrong nonce'], ['wrong signature'], ['expired'], ['wrong audience'], ['wrong issuer'], ['no ID token'], ['wrong state'], ['server error']])('%s: nobody comes in, and it is in the trail', async (misbehaviour) => {
  slack.misbehaves = misbehaviour;
  const person = new PortalClient(world);
  const answer = await comeWithSlack(person);
  expect(answer.status).toBe(401);
  expect(answer.text).toContain('O Slack não confirmou quem você é.');
  expect((await person.ask('/admin')).status).toBe(302);
  expect((await trail()).at(-1)).toMatchObject({ action: 'portal_failed', new_value: 'slack' });
});

test('giving up at Slack’s is told as that, and is no failed attempt', async () => {
  slack.misbehaves = 'access denied';
  const before = (await trail()).length;
  for (let times = 0; times < 7; times += 1) expect((await comeWithSlack(undefined, '/admin', '198.51.100.250')).text).toContain('A entrada com o Slack foi cancelada.');
  expect(await trail()).toHaveLength(before);
});

test.each([
  ['somebody unknown', STRANGER, 'x@y.z'],
  ['an attendant', ANA, 'ana@carinho.test'],
  ['somebody unknown with a supervisor’s e-mail', STRANGER, 'sofia@carinho.test'],
  ['nobody in particular', '', 'marina@carinho.test'],
])('%s is refused, and learns whom to ask', async (_who, userId, email) => {
  slack.visitor = { userId, teamId: team, email };
  const person = new PortalClient(world);
  const answer = await comeWithSlack(person);
  expect(answer.status).toBe(403);
  expect(answer.text).toContain('Esta conta do Slack não é de nenhum supervisor ou administrador ativo.');
  expect((await person.ask('/admin')).status).toBe(302);
});

test('an inactive person is refused; the trail says who it was', async () => {
  await world.rows("UPDATE agents SET active = 0 WHERE email = 'sofia@carinho.test'");
  expect((await comeWithSlack()).status).toBe(403);
  const [sofia] = await world.rows<{ id: number }>("SELECT id FROM agents WHERE email = 'sofia@carinho.test'");
  expect(JSON.parse((await trail()).at(-1)?.detail ?? '{}')).toMatchObject({ agent: sofia?.id });
  await world.rows("UPDATE agents SET active = 1 WHERE email = 'sofia@carinho.test'");
});

test('the same user id in another workspace is somebody else', async () => {
  slack.visitor = { userId: SOFIA, teamId: 'T0FOREIGN01' };
  const answer = await comeWithSlack();
  expect(answer.status).toBe(403);
  expect(answer.text).toContain('Esta conta é de outro workspace do Slack.');
});

test('the way back is worth one sign-in, and only in the browser that began it, within ten minutes', async () => {
  const person = new PortalClient(world);
  const there = await person.ask('/admin/login/slack');
  const back = await fetch(there.headers.get('location') ?? '', { redirect: 'manual' });
  const url = new URL(back.headers.get('location') ?? '');
  const path = `${url.pathname}${url.search}`;
  const thief = await new PortalClient(world).ask(path);
  expect([thief.status, thief.text.includes('Comece de novo.')]).toEqual([400, true]);
  world.clock.advance(11 * 60_000);
  expect((await person.ask(path)).status).toBe(400);
  const again = new PortalClient(world);
  expect((await comeWithSlack(again)).status).toBe(303);
  expect((await again.ask(path)).status).toBe(400);
});

test('the second factor is asked for after Slack as well', async () => {
  const secret = newSecret();
  const [marina] = await world.rows<{ id: number }>('SELECT id FROM agents WHERE slack_user_id = ?', [MARINA]);
  await world.rows('INSERT INTO portal_factors (agent_id, secret, recovery, created_at, confirmed_at) VALUES (?, ?, ?, ?, ?)', [marina?.id, seal(secret, marina?.id ?? 0, SECRET), '[]', world.clock.now(), world.clock.now()]);
  slack.visitor = { userId: MARINA, teamId: team };
  const person = new PortalClient(world);
  const answer = await comeWithSlack(person, '/admin/resources/agents');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/login/code']);
  expect((await person.ask('/admin')).status).toBe(302);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.clock.now().getTime() });
  const entered = await person.ask('/admin/login/code', { method: 'POST', body: new URLSearchParams({ code }) });
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/admin/resources/agents']);
  expect((await trail()).at(-1)).toMatchObject({ actor_name: 'Marina Alves', new_value: 'slack' });
});

test('after five failures an address has to wait, also with the right person', async () => {
  slack.misbehaves = 'wrong nonce';
  for (let tries = 0; tries < 5; tries += 1) await comeWithSlack(undefined, '/admin', '198.51.100.251');
  slack.misbehaves = undefined;
  expect((await comeWithSlack(undefined, '/admin', '198.51.100.251')).status).toBe(429);
  expect((await comeWithSlack()).status).toBe(303);
});
