import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { joinWaitingPosts } from '../../src/domain/inbox/join-posts.js';
import { sendAsClient } from '../../src/domain/inbox/send-as-client.js';
import { sendAutomatic } from '../../src/domain/inbox/send-automatic.js';
import { ANA, startWorld, type World } from '../support/world.js';
import { cardOf, repliesOf, slash, textsOf } from '../support/thread.js';
import { call, freshKey, makeClient } from './api-world.js';

interface Queued {
  conversation_id: number;
  contact_id: number;
  message_ids: number[];
  conversation_opened: boolean;
}

let world: World;
let operations: string;
beforeAll(async () => {
  world = await startWorld();
  operations = await makeClient(world, 'Operação');
});
afterAll(() => world?.end());

describe('a message in an open conversation', () => {
  let ana: ReturnType<World['phone']>;
  beforeAll(async () => {
    ana = world.phone('5511988887777', { name: 'Maria' });
    await ana.says('Bom dia, preciso de uma cuidadora');
    await world.settle();
  });

  test('reaches the customer, and the team sees which system wrote it and how far it is', async () => {
    const { status, body } = await call<Queued>(world, operations, '/conversations/1/messages', { body: { text: 'Seu boleto está pronto: *R$ 100*' }, headers: freshKey() });
    expect(status).toBe(202);
    expect(body).toMatchObject({ conversation_id: 1, contact_id: 1, conversation_opened: false });
    await world.settle(10_000);
    expect(ana.received.map(({ text }) => text)).toEqual(['Seu boleto está pronto: *R$ 100*']);
    const post = (await repliesOf(world)).at(-1);
    expect(post?.username).toBe('Carinho · Operação (sistema)');
    expect(post?.text).toMatch(/Seu boleto está pronto: \*R\$ 100\*\n_✓✓? automática · /);
  });

  test('is no answer of the team: the customer still waits, and the clock runs', async () => {
    expect(await world.rows('SELECT kind, outcome FROM sla_clocks WHERE running_key IS NOT NULL ORDER BY kind')).toEqual([{ kind: 'first_response', outcome: 'running' }, { kind: 'resolution', outcome: 'running' }]);
    expect((await world.rows<{ waiting_since: Date | null }>('SELECT waiting_since FROM conversations WHERE id = 1'))[0]?.waiting_since).not.toBeNull();
  });

  test('the trail names the system', async () => {
    expect(await world.rows("SELECT actor_kind, actor_name, action FROM conversation_history WHERE action = 'client_message'")).toEqual([{ actor_kind: 'client', actor_name: 'Operação', action: 'client_message' }]);
  });

  test('a template is filled; what only the caller knows has to come with it', async () => {
    await world.rows("INSERT INTO message_templates (code, title, body, category, active, created_at, updated_at) VALUES ('visita-marcada', 'Visita marcada', 'Olá, {{contact.first_name}}! Visita em {{visit_date}}, às {{visit_time}}.', 'general', 1, '2026-01-01', '2026-01-01')");
    const lacking = await call<{ errors: { at: string; detail: string }[] }>(world, operations, '/conversations/1/messages', { body: { template: 'visita-marcada', values: { visit_date: '12/05' } }, headers: freshKey() });
    expect([lacking.status, lacking.body.errors]).toEqual([422, [{ in: 'body', at: '/values', detail: 'Faltam valores para {{visit_time}}.' }]]);
    const sent = await call<Queued>(world, operations, '/conversations/1/messages', { body: { template: 'visita-marcada', values: { visit_date: '12/05', visit_time: '14h\n{{brand}}' } }, headers: freshKey() });
    expect(sent.status).toBe(202);
    await world.settle(10_000);
    expect(ana.received.at(-1)?.text).toBe('Olá, Maria! Visita em 12/05, às 14h {{brand}}.');
  });

  test('an unknown template is refused, naming the likes of it', async () => {
    const { status, body } = await call<{ code: string; detail: string }>(world, operations, '/conversations/1/messages', { body: { template: 'visita-marcado' }, headers: freshKey() });
    expect([status, body.code]).toEqual([422, 'validation']);
    expect(body.detail).toContain('visita-marcada');
  });

  test.each([
    ['no text at all', { text: '' }, '/text'],
    ['text that nobody sees', { text: '\u200b \n' }, '/text'],
    ['too long', { text: 'a'.repeat(4097) }, '/text'],
    ['both', { text: 'a', template: 'b' }, '/'],
    ['a value no template has', { template: 'visita-marcada', values: { phone: '1' } }, '/values'],
    ['a list', [], '/'],
  ])('%s is refused at its field', async (_name, body, at) => {
    const answer = await call<{ errors: { at: string }[] }>(world, operations, '/conversations/1/messages', { body, headers: freshKey() });
    expect([answer.status, answer.body.errors[0]?.at]).toEqual([422, at]);
  });

  test('what WhatsApp refused is told in the list of messages and in the thread', async () => {
    world.zapi.fail({ action: 'send-text', times: 1, how: { status: 400, body: { error: 'Invalid phone' } } });
    const { body } = await call<Queued>(world, operations, '/conversations/1/messages', { body: { text: 'Seu recibo' }, headers: freshKey() });
    await world.settle(10_000);
    const list = await call<{ data: Record<string, unknown>[] }>(world, operations, '/conversations/1/messages');
    expect(list.body.data[0]).toMatchObject({ id: body.message_ids[0], status: 'failed', text: 'Seu recibo', author: 'system', sender: 'Operação', error: expect.stringContaining('Invalid phone') });
    expect((await textsOf(world)).at(-1)).toContain('não chegou ao cliente');
  });

  test('an ended conversation takes nothing', async () => {
    await slash(world, ANA, '/encerrar', '#1');
    await world.settle(10_000);
    const [row] = await world.rows<{ status: string }>('SELECT status FROM conversations WHERE id = 1');
    expect(row?.status).toBe('closed');
    const { status, body } = await call<{ code: string; detail: string }>(world, operations, '/conversations/1/messages', { body: { text: 'oi' }, headers: freshKey() });
    expect([status, body.code, body.detail]).toEqual([409, 'refused', 'A conversa #1 está encerrada.']);
  });

  test('a conversation that is none is a 404', async () => {
    expect((await call(world, operations, '/conversations/999/messages', { body: { text: 'oi' }, headers: freshKey() })).status).toBe(404);
  });
});

