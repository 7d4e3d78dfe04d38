import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { select, selectOne, write } from '../../src/db/rows.js';
import { fillWithOneOfEach } from './one-of-each.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

interface Answer {
  notice?: { type: string; message: string };
  redirectUrl?: string;
  refused?: { fields: Record<string, string> };
}

let portal: PortalHouse;
let admin: PortalClient;
let supervisor: PortalClient;

beforeAll(async () => {
  portal = await startPortal();
  await fillWithOneOfEach(portal);
  admin = new PortalClient(portal);
  supervisor = new PortalClient(portal);
  await admin.signIn('marina@carinho.test');
  await supervisor.signIn('sofia@carinho.test');
});
beforeEach(async () => {
  await write(portal.house.source.manager, "UPDATE deliveries SET status = 'dead', attempts = 8 WHERE id IN (2, 3, 6)");
  await write(portal.house.source.manager, "UPDATE webhook_events SET status = 'dead', attempts = 7, payload = ? WHERE id = 2", ['{"type":"ReceivedCallback","phone":"5521977776666","text":{"message":"Minha mãe caiu"}}']);
});
afterAll(() => portal?.end());

const ACTIONS = '/admin/api/resources/deliveries';
const ON_DEAD = ['show', 'retry', 'discard', 'retrySeveral'] as const;
const stateOf = async (id: number) => selectOne<{ status: string; attempts: number }>(portal.house.source.manager, 'SELECT status, attempts FROM deliveries WHERE id = ?', [id]);

test('a dead delivery goes back into its lane, due now; a second click says that it is not dead any more', async () => {
  const first = await supervisor.act<Answer>(`${ACTIONS}/records/3/retry`);
  expect(first.notice).toEqual({ type: 'success', message: 'A entrega voltou para a fila e será tentada de novo em instantes.' });
  expect(first.redirectUrl).toBe('/admin/resources/deliveries');
  expect(await stateOf(3)).toEqual({ status: 'sending', attempts: 0 });
  const second = await admin.act<Answer>(`${ACTIONS}/records/3/retry`);
  expect(second.notice).toEqual({ type: 'error', message: 'Esta entrega não está mais entre as falhas.' });
});

test('a dead message to the customer leaves as a new delivery, in the name of who retried', async () => {
  expect((await supervisor.act<Answer>(`${ACTIONS}/records/2/retry`)).notice?.type).toBe('success');
  const { source } = portal.house;
  expect(await select(source.manager, "SELECT status FROM deliveries WHERE kind = 'whatsapp.send' ORDER BY id")).toEqual([{ status: 'discarded' }, { status: 'pending' }]);
  expect(await selectOne(source.manager, "SELECT actor_name FROM conversation_history WHERE actor_kind = 'agent' ORDER BY id DESC LIMIT 1")).toEqual({ actor_name: 'Sofia Prado' });
});

test('two clicks at the same moment retry once', async () => {
  const answers = await Promise.all([admin.act<Answer>(`${ACTIONS}/records/3/retry`), supervisor.act<Answer>(`${ACTIONS}/records/3/retry`)]);
  expect(answers.map((answer) => answer.notice?.type).sort()).toEqual(['error', 'success']);
});

test('only POST does anything: opening the action’s page, or a link to it, does not', async () => {
  for (const path of [`${ACTIONS}/records/2/retry`, `${ACTIONS}/records/2/discard`, `${ACTIONS}/bulk/retrySeveral?recordIds=2,3`]) await admin.ask(path);
  expect(await stateOf(2)).toEqual({ status: 'dead', attempts: 8 });
});

test('another site’s page cannot retry in a person’s name', async () => {
  expect((await admin.ask(`${ACTIONS}/records/2/retry`, { method: 'POST', headers: { origin: 'https://evil.example' } })).status).toBe(403);
  expect(await stateOf(2)).toMatchObject({ status: 'dead' });
});

