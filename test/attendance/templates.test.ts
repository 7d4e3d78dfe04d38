import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SimView } from '../../simulator/slack/workspace.js';
import { write } from '../../src/db/rows.js';
import type { Actor } from '../../src/domain/ctx.js';
import { sendAutomatic } from '../../src/domain/inbox/send-automatic.js';
import { sendTemplate } from '../../src/domain/inbox/send-template.js';
import { cardOf } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, SOFIA, STRANGER, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

const threadOf = async (id: number) => (await cardOf(world, id)).ts;
const shown = async (id: number) => world.slack.thread(ATENDIMENTO, await threadOf(id)).map((message) => ({ name: message.username, text: message.text, ticks: (message.reactions ?? []).map((one) => one.name) }));
const owner = async (id: number) => (await world.rows<{ assignee_id: number | null }>('SELECT assignee_id FROM conversations WHERE id = ?', [id]))[0]?.assignee_id;
const uses = async (code: string) => (await world.rows<{ uses: number; last_used_at: Date | null }>('SELECT uses, last_used_at FROM message_templates WHERE code = ?', [code]))[0];
const idOf = async (code: string) => String((await world.rows<{ id: number }>('SELECT id FROM message_templates WHERE code = ?', [code]))[0]?.id);
const whispers = (user: string) => JSON.stringify(world.slack.ephemerals(user).at(-1));
const text = (value: unknown) => JSON.stringify(value);

test('!modelo with an exact code sends it at once: filled, shown in the thread, ticked, counted, and the conversation has an owner', async () => {
  const maria = world.phone('5511988887777', { name: 'MARIA silva' });
  maria.says('Minha mãe precisa de cuidadora');
  await world.settle();
  await world.slack.post(ANA, ATENDIMENTO, '!modelo Boas-Vindas', { thread_ts: await threadOf(1) });
  await world.settle();
  expect(maria.received.map((one) => one.text)).toEqual([expect.stringMatching(/^Olá, Maria! Aqui é Ana Lima, da .+\. Como posso ajudar/)]);
  expect((await shown(1)).filter((one) => one.name === 'Ana Lima')).toEqual([{ name: 'Ana Lima', text: expect.stringContaining('Olá, Maria!'), ticks: ['white_check_mark'] }]);
  expect(whispers(ANA)).toContain('Modelo enviado');
  expect(await owner(1)).toBe(1);
  expect(await uses('boas-vindas')).toMatchObject({ uses: 1, last_used_at: expect.any(Date) });
  expect(await world.rows('SELECT new_value, actor_name FROM conversation_history WHERE action = ?', ['template_sent'])).toEqual([{ new_value: 'boas-vindas', actor_name: 'Ana Lima' }]);
});

test('a code that is not exactly one is refused with the closest; a value that is missing opens the form instead', async () => {
  const maria = world.phone('5511988887777');
  const before = maria.received.length;
  await world.slack.post(ANA, ATENDIMENTO, '!modelo boasvinda', { thread_ts: await threadOf(1) });
  await world.settle();
  expect(whispers(ANA)).toContain('Não há modelo “boasvinda”');
  expect(whispers(ANA)).toContain('`boas-vindas`');
  await world.slack.post(ANA, ATENDIMENTO, '!modelo visita', { thread_ts: await threadOf(1) });
  await world.settle();
  expect(whispers(ANA)).toContain('falta preencher');
  const answer = await world.slack.slash(ANA, ATENDIMENTO, '/modelo', '#1 visita');
  expect(answer.status).toBe(200);
  const form = text(world.slack.views(ANA));
  expect(form).toContain('conhecer quem vai receber os cuidados');
  expect(form).toContain('{{patient_name}}');
  expect(maria.received.length).toBe(before);

  await write(world.house.source.manager, 'INSERT INTO patients (contact_id, name, created_at, updated_at) SELECT contact_id, ?, ?, ? FROM conversations WHERE id = 1', ['Dona Rosa *{{brand}}*', world.clock.now(), world.clock.now()]);
  await write(world.house.source.manager, 'UPDATE conversations SET patient_id = (SELECT MAX(id) FROM patients) WHERE id = 1', []);
  await world.slack.slash(ANA, ATENDIMENTO, '/modelo', '#1 visita');
  await world.settle();
  expect(maria.received.at(-1)?.text).toContain('para conhecer Dona Rosa brand. Qual');
});

