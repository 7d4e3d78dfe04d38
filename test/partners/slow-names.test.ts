import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPartnerSender } from '../../src/integrations/partners/send.js';
import type { Delivery } from '../../src/domain/outbox/sender.js';
import { addWebhook } from './add-webhook.js';
import { startPartneredWorld, type PartneredWorld } from './partnered-world.js';

let house: PartneredWorld;
beforeAll(async () => {
  house = await startPartneredWorld();
});
afterAll(() => house.end());

test('a webhook whose name server never answers holds a worker no longer than any other call, and is tried again', async () => {
  const { world } = house;
  const { ledger, source, settings, config } = world.house;
  const webhook = await addWebhook(world, { address: 'https://127.0.0.1:9/avisos', events: ['lead_received'] });
  await world.phone('5511988887777', { name: 'Maria' }).says('Olá');
  await world.settle();
  await world.rows("UPDATE outgoing_webhooks SET address = 'https://lento.exemplo.com.br/avisos' WHERE id = ?", [webhook]);
  const [delivery] = await world.rows<Delivery>("SELECT * FROM deliveries WHERE kind = 'webhook.event'");
  const send = createPartnerSender({
    ledger, clock: world.clock, access: {}, house: { zone: 'America/Sao_Paulo', portalUrl: undefined }, limits: { connectMs: 100, totalMs: 300 },
    webhooks: { resolve: () => new Promise(() => undefined), plainHosts: [], secret: config.SESSION_SECRET },
  });
  const before = performance.now();
  await expect(send(delivery as Delivery, {
    sql: source.manager, now: world.clock.now(), settings: await settings.get(), recovering: false, startedAt: world.clock.now(), begin: async () => undefined, signal: new AbortController().signal,
  })).rejects.toMatchObject({ name: 'TryLater', message: 'name not found (ETIMEOUT)' });
  expect(performance.now() - before).toBeLessThan(2000);
}, 10_000);
