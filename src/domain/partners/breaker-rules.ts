import { later } from '../../kit/clock.js';

/** What is known of a system that is called, shared by all workers. */
export interface Breaker {
  /** Calls in a row that failed. */
  failures: number;
  /** Openings in a row. */
  opens: number;
  open_since: Date | null;
  /** Nobody calls before this moment. */
  not_before: Date | null;
}

export const CLOSED: Breaker = { failures: 0, opens: 0, open_since: null, not_before: null };

/** Failures in a row after which a system is left alone. */
export const OPEN_AFTER = 5;
const SHORTEST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 300_000;
/** While one tries, nobody else does for this long: longer than a call may take (8 s). */
export const TRIAL_MS = 10_000;

/** How long a call must wait, ms; 0: now. */
export function waitFor({ not_before: notBefore }: Breaker, now: Date): number {
  return notBefore === null ? 0 : Math.max(0, notBefore.getTime() - now.getTime());
}

/** The n-th opening in a row leaves the system alone for 30 s, 60 s … at most 5 min. */
export function pauseOf(opens: number): number {
  return Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** Math.min(10, Math.max(0, opens - 1)));
}

/** After a call that failed: the system's own doing, not the request's. A longer pause that it asked for stays. */
export function afterFailure(breaker: Breaker, now: Date): Breaker {
  const failures = breaker.failures + 1;
  if (breaker.open_since === null && failures < OPEN_AFTER) return { ...breaker, failures };
  const opens = breaker.opens + 1;
  return { failures, opens, open_since: breaker.open_since ?? now, not_before: theLater(breaker.not_before, later(now, pauseOf(opens))) };
}

/** It asks to be left alone for a while (429): that is no failure of its own. */
export function afterRefusal(breaker: Breaker, now: Date, pauseMs: number): Breaker {
  return { ...breaker, not_before: theLater(breaker.not_before, later(now, pauseMs)) };
}

/** After a call that succeeded. One that was under way when it asked to be left alone takes nothing back of that. */
export function afterSuccess(breaker: Breaker, now: Date): Breaker {
  return { ...CLOSED, not_before: breaker.open_since === null && waitFor(breaker, now) > 0 ? breaker.not_before : null };
}

const theLater = (one: Date | null, other: Date): Date => (one !== null && one > other ? one : other);
