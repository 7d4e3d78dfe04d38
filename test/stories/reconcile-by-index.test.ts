import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reconcile } from '../../src/domain/reports/reconciliation.js';
import { startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

test('a day is counted by indexes, however many messages there are', async () => {
  const asked: [string, unknown[]][] = [];
  await reconcile({ query: async (statement: string, parameters: unknown[]) => (asked.push([statement, parameters]), []) } as never, new Date(0), new Date(1));
  for (const [statement, parameters] of asked) {
    const plan = await world.rows<{ table: string; possible_keys: string | null }>(`EXPLAIN ${statement}`, parameters);
    expect(plan.filter((step) => step.possible_keys === null).map((step) => step.table)).toEqual([]);
  }
});
