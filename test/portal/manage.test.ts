import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedDomainFacts } from '../../src/db/domain-facts.js';
import { select, selectOne, write } from '../../src/db/rows.js';
import { PortalClient } from './portal-client.js';
import { startPortal, type PortalHouse } from './portal-house.js';

interface Answer {
  refused?: { message: string; fields: Record<string, string>; now?: Record<string, string> };
  notice?: { type: string; message: string };
  effect?: Record<string, unknown>;
  proposals?: { key: string; name: string; state: string }[];
  preview?: { known: string; unknown: string };
  fault?: string;
  found?: string[];
}
interface Form {
  form: { fields: { column: string; label: string; fixed: boolean; value: string }[]; seen: Record<string, string>; extras: { versions?: { version: number; body: string }[] } };
}

let portal: PortalHouse;
let admin: PortalClient;
let other: PortalClient;
let supervisor: PortalClient;

beforeAll(async () => {
  portal = await startPortal();
  await seedDomainFacts(portal.house.source.manager, portal.clock.now(), portal.house.t);
  [admin, other, supervisor] = [new PortalClient(portal), new PortalClient(portal), new PortalClient(portal)];
  await admin.signIn('marina@carinho.test');
  await other.signIn('marina@carinho.test');
  await supervisor.signIn('sofia@carinho.test');
});
afterAll(() => portal?.end());

const at = (resource: string, rest: string) => `/admin/api/resources/${resource}/${rest}`;
const formOf = (resource: string, id: string | number, who = admin) => who.json<Form>(at(resource, `records/${id}/change`));
const change = (resource: string, id: string | number, given: Record<string, unknown>, seen: Record<string, string> = {}, who = admin) => who.act<Answer>(at(resource, `records/${id}/change`), {}, { given, seen });
const add = (resource: string, given: Record<string, unknown>, who = admin) => who.act<Answer>(at(resource, 'actions/add'), {}, { given });
const one = <T>(sql: string, values: unknown[] = []) => selectOne<T>(portal.house.source.manager, sql, values);
const lastChange = async () => {
  const row = await one<{ actor_name: string; new_value: string; detail: string }>("SELECT actor_name, new_value, detail FROM conversation_history WHERE action = 'record_changed' ORDER BY id DESC LIMIT 1");
  return row && { who: row.actor_name, what: row.new_value, ...(JSON.parse(row.detail) as { before: unknown; after: unknown }) };
};
const trailLength = async () => (await one<{ n: number }>('SELECT COUNT(*) AS n FROM conversation_history'))?.n;

describe('a template', () => {
  test('is changed, keeps its versions, and the trail says who, before and after', async () => {
    const { form } = await formOf('templates', 1);
    expect(form.fields.find(({ column }) => column === 'code')).toMatchObject({ label: 'Código', fixed: true, value: 'boas-vindas' });
    const body = 'Olá, {{contact.first_name}}! Em que ajudamos?';
    expect((await change('templates', 1, { ...form.seen, body, code: 'outro' }, form.seen)).notice).toEqual({ type: 'success', message: 'Salvo.' });
    expect(await one('SELECT code, body FROM message_templates WHERE id = 1')).toEqual({ code: 'boas-vindas', body });
    expect(await lastChange()).toMatchObject({ who: 'Marina Alves', what: 'message_templates 1', before: { body: form.seen['body'] }, after: { body } });
    const { extras } = (await formOf('templates', 1)).form;
    expect(extras.versions?.map((one) => [one.version, one.body])).toEqual([[2, body], [1, form.seen['body']]]);
  });

  test('with a variable that does not exist is refused at its field, naming those that do', async () => {
    const before = await trailLength();
    const { refused } = await change('templates', 1, { body: 'Oi {{nome}}' });
    expect(refused).toMatchObject({ message: 'Confira os campos marcados: nada foi salvo.', fields: { body: expect.stringMatching(/^\{\{nome\}\} não existe\. As variáveis são: .*\{\{contact\.first_name\}\}/) } });
    expect(await trailLength()).toBe(before);
  });

  test('is previewed with samples, and with nothing known', async () => {
    const { preview } = await admin.act<Answer>(at('templates', 'actions/preview'), {}, { body: 'Olá, {{contact.first_name}}!' });
    expect(preview).toEqual({ known: 'Olá, Beatriz!', unknown: 'Olá!' });
    expect((await admin.act<Answer>(at('templates', 'actions/preview'), {}, { body: '{{x' })).fault).toMatch(/chaves sem par/);
  });

  test('with a code that is taken, or that is none, is not added', async () => {
    expect((await add('templates', { code: 'retorno', title: 'Outro', body: 'Oi' })).refused?.fields).toEqual({ code: 'Já existe outro registro assim.' });
    expect((await add('templates', { code: 'Olá!', title: '', body: ' ' })).refused?.fields).toMatchObject({ code: expect.stringMatching(/letras minúsculas/), title: 'Preencha este campo.', body: 'Preencha este campo.' });
  });
});

