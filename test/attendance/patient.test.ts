import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answer, cardOf, shown } from '../support/thread.js';
import { arrive, messageBody } from '../support/webhook.js';
import { ANA, ATENDIMENTO, BRUNO, startWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ settings: { reopen_window_hours: 0 } });
});
afterAll(() => world.end());

const maria = () => world.phone('5511988887777', { name: 'Maria' });
const patients = () => world.rows<{ id: number; name: string; age: number | null; care_type: string | null }>('SELECT id, name, age, care_type FROM patients ORDER BY id');
const of = async (id: number) => (await world.rows<{ patient_id: number | null; writer_relation: string | null }>('SELECT patient_id, writer_relation FROM conversations WHERE id = ?', [id]))[0];
const trail = async (id: number) => (await world.rows<{ new_value: string }>("SELECT new_value FROM conversation_history WHERE conversation_id = ? AND action = 'patient' ORDER BY id", [id])).map((row) => row.new_value);
async function openForm(id: number, user = ANA) {
  await answer(world, user, '!paciente', id);
  await world.slack.click(user, world.slack.ephemerals(user).at(-1) as never, 'act_patient');
}

test('one phone writes for two people: each is a patient, each conversation is about one', async () => {
  maria().says('Minha mãe precisa de cuidadora');
  await world.settle();
  await answer(world, ANA, '!paciente Dona Lúcia, 82, família', 1);
  expect(await patients()).toEqual([{ id: 1, name: 'Dona Lúcia', age: 82, care_type: null }]);
  const card = shown(await cardOf(world, 1));
  for (const words of ['Dona Lúcia · 82 anos', 'quem escreve: família']) expect(card).toContain(words);
  // Spelt otherwise it is the same person; the same again changes nothing.
  await answer(world, ANA, '!paciente dona lucia', 1);
  await answer(world, ANA, '!paciente Dona Lúcia, 83', 1);
  expect(await patients()).toEqual([{ id: 1, name: 'Dona Lúcia', age: 83, care_type: null }]);

  await openForm(1);
  expect(JSON.stringify(world.slack.views(ANA))).toContain('Dona Lúcia · 83 anos');
  await world.slack.submitView(ANA, { patient: 'new', name: 'Seu <João>', age: '79', relation: 'family', care: 'Companhia' });
  await world.settle();
  expect(await of(1)).toEqual({ patient_id: 2, writer_relation: 'family' });
  expect(shown(await cardOf(world, 1))).toContain('Seu &lt;João&gt; · 79 anos · Companhia');
  await openForm(1);
  await world.slack.submitView(ANA, { patient: '1', relation: 'caregiver' });
  await world.settle();
  expect(await of(1)).toEqual({ patient_id: 1, writer_relation: 'caregiver' });
  expect(await patients()).toHaveLength(2);
  expect(await trail(1)).toEqual(['added', 'edited', 'added', 'chosen']);
});

test('wrong ages, empty names and forged patients are refused at their field', async () => {
  await openForm(1);
  expect((await world.slack.submitView(ANA, { patient: 'new', name: 'Rosa', age: '130' })).errors).toEqual({ age: 'Escreva a idade em anos, de 0 a 120.' });
  expect((await world.slack.submitView(ANA, { patient: 'new', name: '', age: '' })).errors).toEqual({ name: 'Escreva o nome do paciente.' });
  const forged = { type: 'static_select', selected_option: { value: '999', text: { type: 'plain_text', text: 'x' } } };
  expect((await world.slack.submitView(ANA, { patient: forged, name: '' })).errors).toEqual({ patient: 'Este paciente não é deste cliente: escolha outro.' });
  await world.slack.closeView(ANA);
  await answer(world, ANA, '!paciente Rosa, 80, vizinha', 1);
  expect(JSON.stringify(world.slack.ephemerals(ANA).at(-1))).toContain('o próprio paciente, família, cuidador, outra pessoa');
  await answer(world, ANA, '!assumir', 1);
  await answer(world, BRUNO, '!paciente Rosa', 1);
  expect(JSON.stringify(world.slack.ephemerals(BRUNO).at(-1))).toContain('informa o paciente');
  expect(await patients()).toHaveLength(2);
});

test('the triage fills the patient, a later conversation knows them, and a later name does not rename somebody else', async () => {
  await world.slack.slash(ANA, ATENDIMENTO, '/status', '#1 encerrado');
  await world.settle();
  await world.pass(3_600_000);
  maria().says('Agora é para o meu pai');
  await world.settle();
  const [last] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM conversations');
  const id = last?.id as number;
  expect(id).toBe(2);
  await answer(world, ANA, '!triagem idade 84', id);
  expect(await of(id)).toMatchObject({ patient_id: null });
  await answer(world, ANA, '!triagem nome do paciente DONA LUCIA', id);
  expect(await of(id)).toMatchObject({ patient_id: 1 });
  expect((await patients())[0]).toMatchObject({ age: 84 });
  await answer(world, ANA, '!triagem nome do paciente Antônio', id);
  expect((await patients()).map((one) => one.name)).toEqual(['Dona Lúcia', 'Seu <João>', 'Antônio']);
  expect(await of(id)).toMatchObject({ patient_id: 3 });
  await answer(world, ANA, '!triagem nome do paciente Antônio Dias', id);
  expect((await patients())[2]).toMatchObject({ id: 3, name: 'Antônio Dias', age: 84 });
  // The form of the checklist offers what the patient's record knows.
  await answer(world, ANA, '!paciente Seu João', id);
  await answer(world, ANA, '!triagem nome do paciente -', id);
  await world.slack.slash(ANA, ATENDIMENTO, '/triagem', `#${id}`);
  expect(JSON.stringify(world.slack.views(ANA))).toContain('"initial_value":"Seu');
  await world.slack.closeView(ANA);
});

test('two contacts that prove to be one keep their patients, and the conversation that goes on keeps what was known', async () => {
  const lid = { phone: '4001@lid', chatLid: '4001@lid' };
  world.phone('5511988884001', { name: 'Clara', lid: '4001@lid' });
  await arrive(world, messageBody('pelo lid', { ...lid, senderName: 'Clara' }));
  await arrive(world, messageBody('pelo número', { phone: '5511988884001', senderName: 'Clara' }));
  const [first, second] = (await world.rows<{ id: number }>("SELECT c.id FROM conversations c JOIN contacts p ON p.id = c.contact_id WHERE p.name = 'Clara' ORDER BY c.id")).map((row) => row.id) as [number, number];
  await answer(world, ANA, '!paciente Vó Nair, 91, família', second);
  await answer(world, ANA, '!triagem location Santos', second);
  await arrive(world, messageBody('os dois', { phone: '5511988884001', chatLid: '4001@lid', senderName: 'Clara' }));
  const [stays] = await world.rows<{ id: number; patient_id: number }>('SELECT c.id, c.patient_id FROM conversations c WHERE c.id IN (?) AND c.open_contact_id IS NOT NULL', [[first, second]]);
  const id = stays?.id as number;
  const card = shown(await cardOf(world, id));
  for (const words of ['Vó Nair · 91 anos', 'quem escreve: família', '1/6']) expect(card).toContain(words);
  expect(await world.rows('SELECT 1 FROM patients s JOIN conversations c ON c.contact_id = s.contact_id AND c.id = ? WHERE s.id = ?', [id, stays?.patient_id])).toHaveLength(1);
});