test('the reminder that comes with the house is filled by whoever has the appointment', async () => {
  const { status } = await call(world, operations, '/contacts/5531966665555/messages', { body: { template: 'lembrete-visita', values: { visit_date: '12/05', visit_time: '14h', caregiver_name: 'Joana' }, name: 'Lúcia' }, headers: freshKey() });
  expect(status).toBe(202);
  await world.settle(10_000);
  expect(world.phone('5531966665555').received.map(({ text }) => text)).toEqual(['Olá, Lúcia! Lembramos da visita de Joana em 12/05, às 14h. Se precisar mudar, é só responder por aqui.']);
});

test('no rule of the house sends it by itself: it would say less than it should', async () => {
  const sent = await world.house.ledger.run({ kind: 'system' }, { conversation: 1 }, (ctx) => sendAutomatic(ctx, 'lembrete-visita'));
  expect(sent).toEqual([]);
});

describe('the first message to a contact', () => {
  const start = (phone: string, body: Record<string, unknown> = {}) =>
    call<Queued>(world, operations, `/contacts/${phone}/messages`, { body: { template: 'visita-marcada', values: { visit_date: '12/05', visit_time: '14h' }, ...body }, headers: freshKey() });

  test('begins a conversation that waits for the customer', async () => {
    const rita = world.phone('5521977776666', { name: 'Rita WhatsApp' });
    const { status, body } = await start('+5521977776666', { name: 'Rita Melo' });
    expect([status, body.conversation_opened]).toEqual([202, true]);
    await world.settle(10_000);
    expect(rita.received.map(({ text }) => text)).toEqual(['Olá, Rita! Visita em 12/05, às 14h.']);
    const [row] = await world.rows<Record<string, unknown>>('SELECT status, waiting_since, assignee_id, started_by FROM conversations WHERE id = ?', [body.conversation_id]);
    expect(row).toEqual({ status: 'waiting', waiting_since: null, assignee_id: null, started_by: 'Operação' });
    const card = await cardOf(world, body.conversation_id);
    expect(card.text).toContain('Rita Melo');
    expect(JSON.stringify(card.blocks)).toContain('Começada por Operação');
    expect((await textsOf(world, body.conversation_id)).join('\n')).toContain('Visita em 12/05, às 14h.');
  });

  test('no clock of the team counts until the customer answers; then it does', async () => {
    const id = (await world.rows<{ id: number }>("SELECT c.id FROM conversations c JOIN contacts k ON k.id = c.contact_id WHERE k.phone = '5521977776666'"))[0]?.id as number;
    expect(await world.rows('SELECT kind, due_at FROM sla_clocks WHERE conversation_id = ?', [id])).toEqual([{ kind: 'resolution', due_at: null }]);
    expect(await world.rows("SELECT id FROM timers WHERE kind IN ('waiting', 'proposal_follow_up') AND conversation_id = ?", [id])).toEqual([]);
    await world.phone('5521977776666').says('Confirmado!');
    await world.settle();
    expect(await world.rows('SELECT kind, due_at IS NOT NULL AS runs FROM sla_clocks WHERE conversation_id = ? ORDER BY kind', [id])).toEqual([{ kind: 'first_response', runs: 1 }, { kind: 'resolution', runs: 1 }]);
  });

  test('an open conversation goes on with it, whichever way the phone is written', async () => {
    const { body } = await start('552177776666', { name: 'Outra Pessoa' });
    expect(body.conversation_opened).toBe(false);
    await world.settle(10_000);
    expect(await world.rows("SELECT name, phone FROM contacts WHERE phone_key = '5521977776666'")).toEqual([{ name: 'Rita WhatsApp', phone: '5521977776666' }]);
    expect(await world.rows('SELECT COUNT(*) AS n FROM conversations WHERE contact_id = ?', [body.contact_id])).toEqual([{ n: 1 }]);
  });

  test('after an ended conversation another one begins; the ended one stays ended', async () => {
    const { body } = await start('5511988887777');
    expect([body.conversation_opened, body.contact_id]).toEqual([true, 1]);
    expect(body.conversation_id).not.toBe(1);
    expect((await world.rows<{ status: string }>('SELECT status FROM conversations WHERE id = 1'))[0]?.status).toBe('closed');
    await world.settle(10_000);
  });

  test.each(['11988887777', 'abc', '%20', '+55119888877771'])('%s is no phone', async (phone) => {
    const answer = await start(phone);
    expect([answer.status, (answer.body as unknown as { code: string }).code]).toEqual([422, 'validation']);
  });

  test('a free text cannot begin a conversation', async () => {
    expect((await call(world, operations, '/contacts/5511988887777/messages', { body: { text: 'oi' }, headers: freshKey() })).status).toBe(422);
  });
});

test('while Slack limits us, messages are shown together only when one system sent them', async () => {
  const { ledger } = world.house;
  const [{ id }] = (await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM conversations WHERE open_contact_id IS NOT NULL')) as [{ id: number }];
  const say = (name: string, text: string) => ledger.run({ kind: 'client', id: null, name }, {}, (ctx) => sendAsClient(ctx, id, { text }));
  const [first] = await say('CRM', 'um');
  await say('CRM', 'dois');
  await say('Operação', 'três');
  const [{ post }] = (await world.rows<{ post: number }>('SELECT post_id AS post FROM messages WHERE id = ?', [first])) as [{ post: number }];
  expect(await ledger.run({ kind: 'system' }, { conversation: id }, (ctx) => joinWaitingPosts(ctx, post))).toBe(1);
  await world.settle(10_000);
  const shown = (await repliesOf(world, id)).slice(-2).map(({ username, text }) => [username, text.includes('um') && text.includes('dois'), text.includes('três')]);
  expect(shown).toEqual([['Carinho · CRM (sistema)', true, false], ['Carinho · Operação (sistema)', false, true]]);
});
