import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { recordFailedCall, recordRefusedCall, recordSuccess, waitForBreaker } from '../../src/domain/partners/breakers.js';
import { startPartneredWorld, type PartneredWorld } from './partnered-world.js';

let house: PartneredWorld;
beforeAll(async () => {
  house = await startPartneredWorld();
});
afterAll(() => house.end());

const run: PartneredWorld['world']['house']['ledger']['run'] = (...call) => house.world.house.ledger.run(...call);
const SYSTEM = { kind: 'system' } as const;
const wait = (name: string) => waitForBreaker(house.world.house.source.manager, name, house.world.clock.now());

test('a pause that was asked for outlasts the success of a call that was under way, and wakes nobody', async () => {
  const { world } = house;
  await world.phone('5511988887777', { name: 'Maria' }).says('Olá');
  await world.settle();
  await house.move(1, 'triage');
  house.partners.crm.misbehave({ how: 'status', status: 429, headers: { 'retry-after': '600' } });
  await house.move(1, 'proposal');
  const calls = house.partners.crm.calls.length;
  await run(SYSTEM, {}, (ctx) => recordSuccess(ctx, 'crm'));
  expect(await wait('crm')).toBeGreaterThan(590_000);
  await world.pass(590_000);
  expect(house.partners.crm.calls.length).toBe(calls);
  await world.pass(12_000);
  expect(house.partners.crm.calls.length).toBe(calls + 1);
  expect(await house.left()).toEqual([]);
});

test('a failure does not shorten it either', async () => {
  await run(SYSTEM, {}, (ctx) => recordRefusedCall(ctx, 'integracoes', 600_000, 'answered 429: nothing'));
  for (let times = 0; times < 5; times += 1) await run(SYSTEM, {}, (ctx) => recordFailedCall(ctx, 'integracoes', 'no answer within 8 s'));
  expect(await wait('integracoes')).toBe(600_000);
});