describe('two administrators at once', () => {
  test('the second learns what the first changed, and nothing is lost until they say so', async () => {
    const [first, second] = [await formOf('lossReasons', 'price'), await formOf('lossReasons', 'price', other)];
    expect((await change('lossReasons', 'price', { label: 'Preço alto' }, first.form.seen)).notice?.type).toBe('success');
    const { refused } = await change('lossReasons', 'price', { label: 'Valor' }, second.form.seen, other);
    expect(refused).toMatchObject({ message: expect.stringMatching(/^Outra pessoa mudou isto/), now: { label: 'Preço alto' } });
    expect(await one("SELECT label FROM loss_reasons WHERE code = 'price'")).toEqual({ label: 'Preço alto' });
    expect((await change('lossReasons', 'price', { label: 'Valor' }, { ...second.form.seen, ...refused?.now }, other)).notice?.type).toBe('success');
  });

  test('with the same form sent twice at the same moment, one saves', async () => {
    const { seen } = (await formOf('tags', 1)).form;
    const answers = await Promise.all([change('tags', 1, { name: 'um' }, seen), change('tags', 1, { name: 'dois' }, seen, other)]);
    expect(answers.map((answer) => (answer.refused ? 'refused' : answer.notice?.type)).sort()).toEqual(['refused', 'success']);
  });

  test('an order made from an old list is refused', async () => {
    const { rows } = await admin.json<{ rows: { id: number }[] }>(at('triageItems', 'actions/arrange'));
    const order = rows.map(({ id }) => String(id)).reverse();
    expect((await add('triageItems', { code: 'pets', label: 'Animais', question: 'Há animais?', field_type: 'text' })).notice?.type).toBe('success');
    expect((await admin.act<Answer>(at('triageItems', 'actions/arrange'), {}, { order })).refused?.now).toEqual({});
    const all = (await select<{ id: number }>(portal.house.source.manager, 'SELECT id FROM triage_items ORDER BY id DESC')).map(({ id }) => String(id));
    expect((await admin.act<Answer>(at('triageItems', 'actions/arrange'), {}, { order: all })).notice?.type).toBe('success');
    expect((await select<{ id: number }>(portal.house.source.manager, 'SELECT id FROM triage_items ORDER BY position')).map(({ id }) => String(id))).toEqual(all);
  });
});

test('a question with choices needs two of them', async () => {
  expect((await change('triageItems', 1, { field_type: 'choice', choices: 'sim' })).refused?.fields).toEqual({ choices: expect.stringMatching(/ao menos duas/) });
  expect((await change('triageItems', 1, { field_type: 'choice', choices: 'sim\nnão\nsim' })).notice?.type).toBe('success');
  expect(await one('SELECT choices FROM triage_items WHERE id = 1')).toEqual({ choices: '["sim","não"]' });
});

