import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { select } from '../../src/db/rows.js';
import { fillWithMany } from './many-rows.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

interface Step {
  table: string | null;
  type: string | null;
  key: string | null;
  rows: string | number | null;
  Extra: string | null;
}
interface State {
  resources: { id: string; listProperties: { name: string; isSortable: boolean }[]; filterProperties: { name: string }[] }[];
}

let portal: PortalHouse;
let admin: PortalClient;
let asked: { sql: string; parameters: unknown[] }[] = [];

const MANY = 10_000;
const LISTS = ['messages', 'conversations', 'contacts', 'history', 'deliveries', 'webhookEvents', 'incidents', 'surveys', 'emails'];
/** What a filter is given; a span of time is a day of the many. */
const GIVEN: Record<string, string> = {
  id: '77', conversationId: '77', contactId: '77', assigneeId: '2', agentId: '2', actorId: '2', status: 'failed', priority: 'urgent', level: 'n3', authorKind: 'phone', body: 'numero4321', name: 'Beatriz', phone: '900000321', action: 'escalation', actorKind: 'customer',
  lane: 'slack:thread:77', externalId: 'I:message:77', outcome: 'echo', severity: 'critical', category: 'delay', score: '1', state: 'expired', templateCode: 'contrato',
};
const BY_LIST: Record<string, string> = { 'conversations.status': 'lost', 'deliveries.status': 'dead', 'webhookEvents.status': 'dead', 'incidents.status': 'open', 'deliveries.kind': 'slack.card', 'webhookEvents.kind': 'presence', 'emails.state': 'failed' };
const span = (path: string) => `filters.${path}~~from=2025-01-02T00:00&filters.${path}~~to=2025-01-02T03:00`;

beforeAll(async () => {
  portal = await startPortal();
  await fillWithMany(portal.house.source.manager, MANY, MANY / 2);
  admin = new PortalClient(portal);
  await admin.signIn('marina@carinho.test');
  portal.house.source.setOptions({ logging: ['query'], logger: { logQuery: (sql: string, parameters: unknown[] = []) => void asked.push({ sql, parameters }), logQueryError() {}, logQuerySlow() {}, logSchemaBuild() {}, logMigration() {}, log() {} } });
}, 120_000);
afterAll(() => portal?.end());

/** What is wrong with how the server reads a list: a whole table, or more rows put in order than a page has use for. */
async function faultsOf(list: string, query: string): Promise<string[]> {
  asked = [];
  const { meta } = await admin.json<{ meta: { total: number } }>(`/admin/api/resources/${list}/actions/list${query}`);
  const table = portal.house.source.entityMetadatas.find(({ tableName }) => tableName === TABLES[list])?.tableName as string;
  const statements = asked.filter(({ sql }) => sql.startsWith('SELECT') && sql.includes(`FROM \`${table}\``));
  expect([list, query, statements.length >= 2]).toEqual([list, query, true]);
  expect(meta.total).toBeLessThanOrEqual(10_000);
  const faults: string[] = [];
  for (const { sql, parameters } of statements) {
    const steps = await select<Step>(portal.house.source.manager, `EXPLAIN ${sql}`, parameters);
    for (const { type, key, rows, Extra } of steps.filter((step) => step.table !== null && !/^<derived/.test(step.table))) {
      const limited = / LIMIT \d+/.test(sql) && !query.includes('filters.');
      if (type === 'ALL' || (type === 'index' && !limited)) faults.push(`${list}${query}: ${type} ${key} ${rows} rows: ${sql.slice(-160)}`);
      if (Extra?.includes('filesort') && Number(rows) > 500) faults.push(`${list}${query}: filesort of ${rows}: ${sql.slice(-160)}`);
    }
  }
  return faults;
}
const TABLES: Record<string, string> = { messages: 'messages', conversations: 'conversations', contacts: 'contacts', history: 'conversation_history', deliveries: 'deliveries', webhookEvents: 'webhook_events', incidents: 'incidents', surveys: 'satisfaction_surveys', emails: 'emails' };

test.each(LISTS)('%s: no order and no filter that is offered reads the whole table', async (list) => {
  const { text } = await admin.ask('/admin');
  const { resources } = JSON.parse(/window\.REDUX_STATE = (.*);$/m.exec(text)?.[1] ?? '') as State;
  const resource = resources.find(({ id }) => id === list) as State['resources'][number];
  const sorts = resource.listProperties.filter(({ isSortable }) => isSortable).flatMap(({ name }) => ['asc', 'desc'].map((direction) => `?sortBy=${name}&direction=${direction}`));
  const filters = resource.filterProperties.map(({ name }) => {
    const value = BY_LIST[`${list}.${name}`] ?? GIVEN[name];
    return `?${value === undefined ? span(name) : `filters.${name}=${encodeURIComponent(value)}`}`;
  });
  expect(sorts.length).toBeGreaterThan(0);
  const faults: string[] = [];
  for (const query of ['', ...sorts, ...filters]) faults.push(...(await faultsOf(list, query)));
  expect(faults).toEqual([]);
}, 60_000);

test.each(['obrigado', 'oi', 'obrigado pela visita'])('words that are common or short (%s) are looked for in the newest messages only', async (words) => {
  asked = [];
  const { records } = await admin.json<{ records: { params: { body: string } }[] }>(`/admin/api/resources/messages/actions/list?filters.body=${encodeURIComponent(words)}`);
  expect(records.every(({ params }) => params.body.includes(words))).toBe(true);
  expect(asked.filter(({ sql }) => /MATCH/.test(sql))).toEqual([]);
  expect(asked.filter(({ sql }) => / LIKE /.test(sql)).every(({ sql }) => /id`? > \?/.test(sql))).toBe(true);
});

test('a list of many counts no further than anybody pages', async () => {
  const { meta } = await admin.json<{ meta: { total: number } }>('/admin/api/resources/history/actions/list');
  expect(meta.total).toBe(10_000);
});
