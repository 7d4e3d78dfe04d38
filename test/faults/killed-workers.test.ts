import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ANA, ATENDIMENTO } from '../support/world.js';
import { pause, startFleet, type Fleet } from './fleet.js';
import { startOwnServices } from './own-services.js';
import { mirrored, seeded } from './threads.js';

const FAMILIES = 12;
const MESSAGES = 12;
const REPLIES = 4;
const KILLS = 20;

let services: Awaited<ReturnType<typeof startOwnServices>>;
let fleet: Fleet;
beforeAll(async () => {
  services = await startOwnServices();
  fleet = await startFleet({ databaseUrl: services.mysql.url, redisUrl: services.redis.url, webs: 1, workers: 2, settings: { lost_send_seconds: 5 } });
}, 60_000);
afterAll(async () => {
  await fleet.stop();
  await services.stop();
});

/** Kills one worker after the other at random moments and starts it again; empties Redis half-way. */
async function havoc(random: () => number): Promise<void> {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(100 + random() * 400);
    const worker = fleet.workers[kill % 2];
    await worker?.kill();
    if (kill === KILLS / 2) await services.redis.flush();
    await worker?.start();
  }
}

test('workers killed 20 times in a burst, Redis emptied in the middle: nothing lost, nothing twice, order kept', async () => {
  const families = Array.from({ length: FAMILIES }, (_, index) => fleet.zapi.phone(`55219${81000000 + index}`, { name: `Casa ${index}` }));
  const disorder = havoc(seeded(11));
  const writing = families.map(async (family, index) => {
    for (let n = 0; n < MESSAGES; n += 1) {
      expect((await family.says(`c${index} m${n}`)).status).toBe(200);
      await pause(600);
    }
  });
  const answering = families.map(async (family, index) => {
    const parent = await threadOf(family.name);
    for (let n = 0; n < REPLIES; n += 1) {
      await fleet.slack.post(ANA, ATENDIMENTO, `r${index} n${n}`, { thread_ts: parent });
      await pause(1200);
    }
  });
  await Promise.all([...writing, ...answering, disorder]);
  await fleet.drained(60_000);

  const expected = Object.fromEntries(families.map((family, index) => [family.name, Array.from({ length: MESSAGES }, (_, n) => `c${index} m${n}`)]));
  expect(Object.fromEntries(mirrored(fleet))).toEqual(expected);
  const received = Object.fromEntries(families.map((family) => [family.name, family.received.map((message) => message.text)]));
  expect(received).toEqual(Object.fromEntries(families.map((family, index) => [family.name, Array.from({ length: REPLIES }, (_, n) => `r${index} n${n}`)])));
  expect(await fleet.rows("SELECT id, kind, last_error FROM deliveries WHERE status = 'dead'")).toEqual([]);
  expect(await fleet.rows("SELECT id, last_error FROM webhook_events WHERE status = 'dead'")).toEqual([]);
}, 120_000);

/** The ts of a family's thread, once it stands. */
async function threadOf(name: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const parent = fleet.slack.channel(ATENDIMENTO).messages.find((message) => message.thread_ts === undefined || message.thread_ts === message.ts ? JSON.stringify(message.blocks ?? []).includes(`· ${name}"`) : false);
    if (parent) return parent.ts;
    await pause(100);
  }
  throw new Error(`${name} has no thread`);
}
