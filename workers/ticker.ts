/** Something that is done again and again; stops without leaving a round half done. */
export interface Ticker {
  /** Does a round now (or joins the one under way). */
  now(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Repeats `round` every `everyMs`, never two at once. A failing round is reported and the next one comes as usual.
 * In the process, not in Redis: a lost Redis must not stop the house's pulse.
 */
export function startTicker(everyMs: number, round: () => Promise<unknown>, onError: (error: unknown) => void): Ticker {
  let underWay: Promise<void> | undefined;
  let stopped = false;
  const now = (): Promise<void> => {
    underWay ??= round()
      .then(() => undefined, onError)
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
  const timer = setInterval(() => {
    if (!stopped) void now();
  }, everyMs);
  return {
    now,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await underWay;
    },
  };
}