describe('hours', () => {
  const isOpen = async (iso: string) => (await portal.house.calendar.get()).isOpen(new Date(iso));

  test('a holiday counts at once, and not any more once it is switched off', async () => {
    expect(await isOpen('2026-04-07T15:00:00Z')).toBe(true);
    expect((await add('holidays', { name: 'Aniversário da casa', rule_key: 'date:2026-04-07', scope: 'city' })).notice?.type).toBe('success');
    expect(await isOpen('2026-04-07T15:00:00Z')).toBe(false);
    const row = await one<{ id: number }>("SELECT id FROM holidays WHERE rule_key = 'date:2026-04-07'");
    expect((await change('holidays', row?.id ?? 0, { active: 'false' })).notice?.type).toBe('success');
    expect(await isOpen('2026-04-07T15:00:00Z')).toBe(true);
    expect((await add('holidays', { name: 'x', rule_key: 'date:2026-02-30' })).refused?.fields).toEqual({ rule_key: 'Essa data não existe.' });
  });

  test('a year is previewed without being written, and imported once', async () => {
    const ask = (confirmed: boolean) => admin.act<Answer>(at('holidays', 'actions/importYear'), {}, { year: 2027, state: 'SP', city: '', confirmed });
    const before = await one<{ n: number }>('SELECT COUNT(*) AS n FROM holidays');
    const fresh = (await ask(false)).proposals?.filter((proposal) => proposal.state === 'new') ?? [];
    expect(fresh.map(({ key }) => key)).toContain('date:2027-07-09');
    expect(await one('SELECT COUNT(*) AS n FROM holidays')).toEqual(before);
    expect((await ask(true)).notice?.message).toBe(`${fresh.length} feriados importados.`);
    expect((await ask(true)).notice?.message).toBe('Não há nenhum feriado novo a importar.');
    expect((await admin.act<Answer>(at('holidays', 'actions/importYear'), {}, { year: 2027, state: 'XX' })).refused?.message).toMatch(/Não há o estado “XX”/);
  });

  test('the week is saved whole, and overlapping hours are refused with both named', async () => {
    const page = await admin.json<{ week: Record<string, unknown>; seen: string }>(at('businessHours', 'actions/week'));
    const save = (day6: unknown, seen = page.seen) => admin.act<Answer>(at('businessHours', 'actions/week'), {}, { week: { ...page.week, 6: day6 }, seen });
    expect((await save([{ from: 480, to: 720 }, { from: 700, to: 800 }])).refused?.message).toContain('08:00–12:00');
    expect((await save([{ from: 480, to: 720 }])).notice?.type).toBe('success');
    expect(await isOpen('2026-04-11T12:00:00Z')).toBe(true);
    expect((await save([])).refused?.now).toEqual({ week: expect.stringContaining('6 08:00–12:00') });
    expect(await one("SELECT detail FROM conversation_history WHERE action = 'calendar_changed' ORDER BY id DESC LIMIT 1")).toEqual({ detail: expect.stringContaining('"before":"1 08:00–18:00') });
  });

  test('a special day is added, and taken away again', async () => {
    expect((await add('exceptions', { day: '2026-04-08', label: 'Treinamento', intervals: '[]' })).notice?.type).toBe('success');
    expect(await isOpen('2026-04-08T15:00:00Z')).toBe(false);
    const row = await one<{ id: number }>("SELECT id FROM business_exceptions WHERE day = '2026-04-08'");
    expect((await admin.act<Answer>(at('exceptions', `records/${row?.id}/remove`))).notice?.type).toBe('success');
    expect(await isOpen('2026-04-08T15:00:00Z')).toBe(true);
    expect((await add('exceptions', { day: '2026-04-08', label: 'x', intervals: '[{"from":600,"to":500}]' })).refused?.fields['intervals']).toMatch(/termina antes de começar/);
  });
});

describe('goals', () => {
  type Page = { policy: number; rows: { priority: string; values: Record<string, string> }[] };
  const page = () => admin.json<Page>(at('slaPolicies', 'actions/goals'));
  const goalsOf = (data: Page) => Object.fromEntries(data.rows.map(({ priority, values }) => [priority, values]));
  const send = (body: Record<string, unknown>) => admin.act<Answer>(at('slaPolicies', 'actions/goals'), {}, body);

  test('are looked at before they are saved: which running clocks move, and which are late at once', async () => {
    const { source } = portal.house;
    await write(source.manager, "INSERT INTO sla_clocks (conversation_id, kind, running_key, policy_id, priority, level, goal_minutes, started_at, due_at) VALUES (1, 'first_response', '1:first_response', 0, 'high', 'n1', 15, '2026-04-06 14:50:00', '2026-04-06 15:05:00')");
    const data = await page();
    const goals = { ...goalsOf(data), high: { ...goalsOf(data)['high'], first_response_minutes: '5' } };
    expect((await send({ goals, policy: data.policy })).effect).toEqual({ running: 1, sooner: 1, later: 0, overdue: 1, more: false, past: [] });
    expect((await page()).policy).toBe(data.policy);
    expect((await send({ goals, policy: data.policy, note: 'pico de verão', confirmed: true })).notice?.type).toBe('success');
    expect(await one("SELECT first_response_minutes AS m FROM sla_targets WHERE priority = 'high' ORDER BY id DESC LIMIT 1")).toEqual({ m: 5 });
    expect(await one("SELECT COUNT(*) AS n FROM timers WHERE kind = 'replan'")).toEqual({ n: 1 });
    expect(await one("SELECT detail FROM conversation_history WHERE action = 'sla_policy_saved'")).toEqual({ detail: expect.stringContaining('"high":"15 / 15 / 120 / 80"') });
    expect((await send({ goals, policy: data.policy, confirmed: true })).refused?.now).toEqual({});
  });

  test('that make no sense are refused at their field', async () => {
    const data = await page();
    const goals = { ...goalsOf(data), low: { first_response_minutes: '60', next_response_minutes: 'x', resolution_minutes: '30', at_risk_percent: '100' } };
    expect(Object.keys((await send({ goals, policy: data.policy, confirmed: true })).refused?.fields ?? {})).toEqual(['low.next_response_minutes', 'low.at_risk_percent']);
  });
});

