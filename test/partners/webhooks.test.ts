import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { tryWebhook } from '../../src/domain/partners/outgoing-webhooks.js';
import { startPartner, type Partner } from '../support/partner.js';
import { slash } from '../support/thread.js';
import { ANA } from '../support/world.js';
import { addWebhook, SECRET } from './add-webhook.js';
import { startPartneredWorld, type PartneredWorld } from './partnered-world.js';

let house: PartneredWorld;
let receiver: Partner;
let people = 0;
beforeAll(async () => {
  receiver = await startPartner();
  house = await startPartneredWorld({ env: { CRM_BASE_URL: '', OPERACAO_BASE_URL: '', INTEGRACOES_BASE_URL: '', MEDIA_ALLOW_HTTP: receiver.host } });
});
afterAll(async () => {
  await house.end();
  await receiver.close();
});

async function somebodyWrites(): Promise<void> {
  people += 1;
  await house.world.phone(`55119${60000000 + people}`, { name: 'Zorbaida Quintanilha' }).says('Olá');
  await house.world.settle();
}
const typesSince = (since: number) => receiver.calls.slice(since).map((call) => (JSON.parse(call.text) as { type: string }).type);
const discard = () => house.world.rows("UPDATE deliveries SET status = 'discarded' WHERE status = 'dead'");

test('gets what it asked for, signed so that a library of the standard accepts it, without name or phone', async () => {
  await addWebhook(house.world, { address: `${receiver.url}/avisos?de=carinho`, events: ['lead_received', 'conversation_assigned'] });
  await somebodyWrites();
  await slash(house.world, ANA, '/assumir', '#1');
  await slash(house.world, ANA, '/status', '#1 triagem');
  expect(typesSince(0)).toEqual(['lead_received', 'conversation_assigned']);
  const [call] = receiver.calls;
  expect(call?.path).toBe('/avisos?de=carinho');
  expect(call?.headers['webhook-id']).toBe(call?.key);
  expect(call?.text).not.toMatch(/Zorbaida|60000001/);
  const headers = call?.headers as Record<string, string>;
  expect(new Webhook(SECRET).verify(call?.text ?? '', headers)).toMatchObject({ type: 'lead_received', contact: { name: null, phone: null } });
  expect(() => new Webhook(SECRET).verify(call?.text.replace('lead_received', 'contact_erased') ?? '', headers)).toThrow();
  expect(() => new Webhook(SECRET).verify(call?.text ?? '', { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) })).toThrow();
  expect(call?.headers.authorization).toBeUndefined();
});

test('a repetition is signed anew, with the same id and the same body', async () => {
  const before = receiver.calls.length;
  receiver.misbehave({ how: 'reset', afterEffect: true });
  await somebodyWrites();
  await house.world.pass(60_000);
  const calls = receiver.calls.slice(before);
  expect(calls).toHaveLength(2);
  expect(new Set(calls.map((call) => `${call.key} ${call.text}`)).size).toBe(1);
  expect(new Set(calls.map((call) => call.headers['webhook-signature'])).size).toBe(2);
  expect(receiver.effects).toHaveLength(calls.length + 1);
});

test('switched off, it gets nothing, not even what was waiting', async () => {
  const before = receiver.calls.length;
  receiver.misbehave({ how: 'status', status: 503, headers: { 'retry-after': '60' } });
  await somebodyWrites();
  expect(receiver.calls.length).toBe(before + 1);
  await house.world.rows('UPDATE outgoing_webhooks SET active = 0');
  house.world.house.outside.drop();
  await somebodyWrites();
  await house.world.pass(120_000);
  expect(receiver.calls.length).toBe(before + 1);
  expect(await house.left()).toEqual([]);
  await house.world.rows('UPDATE outgoing_webhooks SET active = 1');
  house.world.house.outside.drop();
});

test.each([
  ['the machine itself', 'https://127.0.0.1:9/avisos'],
  ['a private network', 'https://10.1.2.3/avisos'],
  ['the cloud’s metadata', 'https://169.254.169.254/latest/meta-data'],
  ['an IPv6 form of the machine itself', 'https://[::ffff:127.0.0.1]/avisos'],
  ['a name that leads to the machine itself', 'https://localhost/avisos'],
])('never calls %s', async (_name, address) => {
  const id = await addWebhook(house.world, { address, events: ['lead_received'] });
  await somebodyWrites();
  expect(await house.left()).toEqual([{ kind: 'webhook.event', status: 'dead', last_error: 'this address leads into a private network' }]);
  await discard();
  await house.world.rows('UPDATE outgoing_webhooks SET active = 0 WHERE id = ?', [id]);
  house.world.house.outside.drop();
});

test('plain http is for named test servers only', async () => {
  const other = await startPartner();
  const id = await addWebhook(house.world, { address: `${other.url}/avisos`, events: ['lead_received'] });
  await somebodyWrites();
  expect(other.calls).toEqual([]);
  expect(await house.left()).toMatchObject([{ status: 'dead', last_error: 'this address is not https' }]);
  await discard();
  await house.world.rows('UPDATE outgoing_webhooks SET active = 0 WHERE id = ?', [id]);
  house.world.house.outside.drop();
  await other.close();
});

test('a trial is a ping, on record', async () => {
  const before = receiver.calls.length;
  await house.world.house.ledger.run({ kind: 'system' }, {}, (ctx) => tryWebhook(ctx, 1));
  await house.world.settle();
  expect(typesSince(before)).toEqual(['ping']);
  expect(await house.world.rows("SELECT detail FROM conversation_history WHERE action = 'webhook_tried'")).toEqual([{ detail: '{"webhook":1}' }]);
});

test('a secret that SESSION_SECRET does not open any more sends nothing, and says so', async () => {
  const before = receiver.calls.length;
  await house.world.rows("UPDATE outgoing_webhooks SET secret = REVERSE(secret) WHERE id = 1");
  await somebodyWrites();
  expect(receiver.calls.length).toBe(before);
  expect(await house.left()).toMatchObject([{ status: 'dead', last_error: expect.stringContaining('make a new secret') }]);
});
