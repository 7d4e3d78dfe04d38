import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startPartner, type Misbehaviour, type Partner } from '../support/partner.js';
import { ANA, ATENDIMENTO } from '../support/world.js';
import { pause, startFleet, type Fleet } from './fleet.js';
import { startOwnServices } from './own-services.js';
import { seeded } from './threads.js';

const FAMILIES = 16;
const KILLS = 14;

let services: Awaited<ReturnType<typeof startOwnServices>>;
let fleet: Fleet;
let partners: Record<'crm' | 'operacao' | 'integracoes', Partner>;
beforeAll(async () => {
  const random = seeded(11);
  const MOODS: Misbehaviour[] = [{ how: 'reset', afterEffect: true }, { how: 'status', status: 503 }, { how: 'status', status: 502, afterEffect: true }, { how: 'reset' }];
  // Slowly, so that workers die between the effect and its answer; every tenth call goes wrong by itself.
  const slow = () => startPartner({ latencyMs: () => 50 + random() * 400, mood: () => MOODS[Math.floor(random() * 40)] });
  partners = { crm: await slow(), operacao: await slow(), integracoes: await slow() };
  services = await startOwnServices();
  fleet = await startFleet({
    databaseUrl: services.mysql.url, redisUrl: services.redis.url, webs: 1, workers: 2,
    env: { CRM_BASE_URL: partners.crm.url, CRM_TOKEN: 'x', OPERACAO_BASE_URL: partners.operacao.url, OPERACAO_TOKEN: 'x', INTEGRACOES_BASE_URL: partners.integracoes.url, INTEGRACOES_TOKEN: 'x' },
  });
}, 60_000);
afterAll(async () => {
  await fleet.stop();
  await services.stop();
  await Promise.all(Object.values(partners).map((one) => one.close()));
});

/** One worker after the other is killed at random moments and started again; Redis is emptied half-way. */
async function havoc(random: () => number): Promise<void> {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(300 + random() * 700);
    const worker = fleet.workers[kill % 2];
    await worker?.kill();
    if (kill === KILLS / 2) await services.redis.flush();
    await worker?.start();
  }
}

/** Each family writes; its conversation comes to a proposal, and has a serious incident. */
async function attendants(random: () => number): Promise<void> {
  for (let id = 1; id <= FAMILIES; id += 1) {
    for (const [command, text] of [['/status', 'triagem'], ['/status', 'proposta'], ['/incidente', 'alta atraso o cuidador não veio']] as const) {
      await fleet.slack.slash(ANA, ATENDIMENTO, command, `#${id} ${text}`);
      await pause(random() * 240);
    }
  }
}

const numberOf = (effect: Record<string, unknown>) => (effect['conversation'] as { id: number }).id;

test('workers are killed while they call: every system does everything exactly once, each conversation’s in order', async () => {
  for (let n = 1; n <= FAMILIES; n += 1) await fleet.zapi.phone(`55119870000${String(n).padStart(2, '0')}`, { name: `Família ${n}` }).says('Olá');
  await fleet.untilRows(FAMILIES, 'SELECT id FROM conversations');
  const random = seeded(3);
  await Promise.all([havoc(random), attendants(seeded(4))]);
  await fleet.drained(150_000);

  const { crm, operacao, integracoes } = partners;
  const everybody = Array.from({ length: FAMILIES }, (_, at) => at + 1);
  const ofEach = (partner: Partner, what: (effect: Record<string, unknown>) => unknown) => everybody.map((id) => partner.effects.filter((effect) => numberOf(effect) === id).map(what));
  expect(ofEach(crm, (effect) => ('incident' in effect ? 'incident' : effect['stage']))).toEqual(everybody.map(() => ['proposal', 'incident']));
  expect(ofEach(operacao, (effect) => effect['cause'])).toEqual(everybody.map(() => ['incident']));
  expect(ofEach(integracoes, (effect) => effect['type'])).toEqual(everybody.map(() => ['lead_received', 'status_changed', 'status_changed', 'incident_opened']));
  // Some were said twice, and that is the point: to the letter, with the same key.
  const repeated = [crm, operacao, integracoes].map(({ calls, effects }) => calls.length - effects.length);
  expect(Math.max(...repeated)).toBeGreaterThan(0);
  for (const { calls } of [crm, operacao, integracoes]) {
    const bodies = new Map(calls.map(({ key, text }) => [key, text]));
    expect(calls.filter(({ key, text }) => bodies.get(key) !== text)).toEqual([]);
  }
  expect(await fleet.rows("SELECT kind, status, last_error FROM deliveries WHERE lane LIKE 'partner:%' AND status <> 'sent'")).toEqual([]);
}, 240_000);
