import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { fillWithOneOfEach } from './one-of-each.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

interface ErasePage {
  preview: { hasPhone: boolean; counts: Record<string, number>; openConversations: number; slack: { channel: string; threads: number }[]; erasedAt: string | null; proof?: string };
  refused?: { message: string; fields: Record<string, string> };
  notice?: { type: string };
}

let portal: PortalHouse;
let admin: PortalClient;
let supervisor: PortalClient;
const ERASE = '/admin/api/resources/contacts/records/1/eraseData';
const EXPORT = '/admin/privacy/contacts/1/export';
const rows = <T>(statement: string) => portal.house.source.query(statement) as Promise<T[]>;
const trail = () => rows<{ action: string; actor_name: string; contact_id: number }>("SELECT action, actor_name, contact_id FROM conversation_history WHERE action LIKE 'contact_e%' ORDER BY id");

beforeAll(async () => {
  portal = await startPortal();
  await fillWithOneOfEach(portal);
  await rows("INSERT INTO conversation_threads (conversation_id, live_conversation_id, channel_id, thread_ts, created_at) VALUES (1, 1, 'C0ATENDE001', '1.1', '2026-04-06'), (1, NULL, 'C0ATENDE001', '1.2', '2026-04-06')");
});
beforeEach(async () => {
  admin = new PortalClient(portal);
  supervisor = new PortalClient(portal);
  await admin.signIn('marina@carinho.test');
  await supervisor.signIn('sofia@carinho.test');
});
afterAll(() => portal?.end());

/** The download as its form asks for it, with its bytes. */
const download = async (client: PortalClient, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${portal.url}${EXPORT}`, { method: 'POST', headers: { cookie: client.cookie, ...headers }, redirect: 'manual' });
  return { status: answer.status, type: answer.headers.get('content-type'), name: answer.headers.get('content-disposition'), bytes: Buffer.from(await answer.arrayBuffer()) };
};

describe('export', () => {
  test('an administrator gets the zip, and the trail says so', async () => {
    const { status, type, name, bytes } = await download(admin);
    expect([status, type, name]).toEqual([200, 'application/zip', 'attachment; filename=contato-1.zip']);
    const zip = await JSZip.loadAsync(bytes);
    expect(Object.keys(zip.files).sort()).toEqual(['conversas.html', 'dados.json']);
    expect((JSON.parse((await zip.file('dados.json')?.async('string')) as string) as { messages: unknown[] }).messages).toHaveLength(3);
    expect(await trail()).toEqual([{ action: 'contact_exported', actor_name: 'Marina Alves', contact_id: 1 }]);
  });

  test('a supervisor, another site’s page and a stranger get nothing', async () => {
    const refused = await download(supervisor);
    expect([refused.status, refused.bytes.toString()]).toEqual([403, expect.stringContaining('administração')]);
    expect((await download(admin, { origin: 'https://mau.example' })).status).toBe(403);
    expect((await download(new PortalClient(portal))).status).toBe(302);
    expect((await admin.ask(EXPORT)).status).toBe(404);
    expect(await trail()).toHaveLength(1);
  });
});

describe('erase', () => {
  test.each(['eraseData', 'exportData'])('a supervisor is refused %s by its address and by its API', async (action) => {
    const read = await supervisor.ask(`/admin/api/resources/contacts/records/1/${action}`);
    expect(read.text).not.toContain('preview');
    const wrote = await supervisor.ask(`/admin/api/resources/contacts/records/1/${action}`, { method: 'POST', body: JSON.stringify({ proof: '7777' }), headers: { 'content-type': 'application/json' } });
    for (const { text } of [read, wrote]) expect(text).toContain('forbiddenError');
    expect(await rows('SELECT name FROM contacts WHERE id = 1')).toEqual([{ name: 'Beatriz Conceição' }]);
  });

  test('the page counts what goes and names the threads in Slack; it does not give the digits away', async () => {
    const { preview } = await admin.json<ErasePage>(ERASE);
    expect(preview).toMatchObject({ hasPhone: true, openConversations: 1, slack: [{ channel: 'C0ATENDE001', threads: 2 }], erasedAt: null });
    expect(preview.counts).toMatchObject({ messages: 3, conversations: 1 });
    expect(preview.proof).toBeUndefined();
  });

  test.each(['', '1234', '5511988887777', "7777'--"])('wrong digits (%s) are refused', async (proof) => {
    const answer = await admin.act<ErasePage>(ERASE, {}, { proof });
    expect(answer.refused?.fields).toEqual({ proof: 'Estes não são os últimos 4 dígitos do telefone.' });
    expect(await rows('SELECT name FROM contacts WHERE id = 1')).toEqual([{ name: 'Beatriz Conceição' }]);
  });

  test('the right ones erase, once', async () => {
    expect((await admin.act<ErasePage>(ERASE, {}, { proof: ' 7777 ' })).notice?.type).toBe('success');
    expect(await rows('SELECT name, phone FROM contacts WHERE id = 1')).toEqual([{ name: '', phone: null }]);
    expect((await trail()).map(({ action }) => action)).toEqual(['contact_exported', 'contact_erasure_asked', 'contact_erased']);
    expect((await admin.act<ErasePage>(ERASE, {}, { proof: '1' })).refused?.message).toBe('Os dados deste contato já foram apagados.');
    expect((await admin.json<ErasePage>(ERASE)).preview.erasedAt).not.toBeNull();
    expect(await trail()).toHaveLength(3);
  });
});

describe('retention', () => {
  const PLAN = '/admin/api/resources/privacy/actions/retention';

  test('an administrator reads each policy; a supervisor does not', async () => {
    const { policies } = await admin.json<{ policies: { kind: string; days: number }[] }>(PLAN);
    expect(policies.map(({ kind, days }) => [kind, days])).toEqual([['webhooks', 90], ['files', 0], ['conversations', 1825], ['history', 0], ['leftovers', 7]]);
    expect((await supervisor.ask(PLAN)).text).not.toContain('policies');
    expect((await supervisor.ask('/admin/api/resources/privacy/actions/list')).text).not.toContain('"records":[{');
  });

  test('erased contacts are listed with who asked', async () => {
    const { records } = await admin.json<{ records: { params: Record<string, unknown> }[] }>('/admin/api/resources/privacy/actions/list');
    expect(records.map(({ params }) => [params['id'], params['askedBy']])).toEqual([[1, 1]]);
  });
});
