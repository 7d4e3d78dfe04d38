import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { portalResources } from '../../admin/resources/all.js';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { selectOne } from '../../src/db/rows.js';
import { fillWithOneOfEach, fillWithTheRest } from './one-of-each.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

/** AdminJS has a route for each of these on every resource, whatever a resource says. */
const STANDARD: Record<string, string> = { list: 'resource', search: 'resource', new: 'resource', show: 'record', edit: 'record', delete: 'record', bulkDelete: 'bulk' };
const READ = ['list', 'search', 'show'];
const EDIT = ['add', 'change'];

/** Who may do what: `s` supervisors and administrators, `a` administrators only. What is in neither nobody may. */
const MAY: Record<string, { s: string[]; a: string[] }> = {
  conversations: { s: [...READ, 'reassign', 'transcript'], a: [] },
  messages: { s: READ, a: [] },
  emails: { s: READ, a: [] },
  contacts: { s: [...READ, 'conversations'], a: ['eraseData', 'exportData'] },
  incidents: { s: [...READ, 'resolve'], a: [] },
  surveys: { s: READ, a: [] },
  deliveries: { s: [...READ, 'retry', 'retrySeveral'], a: ['discard'] },
  webhookEvents: { s: [...READ, 'retry', 'retrySeveral'], a: ['discard'] },
  history: { s: READ, a: [] },
  agents: { s: [...READ, 'security'], a: [...EDIT, 'dropFactor'] },
  templates: { s: READ, a: [...EDIT, 'preview'] },
  emailTemplates: { s: READ, a: [...EDIT, 'preview'] },
  autoRules: { s: READ, a: [...EDIT, 'arrange', 'ruleInWords', 'tryRules'] },
  triageItems: { s: READ, a: [...EDIT, 'arrange'] },
  lossReasons: { s: READ, a: [...EDIT, 'arrange'] },
  incidentCategories: { s: READ, a: [...EDIT, 'arrange'] },
  tags: { s: READ, a: EDIT },
  supportLevels: { s: READ, a: ['change'] },
  servedRegions: { s: READ, a: EDIT },
  redFlags: { s: READ, a: [...EDIT, 'tryPhrases'] },
  businessHours: { s: [...READ, 'week'], a: [] },
  holidays: { s: READ, a: [...EDIT, 'importYear'] },
  exceptions: { s: READ, a: [...EDIT, 'remove'] },
  slaPolicies: { s: READ, a: ['goals'] },
  settings: { s: [], a: [...READ, 'all'] },
  privacy: { s: [], a: [...READ, 'retention'] },
  integrations: { s: [], a: [...READ, 'state'] },
  outgoingWebhooks: { s: [], a: [...READ, ...EDIT, 'signing'] },
  apiClients: { s: [], a: [...READ, ...EDIT, 'token'] },
};

/** The portal's routes that are not AdminJS's. */
const OWN: [path: string, method: 'GET' | 'POST', statusForSupervisor: number][] = [
  ['/admin', 'GET', 200], ['/admin/pages/reports', 'GET', 200], ['/admin/live', 'GET', 200], ['/admin/reports/options', 'GET', 200], ['/admin/reports/data/sla', 'GET', 200],
  ['/admin/reports/export/sla.csv', 'GET', 200], ['/admin/reports/export/sla.xlsx', 'GET', 200], ['/admin/media/1', 'GET', 404],
  ['/admin/queues', 'GET', 404], ['/admin/queues/api/queues', 'GET', 404], ['/admin/privacy/contacts/1/export', 'POST', 403],
];

interface Route {
  resource: string;
  action: string;
  path: string;
}

let portal: PortalHouse;
let admin: PortalClient;
let supervisor: PortalClient;
let nobody: PortalClient;
let routes: Route[];

beforeAll(async () => {
  portal = await startPortal();
  await seedDomainFacts(portal.house.source.manager, portal.clock.now(), portal.house.t);
  await fillWithOneOfEach(portal);
  await fillWithTheRest(portal);
  [admin, supervisor, nobody] = [new PortalClient(portal), new PortalClient(portal), new PortalClient(portal)];
  await admin.signIn('marina@carinho.test');
  await supervisor.signIn('sofia@carinho.test');
  routes = (await Promise.all(portalResources(portal.house).map(({ options }) => routesOf(String(options?.id), options?.actions ?? {})))).flat();
});
afterAll(() => portal?.end());

/** Every action of a resource, on a record that offers it when one does. */
async function routesOf(resource: string, own: object): Promise<Route[]> {
  const { records = [] } = await admin.json<{ records?: { id: string; recordActions: { name: string }[]; bulkActions: { name: string }[] }[] }>(`/admin/api/resources/${resource}/actions/list?perPage=100`);
  const types = Object.entries({ ...STANDARD, ...Object.fromEntries(Object.entries(own as Record<string, { actionType?: string }>).flatMap(([name, { actionType }]) => (actionType ? [[name, actionType]] : []))) });
  return types.map(([action, type]) => {
    const fit = records.find(({ recordActions, bulkActions }) => [...recordActions, ...bulkActions].some(({ name }) => name === action)) ?? records[0];
    const id = encodeURIComponent(fit?.id ?? '1');
    const places: Record<string, string> = { record: `records/${id}/${action}`, bulk: `bulk/${action}?recordIds=${id}` };
    return { resource, action, path: `/admin/api/resources/${resource}/${places[type] ?? `actions/${action}${action === 'search' ? '/a' : ''}`}` };
  });
}

