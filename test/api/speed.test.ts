import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fillWithMany } from '../portal/many-rows.js';
import { startWorld, type World } from '../support/world.js';
import { call, HOUSE_TOKEN } from './api-world.js';

const MANY = 100_000;
/** Tens of milliseconds are usual; reading a whole table of these takes longer than this. */
const LONGEST_MS = 400;

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await fillWithMany(world.house.source.manager, MANY, MANY);
}, 200_000);
afterAll(() => world?.end());

test.each([
  '/conversations',
  '/conversations?open=true',
  '/conversations?open=true&status=active',
  '/conversations?status=lost',
  '/conversations?priority=urgent&level=n3',
  '/conversations?assignee=2&open=true',
  '/conversations?phone=5511900000321',
  '/conversations?contact=77',
  '/conversations?updated_since=2025-01-01T00:00:00Z',
  '/conversations?updated_since=2025-01-01T00:00:00Z&status=triage',
  '/contacts',
  '/contacts?name=Beatriz',
  '/contacts?name=Zuleica',
  '/contacts?updated_since=2025-01-01T00:00:00Z',
  '/contacts/5511900000321',
  '/conversations/7',
  '/conversations/7/messages',
  '/metrics/now',
])('%s is quick among a hundred thousand conversations', async (path) => {
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const start = performance.now();
    expect((await call(world, HOUSE_TOKEN, path)).status).toBe(200);
    times.push(performance.now() - start);
  }
  // The quickest: other tests of this machine are nobody's fault.
  expect(Math.min(...times)).toBeLessThan(LONGEST_MS);
});

test('pages in the middle cost no more than the first', async () => {
  let cursor = '';
  const times: number[] = [];
  for (let page = 0; page < 20; page += 1) {
    const start = performance.now();
    const { body } = await call<{ data: { id: number }[]; next_cursor: string }>(world, HOUSE_TOKEN, `/conversations?limit=100&updated_since=2025-01-01T00:00:00Z${cursor}`);
    times.push(performance.now() - start);
    expect(body.data.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, i) => page * 100 + i + 1));
    cursor = `&cursor=${body.next_cursor}`;
  }
  expect(Math.min(...times.slice(10))).toBeLessThan(LONGEST_MS);
});
