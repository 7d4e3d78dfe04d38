import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { moveLevel } from '../../src/domain/escalation/move-level.js';
import { startPartner, type Misbehaviour, type Partner } from '../support/partner.js';
import { channelTexts } from '../support/thread.js';
import { SOFIA, SUPERVISAO } from '../support/world.js';
import { addWebhook } from './add-webhook.js';
import { startPartneredWorld, type PartneredWorld } from './partnered-world.js';
import { objections } from './schemas.js';

let house: PartneredWorld;
let webhook: Partner;
let all: Partner[];
let people = 0;
beforeAll(async () => {
  webhook = await startPartner();
  house = await startPartneredWorld({ env: { MEDIA_ALLOW_HTTP: webhook.host } });
  await addWebhook(house.world, { address: `${webhook.url}/avisos`, events: ['escalated'] });
  all = [...Object.values(house.partners), webhook];
});
afterAll(async () => {
  await house.end();
  await webhook.close();
});

/**
 * A conversation that gets something to tell to each of the four: a lead, an emergency, an event for the hub (the last of
 * several) and one for the webhook, all at once.
 */
async function tellAll(): Promise<void> {
  const sofia = await house.actor(SOFIA);
  await house.world.house.ledger.run(sofia, { conversation: people }, (ctx) => moveLevel(ctx, 'n3', 'família aflita'));
  await house.world.house.ledger.run({ kind: 'system' }, { conversation: people }, async (ctx) => ctx.record({ kind: 'status_moved', conversationId: people, from: 'waiting', to: 'proposal', reason: null, why: null }));
}
/** Lets everything be tried again until it comes to rest: retries back off, and a 429 asks for half a minute. */
async function patience(): Promise<void> {
  for (let times = 0; times < 12 && (await house.left()).some(({ status }) => status !== 'dead'); times += 1) await house.world.pass(45_000);
}
async function newConversation(): Promise<void> {
  people += 1;
  await house.world.phone(`55119${80000000 + people}`, { name: `Família ${people}` }).says('Olá');
  await house.world.settle();
}
const counts = () => all.map(({ calls, effects }) => ({ calls: calls.length, effects: effects.length }));

describe('each system does each thing once, whatever goes wrong on the way', () => {
  test.each<[string, Misbehaviour, number]>([
    ['answers 500, nothing done', { how: 'status', status: 500, body: 'Traceback…' }, 1],
    ['answers 502 although it was done', { how: 'status', status: 502, afterEffect: true }, 1],
    ['answers 503 twice', { how: 'status', status: 503, headers: { 'retry-after': '5' } }, 2],
    ['answers 429 with Retry-After', { how: 'status', status: 429, headers: { 'retry-after': '30' } }, 1],
    ['cuts the connection before', { how: 'reset' }, 1],
    ['cuts the connection after it was done', { how: 'reset', afterEffect: true }, 2],
    ['does not answer in time', { how: 'hang' }, 1],
    ['does not answer in time although it was done', { how: 'hang', afterEffect: true }, 1],
    ['breaks off in the middle of a success', { how: 'cut_short' }, 0],
    ['answers a success that is no JSON', { how: 'garbage' }, 0],
  ])('it %s', async (_name, manner, repeats) => {
    await newConversation();
    const before = counts();
    for (const partner of all) partner.misbehave(manner, Math.max(1, repeats));
    await tellAll();
    await house.world.settle(0);
    await patience();
    expect(await house.left()).toEqual([]);
    const after = counts().map(({ calls, effects }, at) => ({ calls: calls - (before[at]?.calls ?? 0), effects: effects - (before[at]?.effects ?? 0) }));
    // CRM: the lead. Operations: the emergency. Hub: status and level. Webhook: level.
    expect(after.map(({ effects }) => effects)).toEqual([1, 1, 2, 1]);
    expect(after.map(({ calls }) => calls)).toEqual([1 + repeats, 1 + repeats, 2 + repeats, 1 + repeats]);
    for (const { calls } of all) {
      const texts = new Map<string, Set<string>>();
      for (const { key, text } of calls) texts.set(key, (texts.get(key) ?? new Set()).add(text));
      expect([...texts.values()].filter((different) => different.size > 1)).toEqual([]);
      expect(calls.flatMap(({ path, text }) => objections(path, text))).toEqual([]);
    }
  }, 60_000);

  test('429 with Retry-After is left alone for as long as it asks, and counts as no attempt', async () => {
    await newConversation();
    const { crm } = house.partners;
    const before = crm.calls.length;
    crm.misbehave({ how: 'status', status: 429, headers: { 'retry-after': '90' } });
    await tellAll();
    await house.world.settle(0);
    await house.world.pass(80_000);
    expect(crm.calls.length).toBe(before + 1);
    expect(await house.world.rows("SELECT attempts FROM deliveries WHERE kind = 'crm.lead' AND status = 'pending'")).toEqual([{ attempts: 0 }]);
    await house.world.pass(10_500);
    expect(crm.calls.length).toBe(before + 2);
    expect(await house.left()).toEqual([]);
  });
});

describe('what a system refuses', () => {
  test.each([400, 401, 403, 404, 409, 422])('%i: no repetition, a dead letter with the answer, its people masked, and a word to the supervisors', async (status) => {
    await newConversation();
    const { crm } = house.partners;
    const before = crm.calls.length;
    crm.misbehave({ how: 'status', status, body: '{"error":"telefone 11988887777 de maria@exemplo.com.br não serve"}' });
    await tellAll();
    await house.world.settle();
    await house.world.pass(3_600_000);
    expect(crm.calls.length).toBe(before + 1);
    expect(await house.left()).toEqual([{ kind: 'crm.lead', status: 'dead', last_error: expect.stringMatching(new RegExp(`^answered ${status}: .*não serve`)) }]);
    expect(JSON.stringify(await house.left())).not.toMatch(/988887777|maria@/);
    expect(channelTexts(house.world, SUPERVISAO).at(-1)).toContain('Lead ao CRM');
    await house.world.rows("UPDATE deliveries SET status = 'discarded' WHERE status = 'dead'");
  });

  test('a redirect is not followed: it would take the token along', async () => {
    await newConversation();
    const [{ crm }, before] = [house.partners, webhook.calls.length];
    crm.misbehave({ how: 'status', status: 307, headers: { location: `${webhook.url}/leads` } });
    await tellAll();
    await house.world.settle();
    expect(await house.left()).toMatchObject([{ kind: 'crm.lead', status: 'dead', last_error: 'answered 307: nothing' }]);
    expect(webhook.calls.slice(before).map((call) => call.path)).toEqual(['/avisos']);
    await house.world.rows("UPDATE deliveries SET status = 'discarded' WHERE status = 'dead'");
  });
});

test('a certificate that nobody vouches for: nothing is said to it, and it is tried again', async () => {
  const impostor = await startPartner({ secure: true });
  const other = await startPartneredWorld({ env: { CRM_BASE_URL: impostor.url } });
  await other.world.phone('5511988887777', { name: 'Maria' }).says('Olá');
  await other.world.settle();
  await other.move(1, 'triage');
  await other.move(1, 'proposal');
  await other.world.pass(10_000);
  expect(impostor.calls).toEqual([]);
  expect(await other.left()).toEqual([{ kind: 'crm.lead', status: 'sending', last_error: expect.stringContaining('its certificate is not accepted') }]);
  await other.end();
  await impostor.close();
});