test('discarding is for administrators', async () => {
  expect((await supervisor.act<Answer>(`${ACTIONS}/records/3/discard`)).notice).toMatchObject({ type: 'error', message: 'forbiddenError' });
  expect(await stateOf(3)).toMatchObject({ status: 'dead' });
  expect((await admin.act<Answer>(`${ACTIONS}/records/3/discard`)).refused?.fields).toEqual({ reason: 'Escreva o motivo, com pelo menos 5 letras: ele fica na auditoria.' });
  expect((await admin.act<Answer>(`${ACTIONS}/records/3/discard`, {}, { confirmed: true, reason: 'x'.repeat(301) })).refused?.fields).toHaveProperty('reason');
  expect(await stateOf(3)).toMatchObject({ status: 'dead' });
  expect((await admin.act<Answer>(`${ACTIONS}/records/3/discard`, {}, { confirmed: true, reason: 'canal antigo, já arquivado' })).notice).toEqual({ type: 'success', message: 'A entrega foi descartada.' });
  expect(await stateOf(3)).toMatchObject({ status: 'discarded' });
  const { records } = await admin.json<{ records: { params: Record<string, string> }[] }>('/admin/api/resources/history/actions/list?filters.action=delivery_discarded');
  expect(records[0]?.params).toMatchObject({ actorName: 'Marina Alves' });
  expect(await selectOne(portal.house.source.manager, "SELECT detail FROM conversation_history WHERE action = 'delivery_discarded' ORDER BY id DESC LIMIT 1")).toEqual({ detail: '{"delivery":3,"why":"canal antigo, já arquivado"}' });
});

test('several are retried at once, and what was not dead is told', async () => {
  const { notice } = await supervisor.act<Answer>(`${ACTIONS}/bulk/retrySeveral?recordIds=3,6,4`);
  expect(notice).toEqual({ type: 'success', message: '2 entregas voltaram para a fila. 1 não estava mais entre as falhas.' });
  const rows = await select<{ status: string }>(portal.house.source.manager, 'SELECT status FROM deliveries WHERE id IN (3, 6, 4) ORDER BY id');
  expect(rows.map((row) => row.status)).toEqual(['sending', 'pending', 'sending']);
});

test('the actions are offered on dead deliveries only', async () => {
  const { records } = await admin.json<{ records: { id: string | number; recordActions: { name: string }[]; bulkActions: { name: string }[] }[] }>(`${ACTIONS}/actions/list?filters.createdAt~~to=2026-04-06T11:59`);
  const offered = records.map(({ id, recordActions, bulkActions }) => [String(id), [...recordActions, ...bulkActions].map((action) => action.name)]);
  expect(offered.sort(([one], [other]) => Number(other) - Number(one))).toEqual([
    ['6', [...ON_DEAD]], ['5', ['show']], ['4', ['show']], ['3', [...ON_DEAD]], ['2', [...ON_DEAD]], ['1', ['show']],
  ]);
});

const EVENTS = '/admin/api/resources/webhookEvents';
const eventState = () => selectOne<{ status: string; attempts: number }>(portal.house.source.manager, 'SELECT status, attempts FROM webhook_events WHERE id = 2');

test('a dead event goes back into its stream; of two people at the same moment one is told that it is done', async () => {
  const answers = await Promise.all([admin.act<Answer>(`${EVENTS}/records/2/retry`), supervisor.act<Answer>(`${EVENTS}/records/2/retry`)]);
  expect(answers.map((answer) => answer.notice?.message).sort()).toEqual(['Este evento não está mais entre as falhas.', 'O evento voltou para a fila e será tratado de novo em instantes.']);
  expect(await eventState()).toEqual({ status: 'pending', attempts: 0 });
});

test('a dead event is discarded by administrators, with a reason', async () => {
  expect((await supervisor.act<Answer>(`${EVENTS}/records/2/discard`, {}, { reason: 'não é nosso' })).notice?.type).toBe('error');
  expect((await admin.act<Answer>(`${EVENTS}/records/2/discard`)).refused?.fields).toHaveProperty('reason');
  expect(await eventState()).toMatchObject({ status: 'dead' });
  expect((await admin.act<Answer>(`${EVENTS}/records/2/discard`, {}, { reason: 'não é nosso' })).notice?.message).toBe('O evento foi descartado.');
  expect(await eventState()).toMatchObject({ status: 'discarded' });
});

test('several dead events are retried at once; what is done is not offered', async () => {
  expect((await supervisor.act<Answer>(`${EVENTS}/bulk/retrySeveral?recordIds=1,2`)).notice?.message).toBe('1 evento voltou para a fila. 1 não estava mais entre as falhas.');
});

test('a dead event is shown with its reason and its shape, never with what the customer wrote', async () => {
  for (const who of [admin, supervisor]) {
    const { record } = await who.json<{ record: { params: Record<string, string> } }>(`${EVENTS}/records/2/show`);
    expect(record.params['lastError']).toBe('a chat without lid and phone');
    expect(JSON.parse(record.params['payload'] ?? '')).toEqual({ type: 'ReceivedCallback', phone: '••• (13)', text: { message: '••• (14)' } });
    expect(JSON.stringify(record)).not.toMatch(/977776666|caiu/);
  }
});