test('an alert phrase can be tried before it is saved', async () => {
  const { found } = await admin.act<Answer>(at('redFlags', 'actions/tryPhrases'), {}, { text: 'Ela teve uma QUEDA e torceu o pé', phrase: 'torceu o pe' });
  expect(found).toEqual(['queda', 'torceu o pe']);
});

test('a setting is taken within its bounds only, and holds at once', async () => {
  const { settings } = await admin.json<{ settings: Record<string, unknown>[] }>(at('settings', 'actions/all'));
  expect(JSON.stringify(settings)).not.toMatch(/portal:|setting\./);
  const save = (name: string, value: string, seen: string) => admin.act<Answer>(at('settings', 'actions/all'), {}, { name, value, seen });
  expect((await save('typing_seconds', '9', '2')).refused?.fields).toEqual({ typing_seconds: 'Use um número inteiro de 0 a 3.' });
  expect((await save('reply_guard', 'todos', 'owner')).refused?.fields).toEqual({ reply_guard: 'Escolha uma das opções.' });
  expect((await save('quiet_hours', '22h', '')).refused?.fields).toEqual({ quiet_hours: 'Escreva como 22:00-07:00; vazio: sem silêncio.' });
  expect((await save('typing_seconds', '3', '2')).notice?.type).toBe('success');
  expect((await portal.house.settings.get()).typing_seconds).toBe(3);
  expect((await save('typing_seconds', '1', '2')).refused?.now).toEqual({ typing_seconds: '3' });
  expect(await lastChange()).toMatchObject({ what: 'settings typing_seconds', before: { value: '2' }, after: { value: '3' } });
});

describe('the team', () => {
  test('a new password is hashed, never shown, and signs the person out', async () => {
    const person = new PortalClient(portal);
    await person.signIn('sofia@carinho.test');
    const { form } = await formOf('agents', 2);
    expect(JSON.stringify(form)).not.toMatch(/argon2/);
    expect((await change('agents', 2, { password_hash: 'curta' }, form.seen)).refused?.fields['password_hash']).toMatch(/de 12 a 200/);
    expect((await change('agents', 2, { ...form.seen, password_hash: 'uma senha bem nova' }, form.seen)).notice?.type).toBe('success');
    expect((await person.ask('/admin')).status).toBe(302);
    expect(await lastChange()).toMatchObject({ before: { password_hash: '•••' }, after: { password_hash: '•••' } });
    await supervisor.signIn('sofia@carinho.test', 'uma senha bem nova');
  });

  test('an e-mail is masked in the trail; a Slack user belongs to one person', async () => {
    expect((await add('agents', { name: 'Nova Pessoa', email: 'nova@carinho.test', role: 'agent', slack_user_id: 'U0NOVA00001' })).notice?.type).toBe('success');
    expect(JSON.stringify(await lastChange())).not.toContain('nova@carinho.test');
    expect((await change('agents', 2, { slack_user_id: 'U0NOVA00001' })).refused?.fields).toEqual({ slack_user_id: 'Já existe outro registro assim.' });
  });

  test('nobody takes away their own access', async () => {
    expect((await change('agents', 1, { role: 'supervisor' })).refused?.fields).toEqual({ role: expect.stringMatching(/próprio acesso/) });
    expect((await change('agents', 1, { active: 'false' })).refused?.fields).toEqual({ active: expect.stringMatching(/próprio acesso/) });
  });
});

test('a name that is a script is kept as the text it is, and never ends one', async () => {
  const nasty = '</script><img src=x onerror=alert(1)>';
  expect((await add('tags', { name: nasty })).notice?.type).toBe('success');
  expect((await change('agents', 3, { name: nasty })).notice?.type).toBe('success');
  const { text } = await admin.ask('/admin/resources/tags');
  expect(text).not.toContain('<img src=x');
  await change('agents', 3, { name: 'Ana Lima' });
});