test('the form: choose, read it filled, edit, send; changing the template changes the text', async () => {
  const maria = world.phone('5511988887777');
  await world.slack.slash(ANA, ATENDIMENTO, '/modelo', '#1');
  const [first, second] = [await idOf('encerramento'), await idOf('documentos')];
  const early = await world.slack.submitView(ANA, { template: { template_choice: first } });
  expect(early.errors?.['template']).toContain('Espere o texto');
  await world.slack.chooseOption(ANA, 'view', 'template_choice', first);
  expect(text(world.slack.views(ANA))).toMatch(/foi um prazer atender você.*Protocolo \d{8}-00001/);
  await world.slack.chooseOption(ANA, 'view', 'template_choice', second);
  expect(text(world.slack.views(ANA))).toContain('comprovante de endereço');
  expect(text(world.slack.views(ANA))).not.toContain('é só escrever aqui');
  const empty = await world.slack.submitView(ANA, { [`text_${second}`]: { value: ' \u200B ' } });
  expect(empty.errors?.[`text_${second}`]).toBeDefined();
  const note = await world.slack.submitView(ANA, { [`text_${second}`]: { value: '// só para nós' } });
  expect(note.errors?.[`text_${second}`]).toContain('nota');
  await world.slack.submitView(ANA, { [`text_${second}`]: { value: 'Maria, traga <CPF> & *RG* {{brand}}' } });
  await world.settle();
  expect(maria.received.at(-1)?.text).toBe('Maria, traga <CPF> & *RG* {{brand}}');
  expect((await shown(1)).at(-1)).toMatchObject({ name: 'Ana Lima', ticks: ['white_check_mark'] });
  expect((await uses('documentos'))?.uses).toBe(1);
});

test('/modelo alone lists what there is, most used first, and asks for the conversation; the card has a button', async () => {
  const answer = text(await world.slack.slash(ANA, ATENDIMENTO, '/modelo', ''));
  expect(answer).toContain('#1');
  expect(answer).toContain('`/modelo #123 código`');
  expect(answer.indexOf('`boas-vindas`')).toBeGreaterThan(0);
  expect(answer.indexOf('`boas-vindas`')).toBeLessThan(answer.indexOf('`recebemos`'));
  const card = { channel: ATENDIMENTO, ts: await threadOf(1) };
  await world.slack.click(ANA, card, 'act_template');
  expect(text(world.slack.views(ANA))).toContain('Modelo · #1');
  await world.slack.closeView(ANA);
});

test('who may: a colleague’s conversation is its owner’s and the supervisors’; strangers see nothing, not even by a forged choice', async () => {
  const maria = world.phone('5511988887777');
  const before = maria.received.length;
  expect(text(await world.slack.slash(BRUNO, ATENDIMENTO, '/modelo', '#1 boas-vindas'))).toContain('não permite');
  expect(text(await world.slack.slash(STRANGER, ATENDIMENTO, '/modelo', '#1 boas-vindas'))).toContain('equipe de atendimento');
  await world.settle();
  expect(maria.received.length).toBe(before);
  await world.slack.slash(SOFIA, ATENDIMENTO, '/modelo', '#1 boas-vindas');
  await world.settle();
  expect(maria.received.at(-1)?.text).toContain('Aqui é Sofia Prado');
  expect(await owner(1)).toBe(1);
  // The form is open when the conversation goes to somebody else: looked at again when it is sent.
  await world.slack.slash(ANA, ATENDIMENTO, '/modelo', '#1');
  await world.slack.chooseOption(ANA, 'view', 'template_choice', await idOf('documentos'));
  await write(world.house.source.manager, 'UPDATE conversations SET assignee_id = 2 WHERE id = 1', []);
  await world.slack.chooseOption(ANA, 'view', 'template_choice', await idOf('visita'));
  expect(text(world.slack.views(ANA))).toContain('não permite');
  await world.slack.closeView(ANA);
});

