import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { repositoryRoot } from '../../src/kit/repository-root.js';
import { answer, cardOf } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, SOFIA, STRANGER, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.phone('5511988887777', { name: 'Maria' }).says('Minha mãe precisa de cuidadora');
  await world.settle();
});
afterAll(() => world.end());

const slash = async (user: string, command: string, text: string) => {
  const ack = await world.slack.slash(user, ATENDIMENTO, command, text);
  await world.settle();
  return ack.body as { blocks?: { text?: { text: string }; elements?: { text: string }[] }[]; text?: string };
};
/** What the answer shows, line by line, without the hours. */
const lines = (body: Awaited<ReturnType<typeof slash>>) => (body.blocks ?? []).flatMap((block) => (block.text?.text ?? block.elements?.map((one) => one.text).join(' ') ?? '').split('\n')).map((line) => line.replace(/^.*?\d{2}:\d{2} · /, ''));

test('tells in words who did what, old and new, and why', async () => {
  await slash(ANA, '/assumir', '#1');
  await slash(ANA, '/prioridade', '#1 urgente caiu *no* banheiro');
  await slash(ANA, '/status', '#1 triagem');
  await slash(ANA, '/atribuir', `#1 <@${BRUNO}> plantão`);
  await slash(BRUNO, '/etiqueta', '#1 hospital');
  await answer(world, BRUNO, '!nota segredo', 1);
  await slash(BRUNO, '/perdido', '#1 preço mais caro');
  await answer(world, SOFIA, '!reabrir', 1);
  expect(lines(await slash(BRUNO, '/historico', '#1'))).toEqual([
    '*Histórico da conversa #1*',
    '*Cliente* · Conversa aberta: Novo',
    '*Ana Lima* · Responsável: ninguém ainda → Ana Lima',
    '*Ana Lima* · prioridade mudada: Normal → Urgente _(caiu *no* banheiro)_',
    '*Ana Lima* · Mudança de situação: Novo → Triagem',
    '*Ana Lima* · Responsável: Ana Lima → Bruno Souza _(plantão)_',
    '*Bruno Souza* · etiqueta: hospital',
    '*Bruno Souza* · Nota interna',
    '*Bruno Souza* · Mudança de situação: Triagem → Perdido _(Preço · mais caro)_',
    '*Sofia Prado* · Mudança de situação: Perdido → Triagem _(reaberta por uma pessoa)_',
  ]);
});

test('by button and by word too, only for whoever asks', async () => {
  await world.slack.chooseOption(ANA, { channel: ATENDIMENTO, ts: (await cardOf(world)).ts }, 'act_menu', 'history:1');
  expect(JSON.stringify(world.slack.ephemerals(ANA).at(-1))).toContain('Histórico da conversa #1');
  await answer(world, ANA, '!histórico');
  expect(JSON.stringify(world.slack.ephemerals(ANA).at(-1))).toContain('Conversa aberta');
  expect(JSON.stringify(await slash(STRANGER, '/historico', '#1'))).toContain('equipe de atendimento');
});

test('a long one comes in pages, newest first, and loops are seen', async () => {
  world.phone('5511977776666', { name: 'João' }).says('Oi');
  await world.settle();
  for (let round = 0; round < 12; round += 1) for (const level of ['alta', 'baixa']) await world.slack.slash(ANA, ATENDIMENTO, '/prioridade', `#2 ${level}`);
  const newest = lines(await slash(ANA, '/historico', '#2'));
  expect(newest.filter((line) => line.includes('Alta → Baixa'))).toHaveLength(10);
  expect(newest.filter((line) => line.includes('Baixa → Alta'))).toHaveLength(10);
  expect(newest.at(-1)).toContain('`/historico #2 2`');
  const older = lines(await slash(ANA, '/historico', '#2 2'));
  expect(older[1]).toBe('*Cliente* · Conversa aberta: Novo');
  expect(older).toHaveLength(6);
});

test('an incident, a follow-up and a row of somebody unknown read well too', async () => {
  const rows = [
    ['incident', 'system', 'system', null, 'high', '{"category":"complaint"}'],
    ['follow_up_planned', 'agent', 'Ana <!channel>', null, '2026-11-25T13:00:00.000Z', '{}'],
    ['follow_up_ended', 'agent', 'Ana Lima', null, 'done', null],
    ['escalation', 'agent', 'Ana Lima', 'n1', 'n2', '{"reason":"<@U1> pediu"}'],
    ['assignment', 'agent', 'Ana Lima', '1', '999', null],
  ];
  for (const row of rows) await world.rows('INSERT INTO conversation_history (conversation_id, action, actor_kind, actor_name, old_value, new_value, detail, created_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?)', [...row, world.clock.now()]);
  const shown = lines(await slash(ANA, '/historico', '#1')).join('\n');
  expect(shown).toMatch(/\*sistema\* · incidente registrado: alta _\(Reclamação\)_/i);
  expect(shown).toMatch(/\*Ana &lt;!channel&gt;\* · retorno marcado: .*10:00/);
  expect(shown).toContain('retorno concluído: feito');
  expect(shown).toContain('N1 · Atendimento → N2 · Supervisão _(&lt;@');
  expect(shown).toContain('Ana Lima → #999');
});

test('every action that can stand in the trail has its words', () => {
  const written = readFileSync(join(repositoryRoot(), 'src/domain/history/history.ts'), 'utf8');
  const actions = new Set([...written.matchAll(/action: '(\w+)'/g)].map((match) => match[1] as string));
  for (const action of ['message_edited', 'message_deleted', 'message_filled', 'shift_started', 'shift_ended', 'delivery_retried', 'delivery_discarded']) actions.add(action);
  const missing = [...actions].filter((action) => {
    try {
      return world.house.t(`portal:codes.action.${action}`) === '';
    } catch {
      return true;
    }
  });
  expect(missing).toEqual([]);
});
