/** npm passes a Ctrl-C on that the terminal has already delivered: the second within this time is the same one. */
const SAME_KEYPRESS_MS = 800;

/**
 * Calls `stop(signal)` at the first SIGINT, SIGTERM or SIGHUP and `kill(signal)` at a later one.
 * @param {{ stop: (signal: string) => void, kill: (signal: string) => void }} on
 * @returns {() => void} takes the handlers off again
 */
export function onStopSignals({ stop, kill }) {
  let firstAt;
  const handle = (signal) => {
    const now = Date.now();
    if (firstAt === undefined) {
      firstAt = now;
      stop(signal);
    } else if (now - firstAt > SAME_KEYPRESS_MS) {
      kill(signal);
    }
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, handle);
  // A closed terminal makes every write fail; that must not end the orderly stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}
