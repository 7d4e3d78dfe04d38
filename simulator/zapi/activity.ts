/** Knows whether the simulator is still doing something, and owns its timers so that closing is immediate. */
import { setImmediate as nextTurn } from 'node:timers/promises';

const POLL_MS = 4;

/** Work and timers under way. */
export class Activity {
  #running = 0;
  #closed = false;
  readonly #timers = new Map<NodeJS.Timeout, () => void>();

  get closed(): boolean { return this.#closed; }

  /** Counts a promise as under way until it ends; never rejects because of the counting. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await work;
    } finally {
      this.#running -= 1;
    }
  }

  /** Waits; false when the simulator was closed meanwhile. 0 ms is one turn of the event loop. */
  async wait(ms: number): Promise<boolean> {
    if (this.#closed) return false;
    if (ms <= 0) await nextTurn();
    else {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => { this.#timers.delete(timer); resolve(); }, ms);
        this.#timers.set(timer, resolve);
      });
    }
    return !this.#closed;
  }

  /** Runs something after a delay, counted as under way from now on. */
  later(ms: number, action: () => Promise<unknown> | void): void {
    void this.track(this.wait(ms).then(async (open) => { if (open) await action(); }));
  }

  /** Resolves when nothing is under way; `alsoIdle` adds a condition. */
  async settled(alsoIdle: () => boolean = () => true): Promise<void> {
    while (!this.#closed && !(this.#running === 0 && alsoIdle())) {
      await new Promise<void>((resolve) => { setTimeout(resolve, POLL_MS); });
    }
  }

  /** Ends every wait at once. */
  close(): void {
    this.#closed = true;
    for (const [timer, resolve] of this.#timers) { clearTimeout(timer); resolve(); }
    this.#timers.clear();
  }
}
