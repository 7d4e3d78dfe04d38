import { appendFileSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLetterbox, type Arrival } from '../../../src/domain/letterbox/accept.js';
import { openSpool } from '../../../src/domain/letterbox/spool.js';
import { TryLater } from '../../../src/kit/errors.js';

const AT = new Date('2026-03-02T10:00:00.250Z');
const arrival = (id: string): Arrival => ({ provider: 'zapi', externalId: id, kind: 'message', key: 'zapi:1', payload: `{"text":"linha\\n${id} 😀"}`, occurredAt: AT, receivedAt: AT });
const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
/** A process that has certainly ended. */
const DEAD = 2 ** 22 + 1;

describe('the spool file, while MySQL is away', () => {
  let folder: string;
  let now: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carinho-spool-'));
    now = AT.getTime();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = () => openSpool(folder, () => now);
  const files = () => readdirSync(folder);
  /** Replays into a list. */
  async function replayed(spool = open()): Promise<Arrival[]> {
    const taken: Arrival[] = [];
    const count = await spool.replay(async (arrivals) => void taken.push(...arrivals));
    expect(count).toBe(taken.length);
    return taken;
  }
  const idsOf = (arrivals: Arrival[]) => arrivals.map((one) => one.externalId);

  test('an event is answered once it is in the file, and replayed once, in order and unchanged', async () => {
    const spool = open();
    const letterbox = createLetterbox({ sql: { query: () => Promise.reject(away) }, spool, wake: () => undefined });
    expect(await Promise.all(['a', 'b', 'c'].map((id) => letterbox.accept(arrival(id))))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(spool.size()).toBe(3);
    expect(await replayed(spool)).toEqual(['a', 'b', 'c'].map(arrival));
    expect(spool.size()).toBe(0);
    expect(await replayed(spool)).toEqual([]);
    expect(files()).toEqual([]);
  });

  test('MySQL that does not answer within its patience is away as well', async () => {
    const spool = open();
    const letterbox = createLetterbox({ sql: { query: () => new Promise(() => undefined) }, spool, wake: () => undefined, patienceMs: 20 });
    expect(await letterbox.accept(arrival('slow'))).toBe('accepted');
    expect(idsOf(await replayed(spool))).toEqual(['slow']);
  });

  test('neither MySQL nor the file: try later, and say so', async () => {
    writeFileSync(join(folder, 'not-a-folder'), '');
    const letterbox = createLetterbox({ sql: { query: () => Promise.reject(away) }, spool: openSpool(join(folder, 'not-a-folder'), () => now), wake: () => undefined });
    await expect(letterbox.accept(arrival('x'))).rejects.toThrow(TryLater);
    await expect(letterbox.accept(arrival('x'))).rejects.toMatchObject({ afterMs: 5000 });
  });

  test('what MySQL does not take yet stays, and comes with what was spooled after it', async () => {
    const spool = open();
    await spool.append([arrival('a')]);
    await expect(spool.replay(() => Promise.reject(away))).rejects.toThrow(away);
    await spool.append([arrival('b')]);
    expect(idsOf(await replayed(spool))).toEqual(['a', 'b']);
  });

  test('a new process finds what an ended one left, oldest first; a living one’s file is its own', async () => {
    await open().append([arrival('old')]);
    renameSync(join(folder, files()[0] as string), join(folder, `${DEAD}-x.ndjson`));
    utimesSync(join(folder, `${DEAD}-x.ndjson`), AT, AT);
    await open().append([arrival('young')]);
    writeFileSync(join(folder, `${process.ppid}-living.ndjson`), `${JSON.stringify(arrival('not ours'))}\n`);
    expect(idsOf(await replayed())).toEqual(['old', 'young']);
    expect(files()).toEqual([`${process.ppid}-living.ndjson`]);
  });

  test('a replay that was killed in the middle is done again; one under way elsewhere is left alone for a minute', async () => {
    const line = (id: string) => `${JSON.stringify(arrival(id))}\n`;
    writeFileSync(join(folder, `${DEAD}-a.ndjson.taken-${DEAD}-${now}`), line('killed'));
    writeFileSync(join(folder, `${DEAD}-b.ndjson.taken-${process.ppid}-${now}`), line('under way'));
    expect(idsOf(await replayed())).toEqual(['killed']);
    now += 60_001;
    expect(idsOf(await replayed())).toEqual(['under way']);
  });

  test('a line cut short by a kill was never answered, and is left out', async () => {
    await open().append([arrival('whole')]);
    const [name] = files();
    appendFileSync(join(folder, name as string), JSON.stringify(arrival('torn')).slice(0, 40));
    expect(idsOf(await replayed())).toEqual(['whole']);
  });

  test('a line cut short by a full disk does not spoil the next', async () => {
    const spool = open();
    await spool.append([arrival('a')]);
    appendFileSync(join(folder, files()[0] as string), '{"provider":"za');
    await spool.append([arrival('b')]);
    expect(idsOf(await replayed(spool))).toEqual(['a', 'b']);
  });

  test('two processes that think they have the same number lose nothing of each other', async () => {
    const [ours, theirs] = [open(), open()];
    const seen: Arrival[] = [];
    const store = async (arrivals: Arrival[]) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (seen.length % 3 === 0 && Math.floor(seen.length / 3) % 2 === 1) throw away;
      seen.push(...arrivals);
    };
    for (let round = 0; round < 40; round += 1) {
      await Promise.all([
        ours.append([arrival(`o${round}`)]),
        theirs.append([arrival(`t${round}`)]),
        ours.replay(store).catch(() => undefined),
        theirs.replay(async (arrivals) => void seen.push(...arrivals)).catch(() => undefined),
      ]);
    }
    seen.push(...(await replayed(ours)), ...(await replayed(theirs)));
    const expected = Array.from({ length: 40 }, (_, round) => [`o${round}`, `t${round}`]).flat();
    expect([...new Set(idsOf(seen))].sort()).toEqual(expected.sort());
  });
});
