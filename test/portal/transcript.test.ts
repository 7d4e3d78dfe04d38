import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { Bubble } from '../../admin/transcript/bubble.js';
import type { Timeline } from '../../admin/transcript/timeline.js';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { select, selectOne, write } from '../../src/db/rows.js';
import { later } from '../../src/kit/clock.js';
import { fillWithEveryKind, HARM } from './every-kind.js';
import { fillWithOneOfEach } from './one-of-each.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

interface Answer {
  transcript: { bubbles: Bubble[]; older: number | null; newer: number | null; timeline?: Timeline; slack?: string; protocol: string; contact: { name: string } };
}

let portal: PortalHouse;
let slack: Server;
let supervisor: PortalClient;
let total: number;

beforeAll(async () => {
  slack = createServer((_request, response) => response.setHeader('content-type', 'application/json').end('{"ok":true,"url":"https://carinho.slack.com/"}')).listen(0);
  await once(slack, 'listening');
  portal = await startPortal({ SLACK_BOT_TOKEN: 'xoxb-test-token', SLACK_API_URL: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/` });
  const sql = portal.house.source.manager;
  await fillWithOneOfEach(portal);
  await seedDomainFacts(sql, portal.clock.now(), portal.house.t);
  total = await fillWithEveryKind(portal);
  await write(sql, "UPDATE agents SET slack_user_id = CONCAT('U0AGENT000', id) WHERE active = 1");
  supervisor = new PortalClient(portal);
  await supervisor.signIn('sofia@carinho.test');
});
afterAll(async () => {
  await portal?.end();
  slack?.closeAllConnections();
  slack?.close();
});

const path = (id: number, query = '') => `/admin/api/resources/conversations/records/${id}/transcript${query}`;
const read = async (id = 3, query = '') => (await supervisor.json<Answer>(path(id, query))).transcript;
const bubble = (list: Bubble[], body: string) => list.find((one) => one.body.includes(body)) as Bubble;

describe('the transcript', () => {
  test('has every message that anybody saw, in order, with its side and author', async () => {
    const { bubbles, older, newer, protocol } = await read();
    expect(bubbles).toHaveLength(total - 1);
    expect([older, newer, protocol]).toEqual([null, null, '20260405-00003']);
    expect(JSON.stringify(bubbles)).not.toContain('Nunca foi vista');
    expect(bubbles.slice(0, 3).map(({ side, author, marks, at }) => [side, author, marks, at])).toEqual([
      ['in', `Célia ${HARM[0]}`, [], '2026-04-05T13:01:00.000Z'],
      ['out', 'Automática', ['automática'], '2026-04-05T13:02:00.000Z'],
      ['out', 'Ana Lima', [], '2026-04-05T13:03:00.000Z'],
    ]);
    expect(bubble(bubbles, 'celular da empresa').marks).toEqual(['celular da empresa']);
  });

  test('tells what became of a message: quoted, reacted to, edited, deleted, forwarded, failed', async () => {
    const { bubbles } = await read();
    expect(bubble(bubbles, 'Quando começamos')).toMatchObject({ status: { code: 'read', label: 'Lida' }, reactions: [{ emoji: '❤️' }], quoted: { words: expect.stringContaining('Boa tarde!') } });
    expect(bubble(bubbles, 'Na quarta').former).toEqual([{ body: `Na terça, às 14h ${HARM[1]}`, until: '2026-04-05T13:06:00.000Z' }]);
    expect(bubble(bubbles, 'mandei errado')).toMatchObject({ deleted: 'apagada pelo cliente', status: null });
    expect(bubble(bubbles, 'minha irmã')).toMatchObject({ marks: ['encaminhada'], quoted: { author: '', words: 'responde a uma mensagem que não está aqui' } });
    expect(bubble(bubbles, 'Consegue ver')).toMatchObject({ status: { label: 'Não enviada' }, failure: 'Z-API answered 500: instance is restarting' });
  });

  test('says every kind in words, and shows files by what they are', async () => {
    const { bubbles } = await read();
    const words = bubbles.map((one) => one.words).join('\n');
    for (const said of ['📍 Localização\nCasa da vó', '👤 Contato: <img', '🔘 Escolheu: Quero', '📊 Enquete: Qual turno?', '🗳️ Votou (Qual turno?): Noite', '🛍️ Produto: Plantão', '🛒 Pedido: Pedido 7', '💰 Chave Pix', '📅 Evento: Visita\n🕒 08/04/2026, 14:00', '🔘 Opções: Orçamento · Dúvida', '📞 Chamada perdida', '⏳ Aguardando', '👁️ Mensagem de visualização única', 'newThing']) expect(words).toContain(said);
    expect(bubbles.flatMap(({ files }) => files.map(({ as }) => as))).toEqual(['image', 'audio', 'video', 'link', 'image', 'missing']);
    expect(bubbles.flatMap(({ files }) => files).at(-1)).toMatchObject({ name: 'Mensagem de voz', note: 'O arquivo não está aqui: o WhatsApp não tem mais este arquivo; peça ao cliente que envie de novo' });
  });

  test('has beside it what happened around it, and the way to Slack', async () => {
    const { timeline, slack: link } = await read();
    expect(link).toBe('https://carinho.slack.com/archives/C0ATENDE001/p1764000000000100');
    expect(timeline?.clocks.map(({ kind, goal, spent, state }) => [kind, goal, spent, state.label])).toEqual([['Próxima resposta', 30, expect.any(Number), 'Violado'], ['1ª resposta', 15, 2, 'Dentro da meta']]);
    expect(timeline?.clocks[0]?.stretches.every(({ words }) => words !== '')).toBe(true);
    expect(timeline?.followUps).toMatchObject([{ who: 'Ana Lima', state: { label: 'Marcado' } }]);
    expect(timeline?.incidents).toMatchObject([{ severity: { label: 'Alta' }, status: { label: 'Aberto' }, category: expect.any(String) }]);
    expect(timeline?.history.map(({ who, what, change }) => [who, what, change])).toEqual([['Ana Lima', 'Prioridade mudada', 'Normal → Alta'], ['Ana Lima', 'Responsável', 'Ana Lima'], ['Cliente', 'Conversa aberta', 'Novo']]);
  });

  test('shows personal data when it is asked for, and the trail tells by whom', async () => {
    expect((await supervisor.ask(path(3))).text).not.toContain('96666-5555');
    const { personal } = await supervisor.act<{ personal: { label: string; value: string }[] }>(path(3), {}, { act: 'reveal' });
    expect(personal).toContainEqual({ label: 'Telefone', value: '+55 31 96666-5555' });
    expect(await select(portal.house.source.manager, "SELECT DISTINCT conversation_id, actor_name FROM conversation_history WHERE action = 'personal_data_shown'")).toEqual([{ conversation_id: 3, actor_name: 'Sofia Prado' }]);
  });

  test('is read in pages of a hundred, backwards and forwards', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => [2, 2, 'inbound', 'text', `linha ${index}`, 'contact', 'delivered', later(portal.clock.now(), index * 1000), portal.clock.now()]);
    await write(portal.house.source.manager, 'INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, status, occurred_at, created_at) VALUES ?', [rows]);
    const ends = ({ bubbles, older, newer }: Answer['transcript']) => [bubbles.length, bubbles[0]?.body, bubbles.at(-1)?.body, older !== null, newer !== null];
    const last = await read(2);
    expect(ends(last)).toEqual([100, 'linha 150', 'linha 249', true, false]);
    const middle = await read(2, `?before=${last.older}`);
    expect([ends(middle), middle.timeline]).toEqual([[100, 'linha 50', 'linha 149', true, true], undefined]);
    const first = await read(2, `?before=${middle.older}`);
    expect(ends(first)).toEqual([51, '100%_certo', 'linha 49', false, true]);
    expect(ends(await read(2, `?after=${first.newer}`))).toEqual(ends(middle));
    expect(ends(await read(2, '?before=1%20OR%201'))).toEqual(ends(last));
  });
});

describe('who may', () => {
  test('attendants get at none of it', async () => {
    const ana = new PortalClient(portal);
    await ana.signIn('ana@carinho.test');
    for (const what of ['transcript', 'reassign', 'show']) expect((await ana.ask(`/admin/api/resources/conversations/records/3/${what}`)).status).toBe(302);
    expect((await ana.ask('/admin/api/resources/incidents/records/1/resolve', { method: 'POST' })).status).toBe(302);
  });

  test('a supervisor gives a conversation to somebody else, who is told in Slack', async () => {
    const reassign = '/admin/api/resources/conversations/records/3/reassign';
    const { form } = await supervisor.json<{ form: { fields: { options: { label: string }[] }[] } }>(reassign);
    expect(form.fields[0]?.options.map(({ label }) => label)).toEqual(['Escolha…', 'Ana Lima (2 abertas)', 'Marina Alves (0 abertas)', 'Sofia Prado (0 abertas)']);
    expect(await supervisor.act(reassign, {}, { given: { agent: '' } })).toMatchObject({ refused: { fields: { agent: 'Escolha uma pessoa da equipe.' } } });
    expect(await supervisor.act(reassign, {}, { given: { agent: '4' } })).toMatchObject({ refused: { fields: { agent: expect.stringContaining('Igor Inativo não está ativo') } } });
    expect(await supervisor.act(reassign, {}, { given: { agent: '1', why: 'Ana saiu mais cedo' } })).toMatchObject({ notice: { type: 'success' }, redirectUrl: '/admin/resources/conversations/records/3/show' });
    expect(await selectOne(portal.house.source.manager, "SELECT actor_name, old_value, new_value FROM conversation_history WHERE conversation_id = 3 AND action = 'assignment' ORDER BY id DESC LIMIT 1")).toEqual({ actor_name: 'Sofia Prado', old_value: '3', new_value: '1' });
    expect((await select(portal.house.source.manager, "SELECT id FROM deliveries WHERE conversation_id = 3 AND kind IN ('slack.direct', 'slack.card', 'slack.line')")).length).toBeGreaterThan(1);
  });

  test('an ended conversation is not given to anybody', async () => {
    await write(portal.house.source.manager, "UPDATE conversations SET status = 'closed', open_contact_id = NULL, closed_at = ? WHERE id = 2", [portal.clock.now()]);
    expect(await supervisor.act('/admin/api/resources/conversations/records/2/reassign', {}, { given: { agent: '1' } })).toMatchObject({ notice: { type: 'error' } });
  });

  test('a supervisor resolves an incident, once, with a text', async () => {
    const resolve = '/admin/api/resources/incidents/records/1/resolve';
    expect(await supervisor.act(resolve, {}, { given: { resolution: 'ok' } })).toMatchObject({ refused: { fields: { resolution: expect.any(String) } } });
    expect(await supervisor.act(resolve, {}, { given: { resolution: 'Trocamos a cuidadora.' } })).toMatchObject({ notice: { type: 'success', message: 'O incidente foi resolvido.' } });
    expect(await selectOne(portal.house.source.manager, 'SELECT status, resolution, resolved_by FROM incidents WHERE id = 1')).toEqual({ status: 'resolved', resolution: 'Trocamos a cuidadora.', resolved_by: 2 });
    expect(await supervisor.act(resolve, {}, { given: { resolution: 'De novo, outra vez.' } })).toMatchObject({ notice: { type: 'error' } });
  });
});

test('a contact’s page has all their conversations', async () => {
  const { conversations } = await supervisor.json<{ conversations: { id: number; protocol: string; status: string; closed: string | null }[] }>('/admin/api/resources/contacts/records/3/conversations');
  expect(conversations).toMatchObject([{ id: 3, protocol: '20260405-00003', status: 'Ativo', closed: null }]);
});

test.each([['name', 'céli', [3]], ['name', 'Beatriz Conc', [1]], ['phone', '96666-5555', [3]], ['phone', '(31) 9666', [3]], ['phone', '5555', [3]], ['phone', '66', []]])('contacts are found by %s %s', async (property, typed, found) => {
  const { records } = await supervisor.json<{ records: { id: string }[] }>(`/admin/api/resources/contacts/actions/list?filters.${property}=${encodeURIComponent(typed)}`);
  expect(records.map(({ id }) => Number(id))).toEqual(found);
});
