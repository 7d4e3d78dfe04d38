import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { write } from '../../../src/db/rows.js';
import { createSweep, type Sweep } from '../../../workers/sweep.js';
import { startWorld, type World } from '../../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await write(world.house.source.manager, 'DELETE FROM timers');
});
afterAll(() => world.end());

async function due(lane: string): Promise<void> {
  const now = world.clock.now();
  await write(world.house.source.manager, "INSERT INTO deliveries (lane, kind, next_attempt_at, created_at) VALUES (?, 'slack.card', ?, ?)", [lane, now, now]);
  world.clock.advance(1000);
}

/** A sweep whose lanes take as long as `hold` says; `begun` tells in which order they were begun. */
function sweeping(hold: Record<string, Promise<unknown>>, width?: number): { sweep: Sweep; begun: string[]; errors: unknown[] } {
  const [begun, errors]: [string[], unknown[]] = [[], []];
  const drainLane = async (lane: string) => {
    begun.push(lane);
    await hold[lane];
    await write(world.house.source.manager, "UPDATE deliveries SET status = 'sent' WHERE lane = ?", [lane]);
  };
  const sweep = createSweep({ source: world.house.source, clock: world.clock, drainLane, drainStream: async () => undefined, onError: (error) => errors.push(error), ...(width === undefined ? {} : { width }) });
  return { sweep, begun, errors };
}

test('a lane that takes long holds back no other that becomes due meanwhile, and is not begun twice', async () => {
  let free: (() => void) | undefined;
  const { sweep, begun } = sweeping({ 'slack:thread:1': new Promise<void>((resolve) => (free = resolve)) });
  await due('slack:thread:1');
  await sweep.round();
  await due('slack:thread:2');
  await sweep.round();
  await sweep.round();
  expect(begun).toEqual(['slack:thread:1', 'slack:thread:2']);
  free?.();
  await sweep.rest();
  expect(await world.rows("SELECT id FROM deliveries WHERE status = 'pending'")).toEqual([]);
});

test('never more than its width at once; one that breaks off is told, and the rest goes on', async () => {
  const { sweep, begun, errors } = sweeping({ 'slack:thread:3': Promise.reject(new Error('broke off')) }, 1);
  for (const number of [3, 4, 5]) await due(`slack:thread:${number}`);
  const round = sweep.round();
  await round;
  expect(begun).toEqual(['slack:thread:3']);
  for (const start = Date.now(); begun.length < 3 && Date.now() - start < 5000; ) await new Promise((resolve) => setTimeout(resolve, 5));
  await sweep.rest();
  expect([begun, errors.length]).toEqual([['slack:thread:3', 'slack:thread:4', 'slack:thread:5'], 1]);
});
