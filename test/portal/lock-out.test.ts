import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hash } from '@node-rs/argon2';
import { worthLine } from '../../admin/access/failures.js';
import { mountPortal } from '../../admin/portal.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { SOFIA, STRANGER, SUPERVISAO, startWorld, type World } from '../support/world.js';
import { PortalClient } from './portal-client.js';
import { PASSWORD } from './portal-house.js';

let world: World;
const SOFIAS = 'sofia@carinho.test';

beforeAll(async () => {
  world = await startWorld({ portal: mountPortal, env: { SESSION_SECRET: 'segredo das sessões de teste' } });
  await saveAgent(world.house.source.manager, world.clock.now(), { name: 'Sofia Prado', email: SOFIAS, role: 'supervisor', passwordHash: await hash(PASSWORD) });
});
afterAll(() => world?.end());

const tryIn = (email: string, password: string, address: string) => new PortalClient(world).signIn(email, password, {}, { 'x-forwarded-for': address });
const texts = (channel: string) => world.slack.channel(channel).messages.map(({ text }) => text).filter((text) => text.includes('🔒'));
const trail = (address: string) => world.rows<{ action: string; actor_kind: string; new_value: string; detail: string }>("SELECT action, actor_kind, new_value, detail FROM conversation_history WHERE detail LIKE ? ORDER BY id", [`%"${address}"%`]);
const DM = SOFIA.replace(/^U/, 'D');

test('a failed sign-in is in the trail with its address; ten more are one more line', async () => {
  const address = '203.0.113.20';
  for (let tries = 0; tries < 5; tries += 1) await tryIn(SOFIAS, 'errada', address);
  for (let tries = 0; tries < 5; tries += 1) await tryIn('ninguem@carinho.test', 'errada', address);
  for (let tries = 0; tries < 5; tries += 1) await tryIn('outro@carinho.test', 'errada', address);
  const lines = (await trail(address)).filter(({ action }) => action === 'portal_failed').map(({ new_value: way, detail }) => [way, JSON.parse(detail)]);
  const [sofia] = await world.rows<{ id: number }>('SELECT id FROM agents WHERE email = ?', [SOFIAS]);
  expect(lines).toEqual([
    ['password', { agent: sofia?.id, address, tries: 1 }],
    ['password', { agent: null, address, tries: 1 }],
    ['password', { agent: null, address, tries: 10 }],
  ]);
  const [{ all } = { all: '' }] = await world.rows<{ all: string }>('SELECT GROUP_CONCAT(CONCAT_WS(" ", old_value, new_value, detail, actor_name)) AS `all` FROM conversation_history');
  expect(all).not.toMatch(/ninguem|outro@|errada/);
});

test('who is locked out and the supervisors are told, once for each lock-out', async () => {
  const address = '203.0.113.21';
  for (let tries = 0; tries < 9; tries += 1) await tryIn(SOFIAS, 'errada', address);
  await world.settle();
  expect(texts(SUPERVISAO)).toEqual(['🔒 *Entrada de Sofia Prado no portal bloqueada* por tentativas demais do endereço 203.0.113.21. Ninguém entrou; o bloqueio passa em 15 minutos.']);
  expect(texts(DM)).toEqual([expect.stringContaining('Alguém errou demais ao entrar no portal com o seu e-mail, a partir do endereço 203.0.113.21')]);
  expect((await trail(address)).filter(({ action }) => action === 'portal_locked_out')).toHaveLength(1);
});

test('an e-mail nobody has: the supervisors alone are told, without the e-mail', async () => {
  const address = '203.0.113.22';
  for (let tries = 0; tries < 7; tries += 1) await tryIn('ninguem@carinho.test', 'errada', address);
  await world.settle();
  expect(texts(SUPERVISAO).at(-1)).toBe('🔒 *Entrada do portal bloqueada* por tentativas demais do endereço 203.0.113.22. Ninguém entrou; o bloqueio passa em 15 minutos.');
  expect(texts(DM)).toHaveLength(1);
});

test('somebody who left: the supervisors are told whose e-mail it was; who left is told nothing', async () => {
  await saveAgent(world.house.source.manager, world.clock.now(), { name: 'Sara Saiu', email: 'saiu@carinho.test', role: 'supervisor', slackUserId: STRANGER, passwordHash: await hash(PASSWORD) });
  await world.rows("UPDATE agents SET active = 0 WHERE email = 'saiu@carinho.test'");
  for (let tries = 0; tries < 7; tries += 1) await tryIn('saiu@carinho.test', PASSWORD, '203.0.113.24');
  await world.settle();
  expect(texts(SUPERVISAO).at(-1)).toContain('*Entrada de Sara Saiu no portal bloqueada* por tentativas demais do endereço 203.0.113.24');
  expect(texts(STRANGER.replace(/^U/, 'D'))).toEqual([]);
});

test('a flood over many e-mails locks its address once, as nobody’s in particular', async () => {
  const address = '203.0.113.23';
  const before = texts(SUPERVISAO).length;
  for (let tries = 0; tries < 53; tries += 1) await tryIn(`alvo${tries}@carinho.test`, 'errada', address);
  await world.settle();
  expect(texts(SUPERVISAO)).toHaveLength(before + 1);
  const lines = await trail(address);
  expect(lines.filter(({ action }) => action === 'portal_failed')).toHaveLength(2); // the first and the tenth
  expect(lines.at(-1)).toMatchObject({ action: 'portal_locked_out', actor_kind: 'system' });
});

test('however many attempts from however many addresses, an hour has a few dozen lines', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 400 }), (addresses) => {
    let house = 0;
    let lines = 0;
    for (const attempts of addresses) for (let nth = 1; nth <= attempts; nth += 1) if (/^10*$/.test(String(nth)) && worthLine(nth, (house += 1))) lines += 1;
    expect(lines).toBeGreaterThan(0);
    expect(lines).toBeLessThanOrEqual(20 + 4);
  }), { numRuns: 30 });
});
