import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { select, selectOne } from '../../src/db/rows.js';
import { recordMailServer } from '../../src/domain/email/record-server.js';
import { WEBHOOK_SECRET_PURPOSE, whoseSecret } from '../../src/domain/partners/outgoing-webhooks.js';
import { unsealText } from '../../src/kit/sealed.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

interface Answer {
  refused?: { message: string; fields: Record<string, string> };
  notice?: { type: string; message: string };
  redirectUrl?: string;
  secret?: string;
  hasSecret?: boolean;
}

let portal: PortalHouse;
let admin: PortalClient;
beforeAll(async () => {
  portal = await startPortal({ CRM_BASE_URL: 'https://crm.carinho.test/api', SMTP_URL: 'smtp://mail.carinho.test', EMAIL_FROM: 'contato@carinho.test' });
  admin = new PortalClient(portal);
  await admin.signIn('marina@carinho.test');
});
afterAll(() => portal?.end());

const at = (rest: string) => `/admin/api/resources/outgoingWebhooks/${rest}`;
const add = (given: Record<string, unknown>) => admin.act<Answer>(at('actions/add'), {}, { given: { name: 'Planilha', address: 'https://exemplo.com.br/avisos', events: 'lead_received\nsla_breached', active: 'true', ...given } });
const rows = <T>(sql: string) => select<T>(portal.house.source.manager, sql);

test('what cannot be is refused at its field', async () => {
  expect((await add({ address: 'exemplo.com.br' })).refused?.fields).toEqual({ address: expect.stringContaining('endereço completo') });
  expect((await add({ address: 'http://exemplo.com.br' })).refused?.fields).toEqual({ address: expect.stringContaining('https://') });
  expect((await add({ address: 'https://ana:senha@exemplo.com.br' })).refused?.fields).toEqual({ address: expect.stringContaining('usuário e senha') });
  expect((await add({ events: 'tudo' })).refused?.fields).toEqual({ events: 'Escolha uma das opções.' });
  expect((await add({ events: '' })).refused?.fields).toEqual({ events: 'Preencha este campo.' });
  expect(await rows('SELECT id FROM outgoing_webhooks')).toEqual([]);
});

test('a new one leads to its secret, which is shown once and stored sealed; nothing is told before', async () => {
  const added = await add({});
  expect(added).toMatchObject({ notice: { type: 'success' }, redirectUrl: '/admin/resources/outgoingWebhooks/records/1/signing' });
  expect(await rows('SELECT events, secret FROM outgoing_webhooks')).toEqual([{ events: '["lead_received","sla_breached"]', secret: null }]);
  expect((await portal.house.outside.get()).webhooks).toEqual([]);
  expect(await admin.json<Answer>(at('records/1/signing'))).toMatchObject({ hasSecret: false });
  expect((await admin.act<Answer>(at('records/1/signing'), {}, { act: 'try' })).notice).toEqual({ type: 'error', message: 'Este webhook está desligado ou ainda não tem segredo.' });

  const made = await admin.act<Answer>(at('records/1/signing'), {}, { act: 'make' });
  expect(made.secret).toMatch(/^whsec_[\w+/]{43}=$/);
  const stored = await selectOne<{ secret: string }>(portal.house.source.manager, 'SELECT secret FROM outgoing_webhooks');
  expect(stored?.secret).not.toContain(made.secret?.slice(6, 20) as string);
  expect(unsealText(stored?.secret ?? '', whoseSecret(1), 'segredo das sessões de teste', WEBHOOK_SECRET_PURPOSE)).toBe(made.secret);
  expect((await portal.house.outside.get()).webhooks).toEqual([{ id: 1, events: ['lead_received', 'sla_breached'] }]);
  for (const path of ['records/1/signing', 'records/1/show', 'records/1/change', 'actions/list']) {
    const { text } = await admin.ask(at(path));
    expect(text).toContain('Planilha');
    expect([path, text.includes(made.secret as string), text.includes(stored?.secret as string)]).toEqual([path, false, false]);
  }
  const trail = JSON.stringify(await rows('SELECT new_value, detail FROM conversation_history'));
  expect(trail).toContain('outgoing_webhooks 1');
  expect(trail).not.toContain(made.secret as string);

  const again = await admin.act<Answer>(at('records/1/signing'), {}, { act: 'make' });
  expect(again.secret).not.toBe(made.secret);
  expect((await admin.act<Answer>(at('records/1/signing'), {}, { act: 'try' })).notice?.type).toBe('success');
  expect(await rows("SELECT lane, kind, payload FROM deliveries WHERE lane LIKE 'partner:%'")).toEqual([{ lane: 'partner:webhook:1:house', kind: 'webhook.event', payload: '{"webhook":1,"type":"ping","data":{}}' }]);
});

test('the page of integrations tells how each system is, what waits for it and what was given up', async () => {
  const now = portal.clock.now();
  await portal.house.source.query("INSERT INTO circuit_breakers (name, failures, opens, open_since, not_before, reason, failed_at) VALUES ('crm', 6, 2, ?, ?, 'answered 500: nothing', ?)", [now, now, now]);
  await portal.house.source.query("INSERT INTO deliveries (lane, kind, status, next_attempt_at, created_at) VALUES ('partner:crm:7', 'crm.lead', 'pending', ?, ?), ('partner:crm:8', 'crm.lead', 'dead', ?, ?), ('partner:crm:9', 'crm.lead', 'sent', ?, ?)", [now, now, now, now, now, now]);
  await portal.house.ledger.run({ kind: 'system' }, {}, (ctx) => recordMailServer(ctx, false, 'account: 535 5.7.8 Authentication failed'));
  await portal.house.source.query("INSERT INTO deliveries (lane, kind, status, next_attempt_at, created_at) VALUES ('email:1', 'email.send', 'pending', ?, ?), ('email:2', 'email.send', 'sending', ?, ?), ('email:3', 'email.send', 'dead', ?, ?), ('email:4', 'email.send', 'sent', ?, ?)", [now, now, now, now, now, now, now, now]);
  const { rows: shown } = await admin.json<{ rows: Record<string, unknown>[] }>('/admin/api/resources/integrations/actions/state');
  const of = (name: string) => shown.find((row) => row['name'] === name);
  expect(of('crm')).toMatchObject({ where: 'crm.carinho.test', state: 'disconnected', since: now.toISOString(), detail: 'respondeu 500', waiting: 1, dead: 1 });
  expect(of('smtp')).toMatchObject({ where: 'mail.carinho.test', state: 'disconnected', since: now.toISOString(), detail: 'o servidor não aceita o usuário ou a senha da empresa; avise a administração. (535 5.7.8 Authentication failed)', waiting: 2, dead: 1 });
  expect(of('operacao')).toMatchObject({ state: 'off', waiting: 0, dead: 0 });
  expect(of('webhook:1')).toMatchObject({ title: 'Planilha', where: 'exemplo.com.br', state: 'unknown', waiting: 1 });
});