/** Everything that a client is let into, by resource; what GET is refused POST is refused. */
async function letIn(who: PortalClient): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { resource, action, path } of routes) {
    const asked = await who.ask(path);
    const sent = await who.ask(path, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    const refused = [asked, sent].map(({ text }) => /"message":"(?:forbiddenError|anyForbiddenError)"/.test(text));
    // A search is asked for only.
    const expected = action === 'search' ? { get: 200, post: 404 } : { get: 200, post: 200, agree: true };
    expect({ path, get: asked.status, post: sent.status, agree: refused[0] === refused[1] }).toEqual({ path, agree: expect.anything(), ...expected });
    if (!refused[0]) (found[resource] ??= []).push(action);
  }
  return Object.fromEntries(Object.entries(found).map(([resource, actions]) => [resource, actions.sort()]));
}

const stored = () => selectOne<Record<string, unknown>>(portal.house.source.manager, `SELECT (SELECT COUNT(*) FROM contacts) AS contacts, (SELECT COUNT(*) FROM deliveries) AS deliveries,
  (SELECT GROUP_CONCAT(name, value) FROM settings) AS settings, (SELECT COUNT(*) FROM message_templates) AS templates, (SELECT SUM(active) FROM agents) AS agents, (SELECT COUNT(*) FROM business_exceptions) AS exceptions`);

describe('every route of AdminJS', () => {
  test('is in the table above: a new action has to say who may', () => {
    const known = Object.entries(MAY).flatMap(([resource, { s, a }]) => [...s, ...a].map((action) => `${resource}/${action}`));
    const built = routes.map(({ resource, action }) => `${resource}/${action}`);
    expect(built.filter((route) => !known.includes(route) && !['new', 'edit', 'delete', 'bulkDelete'].includes(route.split('/')[1] as string))).toEqual([]);
    expect(known.filter((route) => !built.includes(route))).toEqual([]);
    expect(built.length).toBeGreaterThan(200);
  });

  test('refuses who has not signed in, by GET and by POST', async () => {
    for (const { path } of routes) {
      for (const init of [{}, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }]) {
        const { status, headers, text } = await nobody.ask(path, init);
        expect([path, status, headers.get('location') ?? '', text]).toEqual([path, 302, expect.stringMatching(/^\/admin\/login/), expect.not.stringContaining('"record')]);
      }
    }
  });

  test('lets a supervisor into what the table says and nothing else; what is asked for in vain changes nothing', async () => {
    const before = await stored();
    expect(await letIn(supervisor)).toEqual(Object.fromEntries(Object.entries(MAY).flatMap(([resource, { s }]) => (s.length > 0 ? [[resource, [...s].sort()]] : []))));
    expect(await stored()).toEqual(before);
  });

  test('lets an administrator into all of the table, and into no writing of AdminJS’s own', async () => {
    const { contacts, deliveries, templates, agents } = (await stored()) ?? {};
    expect(await letIn(admin)).toEqual(Object.fromEntries(Object.entries(MAY).map(([resource, { s, a }]) => [resource, [...s, ...a].sort()])));
    // The special day is removed by its own action; nothing else was asked for with what it needs.
    expect(await stored()).toMatchObject({ contacts, deliveries, templates, agents });
  });

  test('refuses a POST that another site’s page has sent, in whoever’s name', async () => {
    for (const { path } of routes) {
      const { status } = await admin.ask(path, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' } });
      expect([path, status]).toEqual([path, 403]);
    }
  });
});

describe('the portal’s own routes', () => {
  test.each(OWN)('%s by %s', async (path, method, status) => {
    const init = method === 'POST' ? { method } : {};
    expect((await nobody.ask(path, init)).status).toBe(302);
    expect((await supervisor.ask(path, init)).status).toBe(status);
    if (method === 'POST') expect((await admin.ask(path, { method, headers: { origin: 'https://elsewhere.example' } })).status).toBe(403);
  });
});

test('an attendant has no way in, not even with a password', async () => {
  const ana = new PortalClient(portal);
  await ana.signIn('ana@carinho.test');
  for (const path of ['/admin', '/admin/api/resources/conversations/actions/list', '/admin/reports/options', '/admin/live']) expect([path, (await ana.ask(path)).status]).toEqual([path, 302]);
});

test('a supervisor who becomes an attendant is out with the next request; an administrator who becomes a supervisor keeps no more than one', async () => {
  const [sofia, marina] = [new PortalClient(portal), new PortalClient(portal)];
  await sofia.signIn('sofia@carinho.test');
  await marina.signIn('marina@carinho.test');
  const role = (name: string, to: string) => portal.house.source.manager.query('UPDATE agents SET role = ? WHERE name LIKE ?', [to, `${name}%`]);
  await role('Sofia', 'agent');
  await role('Marina', 'supervisor');
  expect((await sofia.ask('/admin/api/resources/conversations/actions/list')).status).toBe(302);
  expect((await marina.ask('/admin/api/resources/settings/actions/all')).text).toContain('forbiddenError');
  expect((await marina.ask('/admin/queues')).status).toBe(404);
  await role('Sofia', 'supervisor');
  await role('Marina', 'admin');
});
