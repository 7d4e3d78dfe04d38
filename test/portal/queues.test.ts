import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

let portal: PortalHouse;
let admin: PortalClient;
let supervisor: PortalClient;

beforeAll(async () => {
  portal = await startPortal();
  [admin, supervisor] = [new PortalClient(portal), new PortalClient(portal)];
  await admin.signIn('marina@carinho.test');
  await supervisor.signIn('sofia@carinho.test');
});
afterAll(() => portal?.end());

test('administrators see both queues, in the portal’s own frame, with nothing from other hosts', async () => {
  const page = await admin.ask('/admin/queues');
  expect(page.status).toBe(200);
  expect(page.text).toContain('Filas');
  expect(page.text.match(/(?:src|href)="https?:\/\/[^"]*"/g)).toBeNull();
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const { queues } = await admin.json<{ queues: { name: string; readOnlyMode: boolean }[] }>('/admin/queues/api/queues');
  expect(queues.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toEqual([['inbox', true], ['lanes', true]]);
});

test('a waiting wake-up is shown without the phone of who wrote', async () => {
  const { Queue } = await import('bullmq');
  const queue = new Queue('inbox', { connection: portal.house.redis.producer, prefix: portal.house.prefix, skipVersionCheck: true });
  await queue.add('wake', { name: 'zapi:5511988887777' });
  const { text } = await admin.ask('/admin/queues/api/queues?activeQueue=inbox&status=latest&page=1&jobsPerPage=10');
  expect(text).toContain('zapi:•••7777');
  expect(text).not.toContain('5511988887777');
});

test('nobody else sees them, and nobody changes them', async () => {
  for (const path of ['/admin/queues', '/admin/queues/api/queues', '/admin/queues/static/js/main.js']) {
    expect((await supervisor.ask(path)).status).toBe(404);
    expect((await new PortalClient(portal).ask(path)).status).toBe(302);
  }
  for (const method of ['PUT', 'POST', 'DELETE']) expect((await admin.ask('/admin/queues/api/queues/inbox/pause', { method })).status).toBe(405);
});
