import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { fillWithOneOfEach } from './one-of-each.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

interface RecordJson {
  id: string;
  title: string;
  params: Record<string, unknown>;
  populated: Record<string, RecordJson | undefined>;
  recordActions: { name: string }[];
  bulkActions: { name: string }[];
}
interface List {
  records: RecordJson[];
  meta: { total: number };
}

let portal: PortalHouse;
let admin: PortalClient;
let supervisor: PortalClient;

beforeAll(async () => {
  portal = await startPortal();
  await fillWithOneOfEach(portal);
  await seedDomainFacts(portal.house.source.manager, portal.clock.now(), portal.house.t);
  admin = new PortalClient(portal);
  supervisor = new PortalClient(portal);
  await admin.signIn('marina@carinho.test');
  await supervisor.signIn('sofia@carinho.test');
});
afterAll(() => portal?.end());

const list = (resource: string, query = '', who = admin) => who.json<List>(`/admin/api/resources/${resource}/actions/list${query}`);
const show = (resource: string, id: number, who = admin) => who.json<{ record: RecordJson }>(`/admin/api/resources/${resource}/records/${id}/show`);
const SEEN = ['conversations', 'messages', 'emails', 'contacts', 'incidents', 'surveys', 'deliveries', 'webhookEvents', 'history'];
const MANAGED = ['agents', 'templates', 'autoRules', 'emailTemplates', 'triageItems', 'lossReasons', 'incidentCategories', 'tags', 'supportLevels', 'servedRegions', 'redFlags', 'businessHours', 'holidays', 'exceptions', 'slaPolicies', 'settings', 'privacy', 'integrations', 'outgoingWebhooks', 'apiClients'];
const RESOURCES = [...SEEN, ...MANAGED];
const BUILT_IN = ['new', 'edit', 'delete', 'bulkDelete'];

interface State {
  resources: { id: string; resourceActions: { name: string }[]; listProperties: { name: string }[]; properties: Record<string, unknown> }[];
  locale: { language: string; translations: Record<string, Record<string, unknown>> };
}

async function stateOf(who: PortalClient): Promise<State> {
  const { text } = await who.ask('/admin');
  return JSON.parse(/window\.REDUX_STATE = (.*);$/m.exec(text)?.[1] ?? '') as State;
}

describe('nothing can be written past the ledger', () => {
  test('no resource offers a built-in writing action, to nobody', async () => {
    for (const who of [admin, supervisor]) {
      const { resources } = await stateOf(who);
      expect(resources.map((resource) => resource.id)).toEqual(RESOURCES);
      for (const { resourceActions, id } of resources) {
        expect(resourceActions.map((action) => action.name).filter((name) => BUILT_IN.includes(name))).toEqual([]);
        const { records = [] } = await list(id, '', who);
        const offered = new Set(records.flatMap((record) => [...record.recordActions, ...record.bulkActions].map((action) => action.name)));
        expect([...offered].filter((name) => BUILT_IN.includes(name))).toEqual([]);
        const dead = ['retry', 'retrySeveral', ...(who === admin ? ['discard'] : [])];
        const own: Record<string, string[]> = { conversations: ['reassign'], deliveries: dead, webhookEvents: dead, contacts: who === admin ? ['exportData', 'eraseData'] : [] };
        if (SEEN.includes(id)) expect([...offered].sort()).toEqual(records.length === 0 ? [] : ['show', ...(own[id] ?? [])].sort());
        else expect([...offered].filter((name) => name !== 'show' && who === supervisor)).toEqual([]);
      }
    }
  });

  test.each(RESOURCES)('%s refuses every built-in writing action that is asked for all the same', async (resource) => {
    const { records, meta } = await list(resource);
    const id = records[0]?.id ?? 1;
    const onRecords = [`records/${id}/edit`, `records/${id}/delete`, `bulk/bulkDelete?recordIds=${id}`];
    for (const path of ['actions/new', ...(records.length > 0 ? onRecords : [])]) {
      const { notice } = await admin.act<{ notice: { type: string } }>(`/admin/api/resources/${resource}/${path}`);
      expect(notice).toMatchObject({ type: 'error', message: 'forbiddenError' });
    }
    expect((await list(resource)).meta.total).toBe(meta.total);
  });
});

test('lists have eight columns at most and never a secret', async () => {
  const { resources } = await stateOf(admin);
  for (const { listProperties, properties } of resources) {
    expect(listProperties.length).toBeLessThanOrEqual(8);
    expect(Object.keys(properties)).not.toEqual(expect.arrayContaining(['passwordHash']));
  }
  expect(JSON.stringify((await list('agents')).records)).not.toMatch(/argon2|password/i);
  expect(JSON.stringify((await list('webhookEvents')).records)).not.toMatch(/payload|5511988887777/);
  expect((await list('agents', '?filters.passwordHash=argon2')).meta.total).toBe(4);
});

test('a phone is masked in lists, in references and for supervisors; an administrator reads it on the contact itself', async () => {
  const [, first] = (await list('contacts')).records;
  expect(first?.params['phone']).toBe('(11) •••••-7777');
  expect((await show('contacts', 1, supervisor)).record.params['phone']).toBe('(11) •••••-7777');
  expect((await show('contacts', 1)).record.params['phone']).toBe('+55 11 98888-7777');
  const { record } = await show('conversations', 1);
  expect(record.populated['contactId']?.title).toBe('Beatriz Conceição');
  expect(JSON.stringify(record)).not.toContain('98888');
});

test('a contact without a name is called so', async () => {
  expect((await show('conversations', 2)).record.populated['contactId']?.title).toBe('Contato sem nome');
});

