import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ANA, ATENDIMENTO } from '../support/world.js';
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

test('MySQL away for ten seconds while families write: every webhook is answered 200 and appears later, in order, once', async () => {
  const families = Array.from({ length: 5 }, (_, index) => fleet.zapi.phone(`55319${82000000 + index}`, { name: `Lar ${index}` }));
  for (const [index, family] of families.entries()) await family.says(`l${index} m0`);
  await fleet.drained(20_000);

  await services.mysql.stop();
  const writing = families.map(async (family, index) => {
    for (let n = 1; n < 8; n += 1) {
      const answer = await family.says(`l${index} m${n}`, { duplicate: 2 });
      expect(answer.status).toBe(200);
      await pause(1200);
    }
  });
  const parent = fleet.slack.channel(ATENDIMENTO).messages.find((message) => JSON.stringify(message.blocks ?? []).includes('· Lar 0"'));
  const replied = fleet.slack.post(ANA, ATENDIMENTO, 'estamos vendo', { thread_ts: parent?.ts ?? '' });
  await pause(10_000);
  await services.mysql.start();
  await Promise.all([...writing, replied]);
  // What was spooled is in the letterbox again.
  await fleet.untilRows(40, "SELECT id FROM webhook_events WHERE kind = 'message' AND event_key NOT LIKE 'zapi:echo%'");
  await fleet.drained(40_000);

  const expected = Object.fromEntries(families.map((family, index) => [family.name, Array.from({ length: 8 }, (_, n) => `l${index} m${n}`)]));
  expect(Object.fromEntries(mirrored(fleet))).toEqual(expected);
  expect(families[0]?.received.map((message) => message.text)).toEqual(['estamos vendo']);
}, 90_000);
