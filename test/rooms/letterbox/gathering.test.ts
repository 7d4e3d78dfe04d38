import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { migrations } from '../../../migrations/index.js';
import { openDatabase } from '../../../src/db/data-source.js';
import { migrate } from '../../../src/db/migrate.js';
import { select, type Sql } from '../../../src/db/rows.js';
import { createLetterbox, type Arrival, type Letterbox } from '../../../src/domain/letterbox/accept.js';
import { createDatabase } from '../../support/database.js';

const AT = new Date('2026-03-02T10:00:00.000Z');
const arrival = (id: string, over: Partial<Arrival> = {}): Arrival => ({ provider: 'zapi', externalId: id, kind: 'message', key: `zapi:${id}`, payload: `{"id":"${id}"}`, occurredAt: AT, receivedAt: AT, ...over });
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('arrivals are gathered', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let source: Awaited<ReturnType<typeof openDatabase>>;
  let statements: string[];
  let woken: string[][];
  let letterbox: Letterbox;
  beforeAll(async () => {
    database = await createDatabase();
    source = await openDatabase({ url: database.url, migrations, poolSize: 4 });
    await migrate(source);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    await source.query('DELETE FROM webhook_events');
    ({ letterbox, statements, woken } = build());
  });

  /** A letterbox on the database that tells its statements; its spool must not be needed. */
  function build(fail: (statement: string) => Error | undefined = () => undefined) {
    const statements: string[] = [];
    const woken: string[][] = [];
    const sql = {
      query: (statement: string, parameters: unknown[]) => {
        statements.push(statement);
        const error = fail(statement);
        return error ? Promise.reject(error) : source.manager.query(statement, parameters);
      },
    } as Sql;
    const spool = { append: () => Promise.reject(new Error('the spool is not needed')), replay: async () => 0, size: () => 0 };
    return { statements, woken, letterbox: createLetterbox({ sql, spool, wake: (keys) => void woken.push(keys) }) };
  }
  const inserts = () => statements.filter((statement) => statement.startsWith('INSERT'));
  const stored = async () => (await select<{ external_id: string }>(source.manager, 'SELECT external_id FROM webhook_events ORDER BY id')).map((row) => row.external_id);

  test('one alone is written at once', async () => {
    expect(await letterbox.accept(arrival('a'))).toBe('accepted');
    expect(inserts()).toHaveLength(1);
    expect(woken).toEqual([['zapi:a']]);
  });

  test('200 at once need a handful of INSERTs, and each is answered right', async () => {
    await letterbox.accept(arrival('known', { receivedAt: new Date(AT.getTime() - 1) }));
    const ids = range(200).map((n) => (n % 10 === 0 ? 'known' : n % 10 === 1 ? `twice-${Math.floor(n / 20)}` : `new-${n}`));
    const answers = await Promise.all(ids.map((id) => letterbox.accept(arrival(id))));
    const first = new Set<string>(['known']);
    const expected = ids.map((id) => (first.has(id) ? 'duplicate' : (first.add(id), 'accepted')));
    expect(answers).toEqual(expected);
    expect(inserts().length - 1).toBeLessThanOrEqual(3);
    expect(await stored()).toEqual(['known', ...new Set(ids.filter((id) => id !== 'known'))]);
    expect(new Set(woken.slice(1).flat())).toEqual(new Set(ids.filter((id) => id !== 'known').map((id) => `zapi:${id}`)));
  });

  test('a stream is woken once for all its events of one write', async () => {
    await Promise.all(range(50).map((n) => letterbox.accept(arrival(`s${n}`, { key: 'zapi:one' }))));
    expect(woken.length).toBeLessThanOrEqual(2);
    expect(new Set(woken.flat())).toEqual(new Set(['zapi:one']));
  });

  test('the same id from two providers is two events', async () => {
    expect(await Promise.all([letterbox.accept(arrival('x')), letterbox.accept(arrival('x', { provider: 'slack' }))])).toEqual(['accepted', 'accepted']);
  });

  test('four processes get the same 100 events: each is accepted once, and stored once', async () => {
    const boxes = range(4).map(() => build().letterbox);
    const answers = await Promise.all(boxes.flatMap((box, process) => range(100).map((n) => box.accept(arrival(`p${n}`, { receivedAt: new Date(AT.getTime() + process) })))));
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(100);
    expect((await stored()).sort()).toEqual(range(100).map((n) => `p${n}`).sort());
  });

  test('large ones go in several writes, so that no statement is too large for the server', async () => {
    const payload = JSON.stringify({ text: 'x'.repeat(1_000_000) });
    expect(await Promise.all(range(30).map((n) => letterbox.accept(arrival(`big${n}`, { payload }))))).toEqual(Array(30).fill('accepted'));
    expect(inserts().length).toBeGreaterThanOrEqual(15);
    expect(await letterbox.store(range(30).map((n) => arrival(`more${n}`, { payload })))).toEqual(Array(30).fill('accepted'));
  });

  test('a deadlock is tried again and nobody notices', async () => {
    let deadlocks = 2;
    const { letterbox: unlucky } = build((statement) => (statement.startsWith('INSERT') && deadlocks-- > 0 ? Object.assign(new Error('Deadlock found'), { errno: 1213 }) : undefined));
    expect(await Promise.all([unlucky.accept(arrival('d1')), unlucky.accept(arrival('d2'))])).toEqual(['accepted', 'accepted']);
    expect(await stored()).toEqual(['d1', 'd2']);
  });

  test('a statement MySQL refuses is told to those it concerns, and the next ones go on', async () => {
    let refuse = true;
    const { letterbox: box } = build(() => (refuse ? Object.assign(new Error('Unknown column'), { errno: 1054 }) : undefined));
    await expect(box.accept(arrival('r1'))).rejects.toThrow('Unknown column');
    refuse = false;
    expect(await box.accept(arrival('r1'))).toBe('accepted');
  });
});
