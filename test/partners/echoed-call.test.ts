import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { channelTexts } from '../support/thread.js';
import { SUPERVISAO } from '../support/world.js';
import { startPartneredWorld, type PartneredWorld } from './partnered-world.js';

/** As a framework in debug mode answers: with the request that failed, its token in bearer's and in bare words. */
const ECHO = '{"error":"assignee missing","token":"token-do-crm","contact":"Zorbaida Quintanilha","headers":{"authorization":"Bearer token-do-crm"}}';
let house: PartneredWorld;
let people = 0;
beforeAll(async () => {
  house = await startPartneredWorld();
});
afterAll(() => house.end());

async function toldTheCrm(): Promise<void> {
  people += 1;
  await house.world.phone(`55119${70000000 + people}`, { name: 'Zorbaida Quintanilha' }).says('Olá');
  await house.world.settle();
  await house.move(people, 'triage');
  await house.move(people, 'proposal');
}
const health = async () => (await fetch(`${house.world.url}/health/ready`)).text();

test('a dead letter and what the supervisors read tell why, without our token and without the person’s name', async () => {
  house.partners.crm.misbehave({ how: 'status', status: 422, body: ECHO });
  await toldTheCrm();
  expect(await house.left()).toEqual([{ kind: 'crm.lead', status: 'dead', last_error: expect.stringMatching(/^answered 422: .*assignee missing/) }]);
  expect(channelTexts(house.world, SUPERVISAO).at(-1)).toContain('assignee missing');
  const said = JSON.stringify([await house.left(), channelTexts(house.world, SUPERVISAO), await house.world.rows('SELECT reason FROM circuit_breakers'), await house.world.rows("SELECT last_error FROM deliveries WHERE lane LIKE 'partner:%'")]);
  expect(said).not.toMatch(/Zorbaida|token-do-crm/);
});

test('the health page, which anybody may read, names the code only', async () => {
  house.partners.crm.misbehave({ how: 'status', status: 500, body: ECHO }, 100);
  await toldTheCrm();
  expect((JSON.parse(await health()) as { dependencies: { crm: unknown } }).dependencies.crm).toEqual({ state: 'degraded', reason: 'last call: answered 500' });
  for (let times = 0; times < 6; times += 1) await house.world.pass(20_000);
  expect((JSON.parse(await health()) as { dependencies: { crm: unknown } }).dependencies.crm).toEqual({ state: 'degraded', reason: expect.stringMatching(/^left alone since [^ ]+: answered 500$/) });
});
