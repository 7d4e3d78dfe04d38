import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabase, serverUrl } from '../support/database.js';
import { pause, startFleet, type Fleet } from './fleet.js';

const TOKEN = 'internal-token-of-the-tests';
const MESSAGES = 60;

let fleet: Fleet;
let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
  fleet = await startFleet({ databaseUrl: database.url, redisUrl: serverUrl('REDIS_URL'), webs: 2, workers: 2, env: { INTERNAL_API_TOKEN: TOKEN } });
}, 90_000);
afterAll(async () => {
  await fleet?.stop();
  await database?.drop();
}, 60_000);

/** A reminder to one of ten people, asked for until somebody answers it; whoever is killed meanwhile. */
async function remind(n: number): Promise<{ status: number; conversation: number }> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const base = new URL(fleet.webhooks[(n + attempt) % 2] as string).origin;
    const answer = await fetch(`${base}/api/v1/contacts/55119777700${10 + (n % 10)}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'idempotency-key': `lembrete-${n}` },
      body: JSON.stringify({ template: 'lembrete-visita', values: { visit_date: `dia ${n}`, visit_time: '14h', caregiver_name: 'Joana' } }),
      signal: AbortSignal.timeout(3000),
    }).catch(() => undefined);
    const body = answer ? ((await answer.json().catch(() => undefined)) as { conversation_id: number } | undefined) : undefined;
    if (answer && body && answer.status < 500 && answer.status !== 429) return { status: answer.status, conversation: body.conversation_id };
    await pause(50);
  }
  throw new Error(`reminder ${n} was never answered`);
}

test('calls that are repeated while web processes and workers are killed: every message reaches its phone exactly once', async () => {
  const asking = Promise.all(Array.from({ length: MESSAGES }, async (_, n) => {
    await pause(n * 60);
    return remind(n);
  }));
  for (const victim of [fleet.webs[0], fleet.workers[0], fleet.webs[1], fleet.workers[1], fleet.webs[0]]) {
    await pause(700);
    await victim?.kill();
    await pause(150);
    await victim?.start();
  }
  expect((await asking).map(({ status }) => status)).toEqual(Array.from({ length: MESSAGES }, () => 202));
  await fleet.drained(90_000);
  const received = fleet.zapi.contacts().flatMap(({ received: texts }) => texts.map(({ text }) => /dia (\d+),/.exec(text ?? '')?.[1]));
  expect(received.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: MESSAGES }, (_, n) => n));
  expect(await fleet.rows('SELECT COUNT(*) AS conversations, COUNT(DISTINCT contact_id) AS contacts FROM conversations')).toEqual([{ conversations: 10, contacts: 10 }]);
}, 240_000);
