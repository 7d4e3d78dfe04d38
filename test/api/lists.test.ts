import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { eraseContact } from '../../src/domain/privacy/erase-contact.js';
import { ENDPOINTS } from '../../src/http/api/endpoints/all.js';
import { SCOPE_NAMES } from '../../src/domain/clients/scopes.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { answer as replies, slash } from '../support/thread.js';
import { call, freshKey, makeClient } from './api-world.js';

interface Page<T = Record<string, unknown>> {
  data: T[];
  next_cursor: string | null;
}
interface Listed {
  id: number;
  updated_at: string;
  status: string;
}

let world: World;
let token: string;
let schemaOf: (status: number, method: string, path: string) => ValidateFunction;
const CONTACTS = 7;
const phoneOf = (n: number) => `551198888000${n}`;

beforeAll(async () => {
  world = await startWorld();
  token = await makeClient(world, 'CRM', SCOPE_NAMES);
  for (let n = 1; n <= CONTACTS; n += 1) {
    world.clock.advance(60_000);
    await world.phone(phoneOf(n), { name: `Pessoa ${n}` }).says(`Olá, sou a pessoa ${n}`);
    await world.settle();
  }
  await replies(world, ANA, 'Bom dia! Já vejo para você.', 2);
  await slash(world, ANA, '/encerrar', '#3');
  await world.rows("INSERT INTO conversation_tags (conversation_id, tag_id, added_by, created_at) SELECT 2, id, 1, '2026-01-01' FROM tags WHERE name IN ('hospital', 'atenção especial')");
  await world.settle(10_000);
  const document = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as { paths: Record<string, Record<string, { responses: Record<string, { content: Record<string, { schema: object }> }> }>> };
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'document', ...document });
  schemaOf = (status, method, path) => {
    const [kind] = Object.keys(document.paths[path]?.[method]?.responses[status]?.content ?? {});
    const pointer = ['paths', path, method, 'responses', String(status), 'content', kind as string, 'schema'].map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1')).map(encodeURIComponent).join('/');
    return ajv.compile({ $ref: `document#/${pointer}` });
  };
});
afterAll(() => world?.end());

const get = <T>(path: string) => call<T>(world, token, path);

/** All records of a list, page by page. */
async function allOf<T extends { id: number }>(path: string, size: number): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { status, body }: { status: number; body: Page<T> } = await get<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}limit=${size}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    expect(body.data.length).toBeLessThanOrEqual(size);
    found.push(...body.data);
    cursor = body.next_cursor;
  }
  return found;
}

describe('conversations', () => {
  test('newest first, every one once, whatever the size of the page', async () => {
    const whole = (await allOf<Listed>('/conversations', 100)).map(({ id }) => id);
    expect(whole).toEqual([7, 6, 5, 4, 3, 2, 1]);
    for (const size of [1, 2, 3, 7]) expect((await allOf<Listed>('/conversations', size)).map(({ id }) => id)).toEqual(whole);
  });

  test('what arrives while somebody pages neither repeats nor hides a record', async () => {
    const first = (await get<Page<Listed>>('/conversations?limit=3')).body;
    await world.phone('5511988880099', { name: 'Nova' }).says('oi');
    await world.settle();
    const second = (await get<Page<Listed>>(`/conversations?limit=3&cursor=${first.next_cursor}`)).body;
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual([7, 6, 5, 4, 3, 2]);
  });

  test.each([
    ['status=closed', [3]],
    ['status=closed,new&open=false', [3]],
    ['open=false', [3]],
    ['phone=%2B5511988880001', [1]],
    ['phone=551188880001', [1]],
    ['contact=4', [4]],
    ['assignee=1&open=true', [2]],
    ['priority=urgent', []],
  ])('?%s', async (query, ids) => {
    expect((await allOf<Listed>(`/conversations?${query}`, 50)).map(({ id }) => id)).toEqual(ids);
  });

  test('by change: in the order they changed, and going on from the last one misses nothing', async () => {
    const all = await allOf<Listed>('/conversations?updated_since=2020-01-01T00:00:00Z', 2);
    expect(all.map(({ updated_at }) => updated_at)).toEqual(all.map(({ updated_at }) => updated_at).sort());
    expect(all).toHaveLength(8);
    const last = all.at(-1)?.updated_at as string;
    world.clock.advance(1000);
    await world.phone(phoneOf(5)).says('Mais uma coisa');
    await world.settle();
    const later = (await allOf<Listed>(`/conversations?updated_since=${last}`, 50)).map(({ id }) => id);
    expect(later.at(-1)).toBe(5);
    expect(later).toContain(all.at(-1)?.id);
  });

  test('a cursor of one order is refused in the other', async () => {
    const byId = (await get<Page>('/conversations?limit=1')).body.next_cursor;
    const byChange = (await get<Page>('/conversations?limit=1&updated_since=2020-01-01T00:00:00Z')).body.next_cursor;
    expect((await get(`/conversations?updated_since=2020-01-01T00:00:00Z&cursor=${byId}`)).status).toBe(422);
    expect((await get(`/conversations?cursor=${byChange}`)).status).toBe(422);
  });

  test('one is read with what a card shows; a number that is none is 404', async () => {
    const { body } = await get('/conversations/2');
    expect(body).toMatchObject({ id: 2, status: 'new', open: true, priority: 'normal', level: 'n1', contact: { name: 'Pessoa 2', phone: `+${phoneOf(2)}` }, assignee: { name: 'Ana Lima' }, tags: ['atenção especial', 'hospital'], protocol: expect.stringMatching(/^\d{8}-00002$/) });
    expect((await get('/conversations/999')).status).toBe(404);
  });

  test('messages tell who wrote, and what became of them', async () => {
    const { body } = await get<Page>('/conversations/2/messages');
    expect(body.data.map(({ author, sender, text, direction }) => [direction, author, sender, text])).toEqual([
      ['outbound', 'agent', 'Ana Lima', 'Bom dia! Já vejo para você.'],
      ['inbound', 'contact', null, 'Olá, sou a pessoa 2'],
    ]);
    expect(['sent', 'delivered', 'read']).toContain(body.data[0]?.['status']);
  });
});

