import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { later, type Clock } from '../../kit/clock.js';

/** No file is under way longer, ms. */
const ABANDONED_MS = 3_600_000;

/**
 * Removes what processes that died left half-taken in a folder; looks at most once an hour, when something is taken.
 * Never throws: a file that cannot be removed now is met again.
 */
export function leftoverSweep(folder: string, clock: Clock): () => Promise<void> {
  let nextLook = 0;
  return async () => {
    const now = clock.now();
    if (now.getTime() < nextLook) return;
    nextLook = now.getTime() + ABANDONED_MS;
    const before = later(now, -ABANDONED_MS);
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile() && name.endsWith('.part') && found.mtime < before) await rm(path, { force: true }).catch(() => undefined);
    }
  };
}