describe('an automatic message', () => {
  const rule = { label: 'Urgente à noite', code: 'urgent-night', trigger_code: 'after_hours', template_code: 'recebemos', hours: 'outside', contact: 'any', priorities: 'urgent\nhigh', once: 'closed_period', active: 'true' };

  test('is made, changed and put in order; the trail says it in words', async () => {
    expect((await add('autoRules', rule)).notice?.message).toBe('Salvo.');
    expect(await one('SELECT label, priorities, position, active FROM auto_rules WHERE code = ?', [rule.code])).toEqual({ label: 'Urgente à noite', priorities: '["high","urgent"]', position: 7, active: 1 });
    const { id } = (await one<{ id: number }>('SELECT id FROM auto_rules WHERE code = ?', [rule.code])) as { id: number };
    const { form } = await formOf('autoRules', id);
    expect((await change('autoRules', id, { ...form.seen, once: 'conversation', active: 'false' }, form.seen)).notice?.message).toBe('Salvo.');
    const history = await admin.json<{ records: { params: { what: string } }[] }>(at('history', 'actions/list?sortBy=id&direction=desc&perPage=1'));
    expect(JSON.stringify(history.records[0]?.params)).toContain('Quantas vezes: “Uma vez por período fechado” → “Uma vez por conversa” · Ativo: “Sim” → “Não”');
    const ids = (await select<{ id: number }>(portal.house.source.manager, 'SELECT id FROM auto_rules ORDER BY position')).map((row) => String(row.id));
    expect((await admin.act<Answer>(at('autoRules', 'actions/arrange'), {}, { order: [String(id), ...ids.filter((other) => other !== String(id))] })).notice?.type).toBe('success');
    expect(await one('SELECT position FROM auto_rules WHERE id = ?', [id])).toEqual({ position: 1 });
  });

  test.each([
    [{ hours: 'inside' }, 'hours', 'nunca acontece dentro do horário'],
    [{ trigger_code: 'first_response', hours: 'any' }, 'once', 'só serve para regras de fora do horário'],
    [{ trigger_code: 'follow_up', once: 'conversation' }, 'hours', 'A proposta só é lembrada dentro do horário'],
    [{ template_code: 'lembrete-visita' }, 'template_code', 'variáveis que só outro sistema conhece'],
    [{ template_code: 'nao-existe' }, 'template_code', 'Escolha um modelo que existe'],
    [{ template_code: '' }, 'template_code', 'Preencha este campo'],
    [{ priorities: 'high\nhighest' }, 'priorities', 'Escolha uma das opções'],
    [{ trigger_code: 'full_moon' }, 'trigger_code', 'Escolha uma das opções'],
  ])('that could not work is refused at its field: %j', async (wrong, field, words) => {
    const before = await one('SELECT COUNT(*) AS n FROM auto_rules');
    expect((await add('autoRules', { ...rule, code: 'wrong', ...wrong })).refused?.fields[field]).toContain(words);
    expect(await one('SELECT COUNT(*) AS n FROM auto_rules')).toEqual(before);
  });

  test('cannot be switched on with a text that is off', async () => {
    await write(portal.house.source.manager, "UPDATE message_templates SET active = 0 WHERE code = 'retorno'");
    expect((await add('autoRules', { ...rule, code: 'wrong', template_code: 'retorno' })).refused?.fields['template_code']).toContain('está desligado');
    await write(portal.house.source.manager, "UPDATE message_templates SET active = 1 WHERE code = 'retorno'");
  });

  test('is told in words while it is written', async () => {
    const said = async (given: Record<string, string>) => (await admin.act<{ sentences: string[]; preview?: { known: string } }>(at('autoRules', 'actions/ruleInWords'), {}, { given }));
    const { sentences, preview } = await said({ ...rule, contact: 'new' });
    expect(sentences[0]).toBe('Quando um cliente escreve e a casa está fechada, fora do horário, de um contato novo, com prioridade alta ou urgente: envia “Recebemos sua mensagem”.');
    expect(sentences[1]).toBe('No máximo uma vez por período fechado.');
    expect(sentences[2]).toContain('60 minutos');
    expect(preview?.known).toContain('Olá, Beatriz! Recebemos a sua mensagem');
    expect((await said({ ...rule, template_code: '', active: 'false' })).sentences).toEqual(expect.arrayContaining([expect.stringContaining('Escolha um modelo.'), 'Está desligada: nada é enviado.']));
  });

  test('can be tried: which rule would send, and why the others would not', async () => {
    await write(portal.house.source.manager, "UPDATE auto_rules SET active = 1 WHERE code IN ('greeting', 'received')");
    const tried = async (asked: Record<string, string>) => (await admin.act<{ rules: { label: string; verdict: string }[] }>(at('autoRules', 'actions/tryRules'), {}, { asked })).rules.map(({ label, verdict }) => [label, verdict]);
    expect(await tried({ occasion: 'message', hours: 'inside', contact: 'new', priority: 'normal' })).toEqual([['Boas-vindas a quem é novo', 'sends'], ['Recebemos a sua mensagem', 'behind']]);
    expect(await tried({ occasion: 'message', hours: 'inside', contact: 'returning', priority: 'normal' })).toEqual([['Boas-vindas a quem é novo', 'contact'], ['Recebemos a sua mensagem', 'sends']]);
    expect(await tried({ occasion: 'message', hours: 'outside', contact: 'new', priority: 'normal' })).toEqual([['Urgente à noite', 'off'], ['Aviso de fora do horário', 'sends'], ['Boas-vindas a quem é novo', 'hours'], ['Recebemos a sua mensagem', 'hours']]);
    expect(await tried({ occasion: 'closing' })).toEqual([['Despedida', 'off']]);
    await write(portal.house.source.manager, "UPDATE auto_rules SET active = 0 WHERE code IN ('greeting', 'received')");
  });
});

