import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { select } from '../../src/db/rows.js';
import { presentationOf } from '../../admin/media/presentation.js';
import { PDF, PNG } from '../media/pictures.js';
import { keepFile } from './keep-file.js';
import { fillWithOneOfEach } from './one-of-each.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

let portal: PortalHouse;
let supervisor: PortalClient;
const PAGE = Buffer.from('<!DOCTYPE html><script>fetch("/admin/logout")</script>');

beforeAll(async () => {
  portal = await startPortal();
  await fillWithOneOfEach(portal);
  await keepFile(portal, 1, PNG, 'image/png', 'Quarto da mãe.png', 'image');
  await keepFile(portal, 2, PDF, 'application/pdf', 'contrato.pdf');
  await keepFile(portal, 3, PAGE, 'text/html', 'pagina.html');
  await keepFile(portal, 4, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 'logo.svg');
  await keepFile(portal, 5, PNG, 'image/png', 'escondido.png', 'image', 'waiting');
  supervisor = new PortalClient(portal);
  await supervisor.signIn('sofia@carinho.test');
});
afterAll(() => portal?.end());

const ask = (path: string, who = supervisor, init: RequestInit = {}) => fetch(`${portal.url}${path}`, { redirect: 'manual', headers: { cookie: who.cookie }, ...init });
const opened = () => select<{ conversation_id: number; actor_name: string; detail: string }>(portal.house.source.manager, "SELECT conversation_id, actor_name, detail FROM conversation_history WHERE action = 'attachment_opened' ORDER BY id");

test('nobody who is not signed in sees a file', async () => {
  const answer = await ask('/admin/media/1', new PortalClient(portal));
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/admin/login?next=%2Fadmin%2Fmedia%2F1']);
  expect(await opened()).toEqual([]);
});

describe('signed in', () => {
  let before = 0;
  beforeEach(async () => {
    before = (await opened()).length;
  });

  test('a picture is shown as it was sent, in a sandbox, and that is in the audit trail', async () => {
    const answer = await ask('/admin/media/1');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png', 'content-length': String(PNG.length), 'x-content-type-options': 'nosniff', 'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(/^inline; filename=.*Quarto%20da%20m%C3%A3e\.png/), 'content-security-policy': expect.stringMatching(/^default-src 'none';.*; sandbox$/),
    });
    expect((await opened()).slice(before)).toEqual([{ conversation_id: 1, actor_name: 'Sofia Prado', detail: '{"attachment":1}' }]);
  });

  test('a PDF is shown by the browser’s own viewer', async () => {
    const answer = await ask('/admin/media/2');
    expect([answer.headers.get('content-type'), answer.headers.get('content-disposition'), answer.headers.get('x-content-type-options')]).toEqual(['application/pdf', 'inline; filename=contrato.pdf', 'nosniff']);
    expect(answer.headers.get('content-security-policy')).toMatch(/; sandbox$/);
  });

  test.each([[3, 'pagina.html'], [4, 'logo.svg']])('what could run (%i, %s) is only ever saved', async (id, name) => {
    const answer = await ask(`/admin/media/${id}`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, 'application/octet-stream', `attachment; filename=${name}`]);
    expect(answer.headers.get('content-security-policy')).toMatch(/; sandbox$/);
    expect((await opened()).slice(before)).toHaveLength(1);
  });

  test.each(['999', '5', 'abc', '1e0', '-1', '%2e%2e%2f1', '1/../2x'])('what is not there (%s) is not found, and leaves no trace', async (id) => {
    const answer = await ask(`/admin/media/${id}`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect((await opened()).slice(before)).toEqual([]);
  });

  test('a look at the headers is no download', async () => {
    const answer = await ask('/admin/media/1', supervisor, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-length'), (await opened()).length - before]).toEqual([200, String(PNG.length), 0]);
  });

  test('the messages link to what is stored, and to nothing else', async () => {
    const { records } = await supervisor.json<{ records: { id: string; params: Record<string, unknown> }[] }>('/admin/api/resources/messages/actions/list');
    const files = records.map(({ id, params }) => [String(id), params['files'] === '' ? [] : (JSON.parse(String(params['files'])) as { id: number; name: string }[]).map((file) => `${file.id} ${file.name}`)]);
    expect(files).toEqual([['4', []], ['3', []], ['2', []], ['1', ['1 Quarto da mãe.png', '2 contrato.pdf', '3 pagina.html', '4 logo.svg']]]);
    const shown = await supervisor.json<{ record: { params: Record<string, unknown> } }>('/admin/api/resources/messages/records/1/show');
    expect(String(shown.record.params['files'])).toContain('Quarto da mãe.png');
  });
});

test('only what is known not to run is shown', () => {
  expect(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'text/javascript', 'application/octet-stream', '', 'IMAGE/SVG+XML', 'text/plain'].map((mime) => presentationOf(mime).inline)).toEqual(Array(9).fill(false));
  expect(['image/jpeg', 'audio/ogg; codecs=opus', 'VIDEO/MP4', 'application/pdf'].map((mime) => [presentationOf(mime).inline, presentationOf(mime).type])).toEqual([[true, 'image/jpeg'], [true, 'audio/ogg'], [true, 'video/mp4'], [true, 'application/pdf']]);
});
