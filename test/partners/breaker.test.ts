import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { retryDeadLetter } from '../../src/domain/outbox/dead-letters.js';
import type { Partner } from '../support/partner.js';
import { channelTexts } from '../support/thread.js';
import { SUPERVISAO } from '../support/world.js';
import { startPartneredWorld, type PartneredWorld } from './partnered-world.js';

const DOWN = { how: 'status', status: 500 } as const;
let house: PartneredWorld;
let operacao: Partner;
let people = 0;
beforeAll(async () => {
  house = await startPartneredWorld();
  operacao = house.partners.operacao;
});
afterAll(() => house.end());

const alerts = () => channelTexts(house.world, SUPERVISAO);
const ready = async () => {
  const response = await fetch(`${house.world.url}/health/ready`);
  const { dependencies } = (await response.json()) as { dependencies: Record<string, { state: string; reason?: string }> };
  return { status: response.status, dependencies };
};
/** Emergencies of conversations of their own, so that none waits for another. */
async function emergencies(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    people += 1;
    await house.world.phone(`55119${70000000 + people}`, { name: `Família ${people}` }).says('Olá');
    await house.world.settle(0);
    await house.world.house.ledger.run({ kind: 'system' }, { conversation: people }, async (ctx) => ctx.record({ kind: 'level_moved', conversationId: people, from: 'n2', to: 'n3', reason: 'waited', by: 'clock' }));
  }
  await house.world.settle(0);
}
const asked = () => operacao.calls.length;

describe('Operations answer no more', () => {
  let before = 0;
  beforeEach(() => {
    before = asked();
  });

  test('after five failures in a row they are left alone; supervisors, the health page and the emergencies’ advice say so', async () => {
    operacao.misbehave(DOWN, 1000);
    await emergencies(4);
    expect((await ready()).dependencies['operacao']).toEqual({ state: 'degraded', reason: 'last call: answered 500' });
    await emergencies(16);
    expect(asked() - before).toBeGreaterThanOrEqual(5);
    // Four may be under way together when the fifth fails.
    expect(asked() - before).toBeLessThanOrEqual(8);
    const told = alerts().filter((text) => text.includes('não responde'));
    expect(told).toEqual([expect.stringMatching(/A Operação não responde\* \(respondeu 500\).*avise as emergências por telefone/s)]);
    expect(await ready()).toMatchObject({ status: 200, dependencies: { operacao: { state: 'degraded', reason: expect.stringMatching(/^left alone since .*: answered 500/) }, crm: { state: 'ok' } } });
  });

  test('one call at a time asks whether they are back, less and less often, and nothing is given up meanwhile', async () => {
    await house.world.pass(20_000);
    expect(asked()).toBe(before);
    await house.world.pass(15_000);
    expect(asked()).toBe(before + 1);
    await house.world.pass(40_000);
    expect(asked()).toBe(before + 1);
    for (let hour = 0; hour < 24; hour += 1) await house.world.pass(3_600_000);
    expect(asked()).toBeLessThanOrEqual(before + 60);
    expect(await house.world.rows("SELECT id FROM deliveries WHERE kind = 'operacao.emergency' AND status = 'dead'")).toEqual([]);
    expect(Number((await house.world.rows<{ n: number }>("SELECT MAX(attempts) AS n FROM deliveries WHERE kind = 'operacao.emergency'"))[0]?.n)).toBeLessThanOrEqual(5);
    expect(alerts().filter((text) => text.includes('não responde'))).toHaveLength(1);
  });

  test('back again: everything that waited leaves, each once, and everybody learns it', async () => {
    operacao.behave();
    await house.world.pass(301_500);
    // Whoever looked while the first one asked looks again ten seconds later.
    await house.world.pass(10_500);
    expect(operacao.effects.map((effect) => (effect['conversation'] as { id: number }).id).sort((a, b) => a - b)).toEqual(Array.from({ length: people }, (_, at) => at + 1));
    expect(await house.left()).toEqual([]);
    expect(alerts().filter((text) => text.includes('A Operação voltou'))).toHaveLength(1);
    expect((await ready()).dependencies['operacao']).toEqual({ state: 'ok' });
  });

  test('one call that always fails is given up in the end, and stops no other', async () => {
    await emergencies(1);
    const poison = people + 1;
    operacao.refuse((body) => (body['conversation'] as { id: number }).id === poison);
    await emergencies(1);
    for (let times = 0; times < 40; times += 1) {
      await emergencies(1);
      await house.world.pass(610_000);
    }
    expect(operacao.effects).toHaveLength(people - 1);
    expect(await house.left()).toEqual([{ kind: 'operacao.emergency', status: 'dead', last_error: 'answered 500: nothing' }]);
    operacao.refuse(undefined);
  });
});

test('what has waited for three days is given up at its next failure, and can be tried again by a person', async () => {
  await house.world.rows("UPDATE deliveries SET status = 'discarded' WHERE status = 'dead'");
  operacao.misbehave(DOWN, 10_000);
  await emergencies(1);
  for (let hour = 0; hour < 76; hour += 1) await house.world.pass(3_600_000);
  expect(await house.left()).toEqual([{ kind: 'operacao.emergency', status: 'dead', last_error: 'answered 500: nothing' }]);
  operacao.behave();
  const done = operacao.effects.length;
  const [dead] = await house.world.rows<{ id: number }>("SELECT id FROM deliveries WHERE kind = 'operacao.emergency' AND status = 'dead'");
  await house.world.house.ledger.run({ kind: 'system' }, {}, (ctx) => retryDeadLetter(ctx, dead?.id as number));
  await house.world.pass(301_500);
  expect(operacao.effects.slice(done)).toMatchObject([{ cause: 'escalation', conversation: { id: people } }]);
  expect(await house.left()).toEqual([]);
});
