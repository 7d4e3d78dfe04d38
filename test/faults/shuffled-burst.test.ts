import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabase, serverUrl } from '../support/database.js';
import { startFleet, type Fleet } from './fleet.js';
import { mirrored, seeded, shuffled } from './threads.js';

let fleet: Fleet;
let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
  fleet = await startFleet({ databaseUrl: database.url, redisUrl: serverUrl('REDIS_URL'), webs: 2, workers: 2 });
}, 60_000);
afterAll(async () => {
  await fleet.stop();
  await database.drop();
});

test('200 webhooks of 20 contacts, shuffled, through two webs and two workers: every thread complete, in order, once', async () => {
  const start = Date.now() - 60_000;
  const families = Array.from({ length: 20 }, (_, index) => fleet.zapi.phone(`55119${80000000 + index}`, { name: `Família ${index}` }));
  const bodies = families.flatMap((family, index) => Array.from({ length: 10 }, (_, n) => family.build(`f${index} m${n}`, { extra: { momment: start + n * 1000 } })));
  const answers = await Promise.all(
    shuffled(bodies, seeded(7)).map(async (body, index) => {
      const response = await fetch(fleet.webhooks[index % 2] as string, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      return `${response.status} ${await response.text()}`;
    }),
  );
  expect(new Set(answers)).toEqual(new Set(['200 {"status":"accepted"}']));
  await fleet.drained(40_000);

  const threads = mirrored(fleet);
  const expected = new Map(families.map((family, index) => [family.name, Array.from({ length: 10 }, (_, n) => `f${index} m${n}`)]));
  expect(Object.fromEntries(threads)).toEqual(Object.fromEntries(expected));
  expect(await fleet.rows('SELECT id FROM contacts')).toHaveLength(20);
  expect(await fleet.rows('SELECT id FROM conversations')).toHaveLength(20);
}, 60_000);
