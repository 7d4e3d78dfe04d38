import { afterAll, expect, test } from '@jest/globals';
import { isDatabaseAway } from '../../src/db/failures.js';
import { createLimits } from '../../src/http/api/limits.js';
import { PROBLEMS, problemOf } from '../../src/http/api/problem.js';
import { createTranslate } from '../../src/kit/i18n.js';
import { createLog } from '../../src/kit/log.js';
import { openRedis } from '../../src/redis/connections.js';

/** Nothing listens here. */
const redis = openRedis('redis://127.0.0.1:1', createLog('silent'));
const limits = createLimits({ redis: redis.producer, prefix: 'away' });
afterAll(() => redis.close());

test('while Redis is away calls go on, and are counted by this process', async () => {
  const allowances = [];
  for (let i = 0; i < 4; i += 1) allowances.push(await limits.take('1', 3));
  expect(allowances.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([[true, 2], [true, 1], [true, 0], [false, 0]]);
});

test('who guesses is shut out all the same', async () => {
  expect(await limits.shutOut('10.0.0.1')).toBe(0);
  for (let i = 0; i < 20; i += 1) await limits.countWrong('10.0.0.1');
  expect(await limits.shutOut('10.0.0.1')).toBeGreaterThan(0);
  expect(await limits.shutOut('10.0.0.2')).toBe(0);
});

test('MySQL away is a 503 that says when to come again; a fault of ours is a 500 that says nothing of it', () => {
  const t = createTranslate('pt-BR');
  const away = problemOf(Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:3306'), { code: 'ECONNREFUSED' }), t, isDatabaseAway);
  expect([PROBLEMS[away.code], away.more.retryAfterSeconds]).toEqual([503, 5]);
  const ours = problemOf(new Error("Table 'x' doesn't exist"), t, isDatabaseAway);
  expect([PROBLEMS[ours.code], ours.more.detail]).toEqual([500, undefined]);
});