test('a template that was switched off meanwhile, and a conversation that is over', async () => {
  await write(world.house.source.manager, 'UPDATE conversations SET assignee_id = 1 WHERE id = 1', []);
  await world.slack.slash(ANA, ATENDIMENTO, '/modelo', '#1 documentos');
  await world.settle();
  await world.slack.slash(ANA, ATENDIMENTO, '/modelo', '#1');
  const id = await idOf('documentos');
  await world.slack.chooseOption(ANA, 'view', 'template_choice', id);
  await write(world.house.source.manager, 'UPDATE message_templates SET active = 0 WHERE id = ?', [id]);
  const gone = await world.slack.submitView(ANA);
  expect(gone.errors?.['template']).toContain('não está mais ativo');
  await world.slack.closeView(ANA);
  await world.slack.slash(ANA, ATENDIMENTO, '/encerrar', '#1');
  await world.settle();
  expect(text(await world.slack.slash(ANA, ATENDIMENTO, '/modelo', '#1 boas-vindas'))).toContain('encerrada');
});

test('more than a hundred: they are searched while typing, accents aside; strangers are offered none', async () => {
  const now = world.clock.now();
  await write(world.house.source.manager, 'INSERT INTO message_templates (code, title, body, created_at, updated_at) VALUES ?', [Array.from({ length: 120 }, (_, i) => [`extra-${i}`, i === 77 ? 'Atenção à família <!channel>' : `Extra ${i}`, 'Texto', now, now])]);
  const joao = world.phone('5511977776666');
  joao.says('Oi');
  await world.settle();
  await world.slack.slash(ANA, ATENDIMENTO, '/modelo', '#2');
  const found = await world.slack.suggest(ANA, 'view', 'template_choice', 'atencao familia');
  expect((found.body as { options: unknown[] }).options).toHaveLength(1);
  expect(text(found.body)).not.toContain('<!channel>');
  expect(((await world.slack.suggest(ANA, 'view', 'template_choice', '')).body as { options: unknown[] }).options).toHaveLength(100);
  expect((await world.slack.suggest(ANA, 'view', 'template_choice', '% OR 1=1')).body).toEqual({ options: [] });
  expect((await world.slack.suggest(STRANGER, world.slack.views(ANA) as SimView, 'template_choice', '')).body).toEqual({ options: [] });
  await world.slack.chooseOption(ANA, 'view', 'template_choice', await idOf('extra-77'));
  await world.slack.submitView(ANA);
  await world.settle();
  expect(joao.received.at(-1)?.text).toBe('Texto');
});

test('the same submission twice leaves once and counts once', async () => {
  const joao = world.phone('5511977776666');
  const [before, templateId] = [joao.received.length, Number(await idOf('extra-5'))];
  const ana: Actor = { kind: 'agent', id: 1, name: 'Ana Lima', role: 'agent', slackUserId: ANA };
  for (let i = 0; i < 2; i += 1) await world.house.ledger.run(ana, { conversation: 2 }, (ctx) => sendTemplate(ctx, { templateId, slackUserId: ANA, source: 'form:V123' }));
  await world.settle();
  expect(joao.received.length).toBe(before + 1);
  expect((await uses('extra-5'))?.uses).toBe(1);
});

test('an automatic message: in order, shown as automatic with its tick, nobody’s answer', async () => {
  const rita = world.phone('5511966665555', { name: '🌸' });
  rita.says('Boa noite');
  await world.settle();
  await world.house.ledger.run({ kind: 'system' }, { conversation: 3 }, (ctx) => sendAutomatic(ctx, 'fora-do-horario'));
  expect(await world.house.ledger.run({ kind: 'system' }, { conversation: 3 }, (ctx) => sendAutomatic(ctx, 'nao-existe'))).toEqual([]);
  await world.settle();
  expect(rita.received.map((one) => one.text)).toEqual([expect.stringMatching(/^Olá! Agora estamos fora do horário de atendimento \(de segunda a sexta/)]);
  const posts = await shown(3);
  expect(posts.at(-1)).toMatchObject({ name: expect.stringContaining('mensagem automática'), text: expect.stringContaining('✓✓ automática · entregue') });
  const [row] = await world.rows<{ waiting_since: Date | null; assignee_id: number | null }>('SELECT waiting_since, assignee_id FROM conversations WHERE id = 3');
  expect(row).toMatchObject({ waiting_since: expect.any(Date), assignee_id: null });
  expect(await world.rows('SELECT author_kind, agent_id FROM messages WHERE conversation_id = 3 AND direction = ?', ['outbound'])).toEqual([{ author_kind: 'system', agent_id: null }]);
  expect(text(world.slack.thread(ATENDIMENTO, await threadOf(3))[0])).toContain('automática');
});
