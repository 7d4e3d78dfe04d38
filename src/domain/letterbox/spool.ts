import { randomUUID } from 'node:crypto';
import { constants, existsSync, mkdirSync } from 'node:fs';
import { open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Arrival } from './accept.js';

export interface Spool {
  /** Appends and fsyncs; the events survive a kill from here on. */
  append(arrivals: Arrival[]): Promise<void>;
  /**
   * Hands everything spooled (by this or by dead processes) to `store`, oldest file first, and removes what was taken.
   * A file is renamed before it is read, so two processes never replay the same one.
   * @returns how many events were replayed
   */
  replay(store: (arrivals: Arrival[]) => Promise<unknown>): Promise<number>;
  /** Events this process has spooled and not yet replayed. */
  size(): number;
}

const ORPHAN_AFTER_MS = 60_000;

/**
 * The file that takes webhooks while MySQL is away: one JSON line an event, appended and fsynced by one process.
 * @param folder may be shared, also by containers that each call themselves process 1
 * @param nowMs wall clock in ms, for telling the age of files left by a dead process
 */
export function openSpool(folder: string, nowMs: () => number): Spool {
  const own = nameOf(folder);
  let count = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  };

  return {
    size: () => count,
    append: (arrivals) =>
      inTurn(async () => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        while (!(await appendTo(own, folder, arrivals)));
        count += arrivals.length;
      }),
    replay: (store) =>
      inTurn(async () => {
        if (!existsSync(folder)) return 0;
        let replayed = 0;
        for (const name of await oldestFirst(folder)) {
          const path = join(folder, name);
          if (!isReplayable(name, path === own, nowMs())) continue;
          const taken = `${path.replace(/\.taken-.*$/, '')}.taken-${process.pid}-${nowMs()}`;
          try {
            await rename(path, taken);
          } catch {
            continue;
          }
          const arrivals = parseLines(await readFile(taken, 'utf8'));
          try {
            if (arrivals.length > 0) await store(arrivals);
          } catch (error) {
            // Under the name of another process that lives, a new file may stand by now.
            await rename(taken, path === own ? path : nameOf(folder));
            throw error;
          }
          await rm(taken);
          if (path === own) count = 0;
          replayed += arrivals.length;
        }
        return replayed;
      }),
  };
}

const nameOf = (folder: string) => join(folder, `${process.pid}-${randomUUID()}.ndjson`);

/**
 * Appends and fsyncs, the file and (it may be new) its name in the folder. Each line begins with a line end of its own,
 * so that one cut short by a full disk cannot spoil the next.
 * @returns false when another process took the file away meanwhile: the lines may not have been read, so append again
 */
async function appendTo(path: string, folder: string, arrivals: Arrival[]): Promise<boolean> {
  const file = await open(path, constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY, 0o600);
  try {
    await file.appendFile(arrivals.map((arrival) => `\n${JSON.stringify(arrival)}\n`).join(''));
    await file.sync();
    const directory = await open(folder, constants.O_RDONLY);
    await directory.sync().finally(() => directory.close());
    const [written, there] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
    return there?.ino === written.ino;
  } finally {
    await file.close();
  }
}

/** The names in the folder, by the time they were last written. */
async function oldestFirst(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  const files = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })));
  return files.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1)).map((file) => file.name);
}

/** Our own file; a file of a process that is gone; a replay that was killed in the middle. */
function isReplayable(name: string, isOwn: boolean, nowMs: number): boolean {
  if (isOwn) return true;
  const taken = /\.taken-(\d+)-(\d+)$/.exec(name);
  if (taken) return !isRunning(Number(taken[1])) || nowMs - Number(taken[2]) > ORPHAN_AFTER_MS;
  const pid = Number(/^(\d+)-/.exec(name)?.[1] ?? 0);
  return pid > 0 && (!isRunning(pid) || pid === process.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A line cut short by a kill was never answered 200, so it may be left out. */
function parseLines(text: string): Arrival[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      const raw = JSON.parse(line) as Arrival;
      return [{ ...raw, occurredAt: new Date(raw.occurredAt), receivedAt: new Date(raw.receivedAt) }];
    } catch {
      return [];
    }
  });
}
