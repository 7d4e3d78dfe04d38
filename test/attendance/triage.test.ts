import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { write } from '../../src/db/rows.js';
import { answer, cardOf, repliesOf, shown, slash, textsOf } from '../support/thread.js';
import { ANA, BRUNO, STRANGER, startWorld, type World } from '../support/world.js';

let world: World;
let people = 0;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.end());

const family = () => world.phone(`55119${String(60000000 + people)}`, { name: `Família ${people}` });
/** A family writes; returns the number of its new conversation. */
async function newConversation(): Promise<number> {
  people += 1;
  family().says('Preciso de uma cuidadora para minha mãe');
  await world.settle();
  return (await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM conversations'))[0]?.id ?? 0;
}
const row = async (id: number) => (await world.rows<{ status: string; priority: string; patient_id: number | null }>('SELECT status, priority, patient_id FROM conversations WHERE id = ?', [id]))[0];
const answers = async (id: number) =>
  Object.fromEntries((await world.rows<{ code: string; value: string }>('SELECT i.code, t.value FROM triage_answers t JOIN triage_items i ON i.id = t.item_id WHERE t.conversation_id = ? ORDER BY i.position', [id])).map(({ code, value }) => [code, value]));
const count = async (id: number, action: string) => Number((await world.rows<{ n: number }>('SELECT COUNT(*) AS n FROM conversation_history WHERE conversation_id = ? AND action = ?', [id, action]))[0]?.n);

type Block = { type: string; block_id?: string; text?: { text: string }; label?: { text: string }; hint?: { text: string }; element?: Record<string, unknown>; accessory?: { action_id: string; value: string } };
const blocksOf = (user: string) => (world.slack.views(user)?.blocks ?? []) as unknown as Block[];
/** The field of the open form whose label holds these words. */
const fieldOf = (user: string, label: string) => blocksOf(user).find((block) => block.label?.text.includes(label)) as Block;
const named = (user: string, values: Record<string, string>) => Object.fromEntries(Object.entries(values).map(([label, value]) => [fieldOf(user, label).block_id as string, value]));
async function save(user: string, values: Record<string, string>) {
  const result = await world.slack.submitView(user, named(user, values));
  await world.settle();
  return result;
}

describe('the checklist as a form', () => {
  test('each question with its tip and field in order; what is filled is saved, the rest waits', async () => {
    const id = await newConversation();
    await slash(world, ANA, '/triagem', `#${id}`);
    const fields = blocksOf(ANA).filter((block) => block.type === 'input');
    expect(fields.map((block) => block.label?.text)).toEqual([
      '1. Nome do paciente ★', '2. Idade ★', '3. Tipo de cuidado ★', '4. Local do atendimento ★', '5. Dias e horários ★', '6. Início ★',
      '7. Necessidades especiais', '8. Orçamento', '9. Quem decide', '10. Como nos conheceu',
    ]);
    expect(fields[0]?.hint?.text).toContain('a família percebe o carinho');
    expect(fields.map((block) => block.element?.['type'])).toEqual(['plain_text_input', 'plain_text_input', 'static_select', 'plain_text_input', 'plain_text_input', 'static_select', 'plain_text_input', 'plain_text_input', 'plain_text_input', 'static_select']);
    expect(JSON.stringify(blocksOf(ANA))).toContain('Como se chama a pessoa que vai receber os cuidados?');
    expect(blocksOf(ANA)[0]?.text?.text).toContain('░░░░░░ 0/6');

    await save(ANA, { 'Nome do paciente': 'Dona <Lúcia>', 'Idade': '82 anos' });
    expect(world.slack.views(ANA)).toBeUndefined();
    expect(await answers(id)).toEqual({ patient_name: 'Dona <Lúcia>', patient_age: '82' });
    expect(await row(id)).toMatchObject({ status: 'triage' });
    expect(shown(await cardOf(world, id))).toContain('▓▓░░░░ 2/6');
    expect(shown(await cardOf(world, id))).toContain('Dona &lt;Lúcia&gt; · 82 anos');
    expect(await count(id, 'triage_answer')).toBe(2);
    expect((await textsOf(world, id)).filter((text) => text.includes('Novo → *Triagem*'))).toHaveLength(1);

    // Opened again it holds the former answers; nothing changed, nothing written; an empty field keeps its answer, "-" takes it away.
    await slash(world, ANA, '/triagem', `#${id}`);
    expect(fieldOf(ANA, 'Nome do paciente').element?.['initial_value']).toBe('Dona <Lúcia>');
    expect(blocksOf(ANA)[0]?.text?.text).toContain('2/6');
    await save(ANA, { 'Nome do paciente': '' });
    expect(await answers(id)).toEqual({ patient_name: 'Dona <Lúcia>', patient_age: '82' });
    expect(await count(id, 'triage_answer')).toBe(2);
    await slash(world, ANA, '/triagem', `#${id}`);
    await save(ANA, { Idade: '-' });
    expect(await answers(id)).toEqual({ patient_name: 'Dona <Lúcia>' });
    expect(shown(await cardOf(world, id))).toContain('1/6');
  });

  test('what cannot be is said at its field, and nothing is saved', async () => {
    const id = await newConversation();
    await slash(world, ANA, '/triagem', `#${id}`);
    const result = await world.slack.submitView(ANA, named(ANA, { 'Nome do paciente': 'Rosa', 'Idade': '182' }));
    expect(Object.keys(result.errors ?? {})).toEqual([fieldOf(ANA, 'Idade').block_id]);
    expect(Object.values(result.errors ?? {})).toEqual(['Idade: escreva a idade em anos, de 0 a 120.']);
    expect(await answers(id)).toEqual({});
    await write(world.house.source.manager, "UPDATE triage_items SET field_type = 'date' WHERE code = 'start_date'");
    await world.slack.closeView(ANA);
    await slash(world, ANA, '/triagem', `#${id}`);
    expect(fieldOf(ANA, 'Início').element?.['type']).toBe('datepicker');
    const past = await world.slack.submitView(ANA, named(ANA, { 'Início': '2020-01-01' }));
    expect(Object.values(past.errors ?? {})).toEqual(['Início: esta data já passou.']);
    const day = new Date(world.clock.now().getTime() + 40 * 86_400_000).toISOString().slice(0, 10);
    await save(ANA, { 'Início': day });
    expect(await answers(id)).toEqual({ start_date: day });
    await write(world.house.source.manager, "UPDATE triage_items SET field_type = 'choice' WHERE code = 'start_date'");
    // A former answer that is no choice any more stays in the list.
    await slash(world, ANA, '/triagem', `#${id}`);
    expect(JSON.stringify(fieldOf(ANA, 'Início').element?.['initial_option'])).toContain(day);
    await world.slack.closeView(ANA);
  });

  test('two people at once: other fields merge, the same field is shown with both values', async () => {
    const id = await newConversation();
    await slash(world, ANA, '/triagem', `#${id}`);
    await slash(world, BRUNO, '/triagem', `#${id}`);
    await save(BRUNO, { 'Local do atendimento': 'Santos', 'Idade': '70' });
    await save(ANA, { 'Nome do paciente': 'Rosa' });
    expect(await answers(id)).toEqual({ patient_name: 'Rosa', patient_age: '70', location: 'Santos' });

    await slash(world, ANA, '/triagem', `#${id}`);
    await slash(world, BRUNO, '/triagem', `#${id}`);
    await save(BRUNO, { 'Local do atendimento': 'Santos, Gonzaga' });
    const overtaken = await save(ANA, { 'Local do atendimento': 'Guarujá', 'Dias e horários': 'noites' });
    const top = JSON.stringify(overtaken.view?.blocks[0]);
    for (const words of ['Nada foi salvo', 'Bruno Souza', 'Santos, Gonzaga', 'Guarujá']) expect(top).toContain(words);
    expect(await answers(id)).toMatchObject({ location: 'Santos, Gonzaga' });
    expect(fieldOf(ANA, 'Local').element?.['initial_value']).toBe('Santos, Gonzaga');
    // What else was typed is still there; saving again writes it.
    await save(ANA, {});
    expect(await answers(id)).toEqual({ patient_name: 'Rosa', patient_age: '70', location: 'Santos, Gonzaga', schedule: 'noites' });
  });

  test('"Enviar esta pergunta" sends it once, as the person’s reply; what is typed stays', async () => {
    const id = await newConversation();
    await slash(world, ANA, '/triagem', `#${id}`);
    const ask = blocksOf(ANA).find((block) => block.text?.text.includes('Quantos anos ela tem?')) as Block;
    const view = world.slack.views(ANA);
    const typed = named(ANA, { 'Nome do paciente': 'Rosa' });
    await Promise.all([1, 2].map(() => world.slack.click(ANA, view as never, 'triage_ask', { blockId: ask.block_id as string, typed })));
    await world.settle();
    expect(family().received.map((message) => message.text)).toEqual(['Quantos anos ela tem?']);
    expect(blocksOf(ANA).find((block) => block.block_id === ask.block_id)?.text?.text).toContain('enviada ao cliente');
    expect((await repliesOf(world, id)).at(-1)).toMatchObject({ username: 'Ana Lima', text: 'Quantos anos ela tem?' });
    expect(await count(id, 'triage_question')).toBe(1);
    expect(shown(await cardOf(world, id))).toContain(`<@${ANA}>`);
    await save(ANA, {});
    expect(await answers(id)).toEqual({ patient_name: 'Rosa' });

    await slash(world, ANA, '/triagem', `#${id}`);
    expect(blocksOf(ANA).find((block) => block.block_id === ask.block_id)?.text?.text).toContain('enviada às');
    await world.slack.closeView(ANA);
    expect(await slash(world, BRUNO, '/triagem', `#${id}`)).toContain('só a pessoa responsável ou a supervisão preenche a triagem');
    expect(await slash(world, STRANGER, '/triagem', `#${id}`)).toContain('Só pessoas da equipe');
  });
});

describe('from the thread', () => {
  test('one answer by code or label; help and refusals name what there is', async () => {
    const id = await newConversation();
    await answer(world, ANA, '!triagem location São Paulo, Moema', id);
    await answer(world, ANA, '!triagem tipo de cuidado: companhia', id);
    await answer(world, ANA, '!triagem idade 82 anos', id);
    expect(await answers(id)).toEqual({ patient_age: '82', care_type: 'Companhia', location: 'São Paulo, Moema' });
    const told = () => JSON.stringify(world.slack.ephemerals(ANA).at(-1));
    expect(told()).toContain('3/6');
    await answer(world, ANA, '!triagem idade muitos', id);
    expect(told()).toContain('de 0 a 120');
    await answer(world, ANA, '!triagem signo touro', id);
    expect(told()).toContain('`patient_name` (Nome do paciente)');
    await answer(world, ANA, '!triagem', id);
    expect(told()).toContain('falta preencher');
    await answer(world, ANA, '!triagem location -', id);
    expect(await answers(id)).toEqual({ patient_age: '82', care_type: 'Companhia' });
    await answer(world, ANA, '!triagem resumo', id);
    const summary = JSON.stringify((await repliesOf(world, id)).at(-1)?.blocks);
    for (const words of ['Resumo da triagem (2/6)', '*Idade:* 82', '*Local do atendimento:* _falta responder_']) expect(summary).toContain(words);
    expect(family().received).toEqual([]);
  });
});

describe('what the answers lead to', () => {
  const complete = { patient_name: 'Rosa *forte*', patient_age: '90', care_type: 'Companhia', location: 'Santos', schedule: 'noites' };

  test('complete: to the proposal once, with the summary; a conversation that went on stays where it is', async () => {
    const id = await newConversation();
    for (const [code, value] of Object.entries(complete)) await answer(world, ANA, `!triagem ${code} ${value}`, id);
    expect(await row(id)).toMatchObject({ status: 'triage' });
    await answer(world, ANA, '!triagem início mais para frente', id);
    expect(await row(id)).toMatchObject({ status: 'proposal', priority: 'normal' });
    const summaries = async () => (await repliesOf(world, id)).filter((post) => post.text?.includes('Triagem completa'));
    expect(await summaries()).toHaveLength(1);
    expect((await summaries())[0]?.text).toContain('passa para a proposta');
    expect(JSON.stringify((await summaries())[0]?.blocks)).toContain('*Início:* Mais para frente');
    expect((await textsOf(world, id)).filter((text) => text.includes('Triagem → *Proposta*'))).toHaveLength(1);

    await answer(world, ANA, '!status aguardar', id);
    await answer(world, ANA, '!status aguardando', id);
    await answer(world, ANA, '!triagem idade -', id);
    await answer(world, ANA, '!triagem idade 91', id);
    expect(await row(id)).toMatchObject({ status: 'waiting' });
    expect(await summaries()).toHaveLength(2);
    expect((await summaries())[1]?.text).not.toContain('passa para a proposta');
  });

  test('all at once from a new conversation, by form', async () => {
    const id = await newConversation();
    await slash(world, ANA, '/triagem', `#${id}`);
    await save(ANA, { 'Nome do paciente': 'Rosa', 'Idade': '90', 'Tipo de cuidado': 'Companhia', 'Local': 'Santos', 'Dias': 'noites', 'Início': 'Só pesquisando' });
    expect(await row(id)).toMatchObject({ status: 'proposal' });
    expect(await count(id, 'status_change')).toBe(2);
  });

  test('the start date suggests a priority, accepted with one click; an old suggestion changes nothing', async () => {
    const id = await newConversation();
    await answer(world, ANA, '!triagem início hoje', id);
    const suggestions = async () => (await repliesOf(world, id)).filter((post) => post.text.includes('sugiro a prioridade'));
    const [suggestion] = await suggestions();
    expect(JSON.stringify(suggestion?.blocks)).toContain('sugiro a prioridade *Urgente*');
    expect(await row(id)).toMatchObject({ priority: 'normal' });
    await answer(world, ANA, '!triagem início semana', id);
    const newer = (await suggestions()).at(-1);
    await world.slack.click(ANA, suggestion as never, 'priority_accept');
    expect(JSON.stringify(world.slack.ephemerals(ANA).at(-1))).toContain('mudaram depois desta sugestão');
    await world.slack.click(ANA, newer as never, 'priority_accept');
    await world.settle();
    expect(await row(id)).toMatchObject({ priority: 'high' });
    expect(shown((await repliesOf(world, id)).find((post) => post.ts === newer?.ts) as never)).toContain('Prioridade mudada para *Alta*');
    const [moved] = await world.rows<{ detail: string }>("SELECT detail FROM conversation_history WHERE conversation_id = ? AND action = 'priority_change'", [id]);
    expect(moved?.detail).toContain('data de início');
  });

  test('a region we do not serve: lost is offered, not done', async () => {
    await write(world.house.source.manager, "INSERT INTO served_regions (name) VALUES ('São Paulo, Moema'), ('Santos')");
    const id = await newConversation();
    await answer(world, ANA, '!triagem location Santos, Gonzaga', id);
    const offers = async () => (await repliesOf(world, id)).filter((post) => post.text.includes('regiões'));
    expect(await offers()).toEqual([]);
    await answer(world, ANA, '!triagem location Manaus', id);
    const [offer] = await offers();
    expect(offer?.text).toContain('não está nas regiões que atendemos');
    expect(await row(id)).toMatchObject({ status: 'triage' });
    await world.slack.click(STRANGER, offer as never, 'lose_region');
    expect(await row(id)).toMatchObject({ status: 'triage' });
    await world.slack.click(ANA, offer as never, 'lose_region');
    await world.settle();
    expect(await world.rows('SELECT status, loss_reason FROM conversations WHERE id = ?', [id])).toEqual([{ status: 'lost', loss_reason: 'region' }]);
    await write(world.house.source.manager, 'DELETE FROM served_regions');
  });
});
