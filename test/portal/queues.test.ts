import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Queue } from 'bullmq';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

let portal: PortalHouse;
let admin: PortalClient;
let supervisor: PortalClient;
let inbox: Queue;

beforeAll(async () => {
  portal = await startPortal();
  [admin, supervisor] = [new PortalClient(portal), new PortalClient(portal)];
  await admin.signIn('marina@carinho.test');
  await supervisor.signIn('sofia@carinho.test');
  inbox = new Queue('inbox', { connection: portal.house.redis.producer, prefix: portal.house.prefix, skipVersionCheck: true });
  await inbox.add('wake', { name: 'zapi:5511988887777' }, { deduplication: { id: 'zapi:5511988887777' } });
});
afterAll(async () => {
  await inbox?.obliterate({ force: true });
  await portal?.end();
});

test('administrators see the queues; nobody else does', async () => {
  const page = await admin.ask('/admin/queues');
  expect(page.status).toBe(200);
  expect(page.text).toContain('"boardTitle":"Filas"');
  for (const path of ['/admin/queues', '/admin/queues/api/queues', '/admin/queues/static/favicon.ico']) {
    expect((await supervisor.ask(path)).status).toBe(404);
    expect((await new PortalClient(portal).ask(path)).status).toBe(302);
  }
});

test('everything comes from this host, under the portal’s policy', async () => {
  const page = await admin.ask('/admin/queues');
  const addresses = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1] as string);
  expect(addresses.length).toBeGreaterThan(3);
  expect(addresses.filter((address) => /^(?:https?:)?\/\//.test(address))).toEqual([]);
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*base-uri 'self'/);
  for (const address of addresses.filter((one) => one.startsWith('static/'))) expect((await admin.ask(`/admin/queues/${address}`)).status).toBe(200);
});

test('jobs are listed without the phone that a stream is named by', async () => {
  const answer = await admin.ask('/admin/queues/api/queues?activeQueue=inbox&page=1&jobsPerPage=10&status=latest');
  expect(answer.status).toBe(200);
  const { queues } = JSON.parse(answer.text) as { queues: { name: string; readOnlyMode: boolean; jobs: { id: string; data: unknown }[] }[] };
  expect(queues.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toEqual([['inbox', true], ['lanes', true]]);
  expect(queues[0]?.jobs[0]?.data).toEqual({ name: 'zapi:•••7777' });
  expect(answer.text).not.toContain('98888');
  expect((await admin.ask(`/admin/queues/api/queues/inbox/${queues[0]?.jobs[0]?.id}`)).text).not.toContain('98888');
});

test('nothing can be changed there', async () => {
  for (const [method, path] of [['PUT', 'queues/inbox/pause'], ['PUT', 'queues/inbox/empty'], ['PUT', 'queues/inbox/obliterate'], ['POST', 'queues/inbox/add'], ['PUT', 'queues/pause'], ['DELETE', 'queues/inbox/job-schedulers/x']] as const) {
    expect((await admin.ask(`/admin/queues/api/${path}`, { method })).status).toBe(405);
  }
  expect(await inbox.count()).toBe(1);
  expect(await inbox.isPaused()).toBe(false);
});

test('a page that is left open asks again and again; that keeps nobody signed in', async () => {
  const left = new PortalClient(portal);
  await left.signIn('marina@carinho.test');
  portal.clock.advance(7 * 3_600_000);
  expect((await left.ask('/admin/queues/api/queues')).status).toBe(200);
  portal.clock.advance(2 * 3_600_000);
  expect((await left.ask('/admin')).status).toBe(302);
});
