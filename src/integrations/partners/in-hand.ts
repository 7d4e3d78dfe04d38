/** Calls to one system that a process makes at once: a slow one must not take the workers of all others. */
const MOST_AT_ONCE = 4;
/** Until it is looked again whether there is room, ms. */
const LOOK_AGAIN_MS = 300;

/** Counts what is in hand, by system. */
export function createInHand() {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.get(name) ?? 0;
  return {
    /** How long to wait for room, ms; 0: there is some. */
    waitMs: (name: string): number => (count(name) >= MOST_AT_ONCE ? LOOK_AGAIN_MS : 0),
    async during<T>(name: string, work: () => Promise<T>): Promise<T> {
      counts.set(name, count(name) + 1);
      try {
        return await work();
      } finally {
        counts.set(name, count(name) - 1);
      }
    },
  };
}

export type InHand = ReturnType<typeof createInHand>;