describe('contacts', () => {
  test('page by page, by name, by phone with or without the ninth digit', async () => {
    expect((await allOf('/contacts', 3)).map(({ id }) => id)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect((await allOf('/contacts?name=pessoa', 50))).toHaveLength(CONTACTS);
    expect(await allOf('/contacts?name=%25_', 50)).toEqual([]);
    expect((await get<{ id: number; open_conversation_id: number }>('/contacts/551188880001')).body).toMatchObject({ id: 1, open_conversation_id: 1 });
    expect((await get('/contacts/5511977770000')).status).toBe(404);
  });

  test('one whose data were erased is not there any more, in no list', async () => {
    await eraseContact(world.house.ledger, { kind: 'system' }, 6);
    await world.settle();
    expect((await get(`/contacts/${phoneOf(6)}`)).status).toBe(404);
    expect((await allOf('/contacts', 50)).map(({ id }) => id)).not.toContain(6);
    expect((await get<{ contact: object }>('/conversations/6')).body.contact).toEqual({ id: 6, name: '', phone: null });
  });
});

describe('metrics', () => {
  test('how the house is now', async () => {
    expect((await get('/metrics/now')).body).toMatchObject({ open: 6, unowned: 5, by_status: { new: 6 }, failed_deliveries: 0 });
  });

  test('a report says the same as the portal’s, and who is what', async () => {
    const { body } = await get<{ report: string; dimensions: string[]; figures: { code: string; name: string }[]; rows: { keys: unknown[]; names: string[]; values: Record<string, number> }[] }>('/metrics/funnel?period=7_days');
    expect(body).toMatchObject({ report: 'funnel', dimensions: ['status'] });
    expect(body.rows.find(({ keys }) => keys[0] === 'new')).toMatchObject({ names: ['Novo'], values: { reached: 8 } });
  });

  test.each(['nada', 'funnel?period=sempre', 'funnel?from=2026-01-01', 'funnel?from=2026-01-01&to=2026-13-01', 'funnel?period=today&from=2026-01-01&to=2026-02-01'])('%s is refused', async (path) => {
    expect((await get(`/metrics/${path}`)).status).toBe(422);
  });

  test('an empty or endless period is refused in words', async () => {
    expect((await get<{ detail: string; code: string }>('/metrics/funnel?from=2026-02-01&to=2026-02-01')).body).toMatchObject({ code: 'refused' });
    expect((await get('/metrics/funnel?from=2020-01-01&to=2026-02-01')).status).toBe(409);
  });
});

test('who read what of people is in the trail, once a day and kind; figures are nobody’s', async () => {
  const reader = await makeClient(world, 'Leitor');
  for (let i = 0; i < 3; i += 1) for (const path of ['/contacts', '/conversations?limit=1', '/conversations/2/messages', '/metrics/now']) await call(world, reader, path);
  const trail = () => world.rows<{ new_value: string; actor_kind: string }>("SELECT actor_kind, new_value FROM conversation_history WHERE action = 'client_read' AND actor_name = 'Leitor' ORDER BY new_value");
  expect(await trail()).toEqual(['contacts', 'conversations', 'messages'].map((what) => ({ actor_kind: 'client', new_value: what })));
  world.clock.advance(24 * 3_600_000);
  await call(world, reader, '/contacts');
  expect((await trail()).map(({ new_value }) => new_value)).toEqual(['contacts', 'contacts', 'conversations', 'messages']);
});

describe('the document tells the truth', () => {
  const CALLS: Record<string, [path: string, body?: object]> = {
    listConversations: ['/conversations?limit=100'],
    readConversation: ['/conversations/2'],
    listMessages: ['/conversations/2/messages'],
    sendMessage: ['/conversations/2/messages', { text: 'Olá' }],
    listContacts: ['/contacts'],
    readContact: [`/contacts/${phoneOf(1)}`],
    startConversation: [`/contacts/${phoneOf(1)}/messages`, { template: 'boas-vindas' }],
    readMetricsNow: ['/metrics/now'],
    readReport: ['/metrics/satisfaction'],
  };

  test.each(ENDPOINTS.map((one) => [one.id, one] as const))('%s answers as it is described, refusals too', async (id, { method, path, status }) => {
    const [address, body] = CALLS[id] as [string, object?];
    const good = await call(world, token, address, body ? { body, headers: freshKey() } : {});
    expect(good.status).toBe(status);
    const describes = schemaOf(status, method, path);
    expect([describes(good.body), describes.errors]).toEqual([true, null]);
    const refusal = schemaOf(401, method, path);
    const { body: problem } = await call(world, undefined, address, { method: method.toUpperCase() });
    expect([refusal(problem), refusal.errors]).toEqual([true, null]);
    expect(describes({ nonsense: true })).toBe(false);
  });

  test.each(['sla', 'losses', 'incidents', 'productivity', 'escalations', 'volume', 'traffic', 'sources'])('report %s too', async (report) => {
    const { body } = await get(`/metrics/${report}`);
    const describes = schemaOf(200, 'get', '/metrics/{report}');
    expect([describes(body), describes.errors]).toEqual([true, null]);
  });
});
