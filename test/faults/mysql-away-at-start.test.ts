import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pause, startFleet, type Fleet } from './fleet.js';
import { startOwnServices } from './own-services.js';
import { mirrored } from './threads.js';

let services: Awaited<ReturnType<typeof startOwnServices>>;
let fleet: Fleet;
beforeAll(async () => {
  services = await startOwnServices();
  fleet = await startFleet({ databaseUrl: services.mysql.url, redisUrl: services.redis.url, webs: 1, workers: 1 });
}, 60_000);
afterAll(async () => {
  await fleet.stop();
  await services.stop();
});

test('a web process started while MySQL is away takes webhooks at once; they appear when it is back', async () => {
  const maria = fleet.zapi.phone('5511988887777', { name: 'Maria' });
  await services.mysql.stop();
  for (const one of [...fleet.webs, ...fleet.workers]) await one.kill();
  for (const one of [...fleet.webs, ...fleet.workers]) await one.start();
  for (const text of ['um', 'dois', 'três']) expect(await maria.says(text)).toMatchObject({ status: 200, body: { status: 'accepted' } });
  const health = new URL('/health/ready', fleet.webhooks[0]);
  expect((await fetch(health)).status).toBe(503);

  await services.mysql.start();
  await fleet.untilRows(3, "SELECT id FROM webhook_events WHERE kind = 'message'");
  await fleet.drained(30_000);
  expect(mirrored(fleet).get('Maria')).toEqual(['um', 'dois', 'três']);
  await until(async () => (await fetch(health)).status === 200);
}, 90_000);

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await check().catch(() => false)) return;
    await pause(100);
  }
  throw new Error('never');
}
