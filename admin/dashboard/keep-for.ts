import { elapsedSince } from '../../src/kit/clock.js';

/** A reading that everybody who asks within `ms` shares, also while it is under way; a failure is not kept. */
export function keepFor<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let kept: { at: number; value: Promise<T> } | undefined;
  return () => {
    if (kept && elapsedSince(kept.at) < ms) return kept.value;
    const value = read();
    const now = { at: elapsedSince(0), value };
    kept = now;
    value.catch(() => {
      if (kept === now) kept = undefined;
    });
    return value;
  };
}