test('filters, order and pages are the database’s', async () => {
  const ids = async (resource: string, query: string) => (await list(resource, query)).records.map((record) => Number(record.id));
  expect(await ids('messages', '')).toEqual([4, 3, 2, 1]);
  expect(await ids('messages', '?filters.conversationId=1&filters.status=failed')).toEqual([3]);
  expect(await ids('messages', '?filters.body=100%25_certo')).toEqual([4]);
  expect(await ids('messages', '?filters.body=1_0')).toEqual([]);
  expect(await ids('messages', '?filters.occurredAt~~from=2026-04-06T11:00&filters.occurredAt~~to=2026-04-06T11:00')).toEqual([2]);
  expect(await ids('messages', '?sortBy=occurredAt&direction=asc&perPage=2&page=2')).toEqual([2, 3]);
  expect(await ids('messages', '?sortBy=password&direction=asc')).toEqual([4, 3, 2, 1]);
  expect(await ids('deliveries', '?filters.status=dead')).toEqual([6, 3, 2]);
  expect(await ids('deliveries', '?filters.conversationId=abc')).toEqual([]);
  expect(await ids('contacts', '?filters.phone=(11) 98888')).toEqual([1]);
  expect(await ids('agents', '?filters.active=false')).toEqual([4]);
  expect(await ids('conversations', '')).toEqual([1, 2]);
  expect((await list('messages', '?perPage=1')).meta.total).toBe(4);
});

test('a reference filter finds records by what they are called', async () => {
  const search = async (resource: string, query: string) => (await admin.json<List>(`/admin/api/resources/${resource}/actions/search/${encodeURIComponent(query)}`)).records.map((record) => record.title);
  expect(await search('contacts', 'beatriz')).toEqual(['Beatriz Conceição']);
  expect(await search('conversations', '#2')).toEqual(['#2']);
  expect(await search('agents', 'lima')).toEqual(['Ana Lima']);
});

test('long messages are cut in lists and whole on their page', async () => {
  expect(String((await list('messages')).records[1]?.params['body'])).toMatch(/^Seguem os valores\..{100,150}…$/);
  expect(String((await show('messages', 3)).record.params['body']).length).toBeGreaterThan(300);
});

test('the audit trail names people and labels', async () => {
  const rows = (await list('history')).records.map(({ params }) => [params['actorName'], params['oldValue'], params['newValue'], params['detail']]);
  expect(rows).toEqual([
    ['Sofia Prado', null, 'Senha', 'pessoa: 2 · endereço: 127.0.0.1'],
    ['Marina Alves', null, 'Senha', 'pessoa: 1 · endereço: 127.0.0.1'],
    ['Sistema', 'Enviada', 'Não enviada', 'mensagem: 3'],
    ['Sistema', null, 'contrato', 'e-mail: 2 · motivo: a resposta do servidor se perdeu; pode ter chegado; confirme com a família antes de enviar de novo. (the connection was closed) · pode ter chegado: Sim'],
    ['Sistema', null, 'WhatsApp (Z-API): conectado', ''],
    ['Sistema', null, 'CRM: desconectado', 'motivo: respondeu 503'],
    ['Sistema', null, 'Envio de e-mail: desconectado', 'motivo: o servidor não aceita o usuário ou a senha da empresa; avise a administração. (535 5.7.8 Authentication failed)'],
    ['Ana Lima', null, 'Ana Lima', null],
    ['Cliente', null, 'Novo', null],
  ]);
});

test('why an e-mail failed is said in the person’s language', async () => {
  const why = 'o endereço não existe ou não recebe mensagens. (550 5.1.1 •••@•••: user unknown)';
  expect((await list('emails')).records.map(({ params }) => params['error'])).toContain(why);
  expect((await show('emails', 2)).record.params['error']).toBe(why);
});

test('every label is there, in Portuguese', async () => {
  const { locale } = await stateOf(admin);
  expect(locale.language).toBe('pt-BR');
  const words = JSON.stringify(locale.translations['pt-BR']);
  for (const word of ['Conversas', 'Situação', 'Responsável', 'Não enviada', 'Tentar de novo', 'Descartar', 'Painel']) expect(words).toContain(word);
});

test('pages hold nothing from elsewhere, and their state cannot be broken out of', async () => {
  await portal.house.source.query("UPDATE agents SET name = 'Marina </script><script>alert(1)</script>' WHERE id = 1");
  const page = await admin.ask('/admin/resources/messages');
  expect(page.text.includes('</script><script>alert(1)')).toBe(false);
  expect(page.text.match(/(?:src|href)="(?!\/admin\/)[^"]*"|googleapis/g)).toBeNull();
  expect(page.text.includes('<script>')).toBe(false);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/default-src 'none';script-src 'self' 'nonce-[\w+/=]+';/);
  expect(policy).not.toContain('unsafe-eval');
  await portal.house.source.query("UPDATE agents SET name = 'Marina Alves' WHERE id = 1");
});

test('the dashboard tells how the house is doing', async () => {
  expect(await admin.json('/admin/live')).toMatchObject({
    open: 2, waiting: 1, waitingSince: '2026-04-06T13:37:00.000Z', pending: 1, dead: 3, deadEvents: 1, lastEventAt: '2026-04-06T14:55:00.000Z', whatsapp: { state: 'connected' },
  });
});

test('an unknown address is a page that says so', async () => {
  const page = await admin.ask('/admin/nada');
  expect(page).toMatchObject({ status: 404, text: expect.stringContaining('Página não encontrada') });
});
