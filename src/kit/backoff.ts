/**
 * Milliseconds to wait before the next attempt: exponential from `baseMs`, at most `maxMs`, with up to 20 % jitter
 * so that what failed together does not come back together.
 * @param attempt attempts made so far, 1 or more
 * @param random a number in [0, 1)
 */
export function backoffMs(attempt: number, random: number, { baseMs = 1000, maxMs = 300_000 } = {}): number {
  const plain = Math.min(maxMs, baseMs * 2 ** Math.min(20, Math.max(0, attempt - 1)));
  return Math.round(plain * (1 + 0.2 * random));
}
