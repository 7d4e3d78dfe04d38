/** One beat of the clock with 50 alerts due, of 100, 10,000 and 100,000 open conversations: it costs what is due, not what is open. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { select, write } from '../src/db/rows.js';
import { createDatabase } from '../test/support/database.js';
import { openHouse, type BenchHouse } from './house.js';

const SIZES = [100, 10_000, 100_000];
const DUE = 50;
const ROUNDS = 15;
/** How much longer a beat may take of 100,000 than of 100. */
const LEVEL = 1.3;
const CHUNK = 5000;
const HOUR_MS = 3_600_000;

/** Adds conversations `from`…`to`, each with a first-response clock of which nothing is due for a day. */
async function fill({ sql, clock }: BenchHouse, from: number, to: number): Promise<void> {
  const now = clock.now();
  const [risk, due] = [new Date(now.getTime() + 24 * HOUR_MS), new Date(now.getTime() + 25 * HOUR_MS)];
  for (let first = from; first <= to; first += CHUNK) {
    const ids = Array.from({ length: Math.min(CHUNK, to - first + 1) }, (_, index) => first + index);
    await write(sql, 'INSERT INTO contacts (id, phone, name, created_at, updated_at) VALUES ?', [ids.map((id) => [id, `5521${900_000_000 + id}`, 'Casa', now, now])]);
    await write(sql, 'INSERT INTO conversations (id, contact_id, open_contact_id, opened_at, waiting_since, last_message_at, created_at, updated_at) VALUES ?', [ids.map((id) => [id, id, id, now, now, now, now, now])]);
    await write(sql, "INSERT INTO sla_clocks (conversation_id, kind, running_key, policy_id, priority, level, goal_minutes, started_at, at_risk_at, due_at) VALUES ?", [
      ids.map((id) => [id, 'first_response', `${id}:first_response`, 0, 'normal', 'n1', 30, now, risk, due]),
    ]);
    await write(sql, 'INSERT INTO timers (kind, conversation_id, due_at) VALUES ?', [ids.map((id) => ['sla', id, risk])]);
  }
  for (const table of ['contacts', 'conversations', 'sla_clocks', 'timers']) await select(sql, `ANALYZE TABLE ${table}`);
}

/** Milliseconds of one beat in which 50 conversations, spread over all, fall at risk. */
async function oneBeat({ sql, clock, beat }: BenchHouse, open: number, round: number): Promise<number> {
  const ids = Array.from({ length: DUE }, (_, index) => 1 + ((index * Math.floor(open / DUE) + round) % open));
  const now = clock.now();
  await write(sql, 'UPDATE sla_clocks SET at_risk_at = ?, risk_told_at = NULL WHERE conversation_id IN (?)', [now, ids]);
  await write(sql, "UPDATE timers SET due_at = ? WHERE kind = 'sla' AND conversation_id IN (?)", [now, ids]);
  const start = performance.now();
  const ran = await beat();
  const took = performance.now() - start;
  if (ran !== DUE) throw new Error(`${ran} timers ran instead of ${DUE}`);
  return took;
}

const [file = 'bench/results/tick.json'] = process.argv.slice(2);
const database = await createDatabase();
const house = await openHouse(database.url);
const results: { open: number; medianMs: number; worstMs: number }[] = [];
try {
  let filled = 0;
  for (const open of SIZES) {
    await fill(house, filled + 1, open);
    filled = open;
    const times: number[] = [];
    // The first beats warm caches up and are not counted.
    for (let round = 0; round < ROUNDS + 3; round += 1) times.push(await oneBeat(house, open, round));
    const counted = times.slice(3).sort((a, b) => a - b);
    results.push({ open, medianMs: counted[ROUNDS >> 1] as number, worstMs: counted[ROUNDS - 1] as number });
    process.stdout.write(`${open} open, ${DUE} due: median ${results.at(-1)?.medianMs.toFixed(1)} ms, worst ${results.at(-1)?.worstMs.toFixed(1)} ms\n`);
  }
} finally {
  await house.close();
  await database.drop();
}
const ratio = (results.at(-1)?.medianMs as number) / (results[0]?.medianMs as number);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify({ due: DUE, rounds: ROUNDS, results, ratio: Number(ratio.toFixed(3)), limit: LEVEL }, null, 2)}\n`);
process.stdout.write(`of ${SIZES.at(-1)} it takes ${ratio.toFixed(2)} times as long as of ${SIZES[0]} (limit ${LEVEL})\n`);
process.exitCode = ratio <= LEVEL ? 0 : 1;
