import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../src/db/data-source.js';
import { migrate } from '../../src/db/migrate.js';
import { migrations } from '../../migrations/index.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { REPORTS, specOf, type ReportKey } from '../../src/domain/reports/catalogue.js';
import type { Period } from '../../src/domain/reports/period.js';
import { queryOf, runReport, type Filters } from '../../src/domain/reports/run-report.js';
import { createDatabase } from '../support/database.js';
import { randomRows, store, type Rows } from './random-house.js';
import { FILTERS, slowReport } from './slow.js';

const AGENTS = 4;
/** Zones without, with whole and with half hours of change; the period below holds a change of each clock. */
const ZONES = ['America/Sao_Paulo', 'America/New_York', 'Australia/Lord_Howe'];
const PERIODS: Period[] = [
  { from: '2026-03-01', to: '2026-04-01' },
  { from: '2026-03-08', to: '2026-03-09' },
  { from: '2026-02-01', to: '2026-05-01' },
  { from: '2026-03-30', to: '2026-04-06' },
  { from: '2025-01-01', to: '2025-01-08' },
];
const SEED = 20260401;

let source: Awaited<ReturnType<typeof openDatabase>>;
let drop: () => Promise<void>;
let rows: Rows;

beforeAll(async () => {
  const database = await createDatabase();
  drop = database.drop;
  source = await openDatabase({ url: database.url, entities: [], migrations });
  await migrate(source);
  for (let id = 1; id <= AGENTS; id += 1) await saveAgent(source.manager, new Date('2026-01-01T00:00:00Z'), { name: `Pessoa ${id}`, email: `p${id}@carinho.test`, role: 'agent' });
  rows = randomRows(SEED, new Date('2026-01-20T00:00:00Z'), new Date('2026-05-10T00:00:00Z'), 400, AGENTS);
  await store(source.manager, rows);
}, 60_000);
afterAll(async () => {
  await source?.destroy();
  await drop?.();
});

const sorted = (lines: { keys: unknown[]; values: Record<string, number | null> }[]) =>
  lines
    .map(({ keys, values }) => [JSON.stringify(keys), Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === null ? null : Number(value.toFixed(6))]))] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

describe.each(Object.keys(REPORTS) as ReportKey[])('%s', (key) => {
  test('says of random data what a slow count by the definition says, whatever the period, zone and filter', async () => {
    let lines = 0;
    for (const zone of ZONES) {
      for (const period of PERIODS) {
        for (const filters of FILTERS as readonly Filters[]) {
          const query = queryOf(period, zone, filters);
          const found = await specOf(key).read(source.manager, query);
          expect([zone, period, filters, sorted(found)]).toEqual([zone, period, filters, sorted(slowReport(key, rows, query))]);
          lines += found.length;
          for (const line of found) expect([Object.keys(line.values), line.keys.length]).toEqual([Object.keys(specOf(key).figures), specOf(key).dimensions.length]);
        }
      }
    }
    expect(lines).toBeGreaterThan(50);
  }, 60_000);

  test('is compared with the same report of the period before', async () => {
    const period = { from: '2026-03-01', to: '2026-04-01' };
    const report = await runReport(source.manager, key, period, 'America/Sao_Paulo');
    expect(report.previous).toEqual({ from: '2026-02-01', to: '2026-03-01' });
    const before = slowReport(key, rows, queryOf(report.previous, 'America/Sao_Paulo'));
    const told = report.rows.filter((row) => row.before !== null).map((row) => ({ keys: row.keys, values: row.before as Record<string, number | null> }));
    expect(sorted(told)).toEqual(key === 'satisfaction' ? [] : sorted(before));
  });
});
