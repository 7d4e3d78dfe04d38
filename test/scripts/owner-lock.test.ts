import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../scripts/processes/owner-lock.mjs';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'owner-lock-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('one owner at a time, and nothing left after release', () => {
  const file = join(dir, 'one.lock');
  const lock = takeLock(file);
  expect(takeLock(file)).toEqual({ busyWith: process.pid });
  lock.release?.();
  expect(readdirSync(dir)).toEqual([]);
});

test.each([
  ['a dead process', JSON.stringify({ pid: 2 ** 22 + 1, started: '1' })],
  ['a number that now belongs to another process', JSON.stringify({ pid: process.pid, started: 'long ago' })],
  ['nobody readable', ''],
])('the lock of %s is taken over', (_whose, contents) => {
  const file = join(dir, 'stale.lock');
  writeFileSync(file, contents);
  const lock = takeLock(file);
  expect(lock.busyWith).toBeUndefined();
  lock.release?.();
});