describe('a supervisor', () => {
  const WRITING: [resource: string, rest: string][] = [
    ['templates', 'actions/add'], ['templates', 'records/1/change'], ['templates', 'actions/preview'], ['triageItems', 'actions/arrange'], ['lossReasons', 'records/price/change'], ['holidays', 'actions/importYear'],
    ['holidays', 'records/1/change'], ['exceptions', 'actions/add'], ['slaPolicies', 'actions/goals'], ['redFlags', 'actions/tryPhrases'], ['autoRules', 'actions/add'], ['autoRules', 'records/1/change'], ['autoRules', 'actions/arrange'], ['autoRules', 'actions/tryRules'], ['autoRules', 'actions/ruleInWords'], ['agents', 'records/2/change'], ['settings', 'actions/all'], ['integrations', 'actions/state'], ['outgoingWebhooks', 'actions/add'], ['outgoingWebhooks', 'actions/list'], ['outgoingWebhooks', 'records/1/signing'],
    ['supportLevels', 'records/n1/change'], ['settings', 'actions/list'], ['settings', 'records/typing_seconds/show'], ['integrations', 'actions/list'], ['privacy', 'actions/retention'], ['privacy', 'actions/list'], ['contacts', 'records/1/exportData'], ['contacts', 'records/1/eraseData'],
  ];

  test.each(WRITING)('is refused %s/%s, by GET and by POST', async (resource, rest) => {
    const before = await trailLength();
    for (const answer of [await supervisor.json<Answer>(at(resource, rest)), await supervisor.act<Answer>(at(resource, rest), {}, { given: { label: 'x', name: 'x' }, seen: {} })]) {
      expect(answer.notice).toMatchObject({ type: 'error' });
      expect(Object.keys(answer)).not.toEqual(expect.arrayContaining(['form', 'settings', 'rows']));
    }
    expect(await trailLength()).toBe(before);
  });

  test('does not find settings by searching for them either', async () => {
    expect((await supervisor.json<Answer>(at('settings', 'actions/search/a'))).notice).toMatchObject({ type: 'error' });
  });

  test('reads the lists and the week, and cannot save it', async () => {
    expect((await supervisor.json<{ meta: { total: number } }>(at('templates', 'actions/list'))).meta.total).toBeGreaterThan(5);
    const page = await supervisor.json<{ editable: boolean; seen: string }>(at('businessHours', 'actions/week'));
    expect(page.editable).toBe(false);
    expect((await supervisor.act<Answer>(at('businessHours', 'actions/week'), {}, { week: {}, seen: page.seen })).refused?.message).toBe('Só administradores mudam isto.');
  });
});

test('the trail reads in words', async () => {
  const { records } = await admin.json<{ records: { params: Record<string, string> }[] }>('/admin/api/resources/history/actions/list?filters.action=record_changed&perPage=100');
  const texts = records.map(({ params }) => `${params['newValue']} | ${params['detail']}`);
  expect(texts).toContain('Motivos de perda price | Nome: “Preço” → “Preço alto”');
  expect(texts).toContain('Configurações typing_seconds | Valor: “2” → “3”');
});
