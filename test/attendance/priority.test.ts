import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cardOf } from '../support/thread.js';
import { ANA, ATENDIMENTO, BRUNO, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

const card = (id: number) => cardOf(world, id);
const conversation = async (id: number) => (await world.rows<Record<string, unknown>>('SELECT priority, assignee_id, status FROM conversations WHERE id = ?', [id]))[0];
const trail = (id: number, action: string) => world.rows<{ old_value: string; new_value: string; actor_name: string }>('SELECT old_value, new_value, actor_name FROM conversation_history WHERE conversation_id = ? AND action = ? ORDER BY id', [id, action]);

test('by command, by word and by form: the same rule', async () => {
  const maria = world.phone('5511988887777', { name: 'Maria' });
  maria.says('Minha mãe precisa de cuidadora');
  await world.settle();
  const answer = await world.slack.slash(ANA, ATENDIMENTO, '/prioridade', '#1 alta');
  expect(JSON.stringify(answer)).toContain('prioridade Alta');
  await world.settle();
  expect(await conversation(1)).toMatchObject({ priority: 'high' });
  expect(JSON.stringify(world.slack.thread(ATENDIMENTO, (await card(1)).ts)[0])).toContain('Alta');

  world.slack.post(ANA, ATENDIMENTO, '!prioridade urgente caiu no banheiro', { thread_ts: (await card(1)).ts });
  await world.settle();
  expect(await trail(1, 'priority_change')).toMatchObject([{ old_value: 'normal', new_value: 'high' }, { old_value: 'high', new_value: 'urgent', actor_name: 'Ana Lima' }]);
  expect(JSON.stringify(world.slack.ephemerals(ANA))).toContain('prioridade Urgente');

  // Urgent without a reason: the form asks; empty: refused at its field, nothing changes.
  await world.slack.slash(ANA, ATENDIMENTO, '/prioridade', '#1 baixa');
  await world.settle();
  await world.slack.slash(ANA, ATENDIMENTO, '/prioridade', '#1 urgente');
  const refusal = await world.slack.submitView(ANA, { priority: { value: 'urgent' }, reason: { value: '' } });
  expect(JSON.stringify(refusal)).toContain('motivo da urgência');
  expect(await conversation(1)).toMatchObject({ priority: 'low' });
});

test('a form opened before somebody else changed it does not overwrite', async () => {
  await world.slack.slash(ANA, ATENDIMENTO, '/prioridade', '#1');
  await world.slack.slash(BRUNO, ATENDIMENTO, '/prioridade', '#1 alta');
  const answer = await world.slack.submitView(ANA, { priority: { value: 'normal' }, reason: { value: '' } });
  expect(JSON.stringify(answer)).toContain('Bruno Souza');
  expect(await conversation(1)).toMatchObject({ priority: 'high' });
  await world.slack.submitView(ANA, { priority: { value: 'normal' }, reason: { value: '' } });
  expect(await conversation(1)).toMatchObject({ priority: 'normal' });
});
