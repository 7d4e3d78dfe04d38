import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SUPERVISAO } from '../support/world.js';
import { pause, startFleet, type Fleet } from './fleet.js';
import { startOwnServices } from './own-services.js';
import { seeded } from './threads.js';

const CONVERSATIONS = 40;
const KILLS = 8;

let services: Awaited<ReturnType<typeof startOwnServices>>;
let fleet: Fleet;
beforeAll(async () => {
  services = await startOwnServices();
  fleet = await startFleet({ databaseUrl: services.mysql.url, redisUrl: services.redis.url, webs: 1, workers: 3, settings: { landing_ms: 300 } });
}, 60_000);
afterAll(async () => {
  await fleet.stop();
  await services.stop();
});

const name = (id: number) => `Casa nº${String(id).padStart(2, '0')}`;

/** Conversations whose first-response clocks come to be at risk and breached within the next seconds. */
async function lateSoon(): Promise<void> {
  const fromNow = (ms: number) => new Date(Date.now() + ms);
  const started = fromNow(-1_740_000);
  for (let id = 1; id <= CONVERSATIONS; id += 1) {
    const [risk, due] = [fromNow(2000 + id * 250), fromNow(10_000 + id * 250)];
    await fleet.rows('INSERT INTO contacts (id, phone, name, created_at, updated_at) VALUES (?, ?, ?, ?, ?)', [id, `55119800000${String(id).padStart(2, '0')}`, name(id), started, started]);
    await fleet.rows('INSERT INTO conversations (id, contact_id, open_contact_id, opened_at, waiting_since, last_message_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [id, id, id, started, started, started, started, started]);
    await fleet.rows("INSERT INTO sla_clocks (conversation_id, kind, running_key, policy_id, priority, level, goal_minutes, started_at, at_risk_at, due_at) VALUES (?, 'first_response', ?, 0, 'normal', 'n1', 30, ?, ?, ?)", [id, `${id}:first_response`, started, risk, due]);
    await fleet.rows("INSERT INTO timers (kind, conversation_id, due_at) VALUES ('sla', ?, ?)", [id, risk]);
  }
}

/** One worker after the other is killed at random moments and started again. */
async function havoc(random: () => number): Promise<void> {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(600 + random() * 1800);
    const worker = fleet.workers[kill % 3];
    await worker?.kill();
    await worker?.start();
  }
}

test('forty conversations fall late while three workers are killed: each alert recorded once and shown once', async () => {
  await fleet.untilRows(1, "SELECT id FROM deliveries WHERE kind = 'slack.catch_up'");
  await lateSoon();
  await havoc(seeded(5));
  await fleet.untilRows(CONVERSATIONS, "SELECT id FROM conversation_history WHERE action = 'sla_breached'");
  await fleet.drained(150_000);

  const told = await fleet.rows<{ conversation_id: number; action: string; n: number }>("SELECT conversation_id, action, COUNT(*) AS n FROM conversation_history WHERE action LIKE 'sla\\_%' GROUP BY conversation_id, action HAVING action IN ('sla_at_risk', 'sla_breached')");
  expect(told.filter((row) => Number(row.n) !== 1)).toEqual([]);
  // A worker that was away at the moment of the risk finds the breach: then it is told as that alone.
  expect(told.filter((row) => row.action === 'sla_breached')).toHaveLength(CONVERSATIONS);
  expect(told.filter((row) => row.action === 'sla_at_risk').length).toBeGreaterThan(0);
  expect(await fleet.rows("SELECT id FROM sla_clocks WHERE breached_at IS NULL OR breached_at <> due_at")).toEqual([]);

  const shown = fleet.slack.channel(SUPERVISAO).messages.map((message) => JSON.stringify(message.blocks ?? message.text)).filter((text) => !text.includes('Ao vivo'));
  for (let id = 1; id <= CONVERSATIONS; id += 1) {
    const places = shown.filter((text) => text.includes(name(id)));
    expect({ id, places: places.length }).toEqual({ id, places: 1 });
    expect(places[0]).toContain('violada');
  }
  expect(await fleet.rows('SELECT conversation_id FROM sla_alerts GROUP BY conversation_id HAVING COUNT(*) <> 1')).toEqual([]);
  expect(await fleet.rows("SELECT id, kind, last_error FROM deliveries WHERE status = 'dead'")).toEqual([]);
}, 240_000);
