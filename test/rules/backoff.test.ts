import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from '../../src/kit/backoff.js';

describe('backoffMs', () => {
  test('doubles from the base to the most, without jitter', () => {
    expect([1, 2, 3, 4, 5, 9, 10, 40].map((attempt) => backoffMs(attempt, 0))).toEqual([1000, 2000, 4000, 8000, 16_000, 256_000, 300_000, 300_000]);
    expect([1, 2, 3].map((attempt) => backoffMs(attempt, 0, { baseMs: 50, maxMs: 120 }))).toEqual([50, 100, 120]);
  });

  test('is always a positive whole number, at most a fifth above the plain pause, and does not shrink', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 10_000 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
        const pause = backoffMs(attempt, random);
        expect(Number.isInteger(pause)).toBe(true);
        expect(pause).toBeGreaterThanOrEqual(backoffMs(attempt, 0));
        expect(pause).toBeLessThanOrEqual(backoffMs(attempt, 0) * 1.2 + 1);
        expect(backoffMs(attempt + 1, 0)).toBeGreaterThanOrEqual(backoffMs(attempt, 0));
        expect(pause).toBeGreaterThanOrEqual(1000);
      }),
    );
  });
});
