/** What tells the time. Everything that depends on time takes one, so that tests own it. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** One that can be moved forward, by milliseconds. */
export interface MovableClock extends Clock {
  advance(ms: number): void;
}

/** The machine's clock: the only place of the product that reads the system time. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs beside another, as far ahead as it was moved (development: the demo's "Adiantar o relógio"). */
export class SteerableClock implements MovableClock {
  private aheadMs = 0;

  constructor(private readonly base: Clock) {}

  now(): Date {
    return later(this.base.now(), this.aheadMs);
  }

  /** Moves forward by `ms` milliseconds. */
  advance(ms: number): void {
    this.aheadMs += ms;
  }

  /** This far ahead, ms, unless it is further already: time never goes back. */
  atLeast(aheadMs: number): void {
    this.aheadMs = Math.max(this.aheadMs, aheadMs);
  }
}

/** Can it be moved? */
export function canBeMoved(clock: Clock): clock is MovableClock {
  return 'advance' in clock;
}

/** A clock that stands still until it is moved (tests, simulator). */
export class ManualClock implements MovableClock {
  constructor(private instant: Date) {}

  now(): Date {
    return new Date(this.instant);
  }

  /** Moves forward by `ms` milliseconds. */
  advance(ms: number): void {
    this.instant = new Date(this.instant.getTime() + ms);
  }
}

/** Milliseconds from a monotonic source, for measuring how long something took. */
export function elapsedSince(start: number): number {
  return performance.now() - start;
}

/** Adds milliseconds to an instant. */
export function later(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
