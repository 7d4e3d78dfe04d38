import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reopenByPerson } from '../../src/domain/funnel/reopen.js';
import { openIncident } from '../../src/domain/incidents/open-incident.js';
import { resolveIncident } from '../../src/domain/incidents/resolve-incident.js';
import { eraseContact } from '../../src/domain/privacy/erase-contact.js';
import { saveAgent } from '../../src/domain/people/agents.js';
import { QUIET_MONDAY, goTo, jumpTo } from '../support/business-time.js';
import type { PartnerCall } from '../support/partner.js';
import { slash } from '../support/thread.js';
import { ANA, SOFIA, startWorld } from '../support/world.js';
import { PARTNER_NAMES, startPartneredWorld, type PartneredWorld } from './partnered-world.js';
import { HOUSE_TOKEN, call, freshKey } from '../api/api-world.js';
import { objections } from './schemas.js';

let house: PartneredWorld;
beforeAll(async () => {
  house = await startPartneredWorld();
  jumpTo(house.world, QUIET_MONDAY);
});
afterAll(() => house.end());

const callsOf = (name: (typeof PARTNER_NAMES)[number], since = 0) => house.partners[name].calls.slice(since);
const bodyOf = (call: PartnerCall | undefined) => JSON.parse(call?.text ?? 'null') as Record<string, unknown>;
const events = () => callsOf('integracoes').map((call) => bodyOf(call));
const typesOf = (conversation: number) => events().filter((event) => (event['conversation'] as { id: number } | null)?.id === conversation).map((event) => event['type']);
const arrives = async (phone: string, name: string) => {
  await house.world.phone(phone, { name }).says('Preciso de uma cuidadora');
  await house.world.settle();
};
const ledger = () => house.world.house.ledger;

describe('the CRM', () => {
  test('reads the lead at the proposal with the triage, again when it becomes a customer; the token proves who calls', async () => {
    await arrives('5511988887777', 'Maria Oliveira');
    await slash(house.world, ANA, '/assumir', '#1');
    await house.world.rows("INSERT INTO triage_answers (conversation_id, item_id, value, updated_at) SELECT 1, id, IF(code = 'patient_age', '82', CONCAT('resposta a ', code)), ? FROM triage_items WHERE required = 1", [house.world.clock.now()]);
    await house.world.rows("UPDATE conversations SET source_title = 'Anúncio cuidadores', source_url = 'https://fb.me/x' WHERE id = 1");
    await house.move(1, 'triage');
    expect(callsOf('crm')).toEqual([]);
    await house.move(1, 'proposal');
    const [call] = callsOf('crm');
    expect([call?.path, call?.headers.authorization, call?.headers['content-type']]).toEqual(['/leads', 'Bearer token-do-crm', 'application/json']);
    const body = bodyOf(call);
    expect(body).toMatchObject({
      version: 1, id: call?.key, stage: 'proposal', loss: null,
      conversation: { id: 1, protocol: '20270308-00001', status: 'proposal', url: 'https://atendimento.carinho.test/admin/resources/conversations/records/1/show' },
      contact: { name: 'Maria Oliveira', phone: '+5511988887777' }, assignee: { name: 'Ana Lima', email: 'ana@carinho.test' }, source: { title: 'Anúncio cuidadores', url: 'https://fb.me/x' },
      triage: { complete: true, answered: 6, required: 6, summary: expect.stringContaining('Idade: 82') },
    });
    await house.move(1, 'active');
    expect(callsOf('crm').map((one) => bodyOf(one)['stage'])).toEqual(['proposal', 'active']);
    expect(new Set(callsOf('crm').map((one) => one.key)).size).toBe(2);
  });

  test('reads a loss with its reason, and that it is a lead again when the conversation is reopened', async () => {
    await arrives('5511977776666', '');
    await house.move(2, 'triage');
    await house.move(2, 'proposal');
    await house.move(2, 'lost', 'price');
    expect(bodyOf(callsOf('crm').at(-1))).toMatchObject({ stage: 'lost', loss: { reason: 'price', label: 'Preço' }, contact: { name: null }, assignee: null, patient: null, source: null });
    await ledger().run(await house.actor(SOFIA), { conversation: 2 }, reopenByPerson);
    await house.world.settle();
    expect(bodyOf(callsOf('crm').at(-1))).toMatchObject({ stage: 'proposal', loss: null, conversation: { id: 2, status: 'proposal', closedAt: null } });
  });
});

describe('incidents', () => {
  const open = async (severity: 'low' | 'high' | 'critical', category: string) => {
    const ana = await house.actor(ANA);
    const id = await ledger().run(ana, { conversation: 1 }, (ctx) => openIncident(ctx, { severity, category, description: `O cuidador não veio (${severity} ${category})`, source: `${severity}-${category}` }));
    await house.world.settle();
    return id;
  };

  test.each<['low' | 'high' | 'critical', string, number, number]>([
    ['low', 'complaint', 0, 0],
    ['low', 'emergency', 0, 1],
    ['high', 'delay', 1, 1],
    ['critical', 'emergency', 1, 1],
  ])('%s, %s: %i call to the CRM, %i to Operations', async (severity, category, crm, operations) => {
    const before = [callsOf('crm').length, callsOf('operacao').length] as const;
    const incident = await open(severity, category);
    const [toCrm, toOperations] = [callsOf('crm', before[0]), callsOf('operacao', before[1])];
    expect([toCrm.map((call) => call.path), toOperations.map((call) => call.path)]).toEqual([crm ? ['/incidents'] : [], operations ? ['/emergencies'] : []]);
    for (const call of [...toCrm, ...toOperations]) expect(bodyOf(call)['incident']).toMatchObject({ id: incident, severity, category, status: 'open', openedBy: 'Ana Lima', description: expect.stringContaining('não veio') });
    if (toOperations[0]) expect(bodyOf(toOperations[0])).toMatchObject({ cause: 'incident' });
    expect(events().at(-1)).toMatchObject({ type: 'incident_opened', data: { incident, severity, category } });
    const sofia = await house.actor(SOFIA);
    await ledger().run(sofia, { conversation: 1 }, (ctx) => resolveIncident(ctx, incident, 'Conversamos com a família'));
    await house.world.settle();
    expect(events().at(-1)).toMatchObject({ type: 'incident_resolved', data: { incident } });
  });
});

test('Operations are called when a conversation reaches management, and not when it only reaches the supervisors', async () => {
  const before = callsOf('operacao').length;
  await slash(house.world, ANA, '/escalar', '#1 n2 família aflita');
  expect(callsOf('operacao', before)).toEqual([]);
  await slash(house.world, SOFIA, '/escalar', '#1 cuidadora passou mal');
  expect(callsOf('operacao', before).map(bodyOf)).toMatchObject([{ cause: 'escalation', escalation: { from: 'n2', to: 'n3', by: 'person', reason: 'cuidadora passou mal' }, conversation: { id: 1, level: 'n3' } }]);
});

test('a breach of a service level calls Operations once a clock', async () => {
  await house.world.rows('UPDATE support_levels SET wait_minutes = 100000');
  const before = callsOf('operacao').length;
  await arrives('5511966665555', 'João');
  await goTo(house.world, 'Mon', '09:45');
  await goTo(house.world, 'Mon', '10:15');
  const told = callsOf('operacao', before).map(bodyOf).filter((body) => (body['conversation'] as { id: number }).id === 3);
  expect(told).toMatchObject([{ cause: 'sla_breach', sla: { clock: 'first_response', goalMinutes: 30 } }]);
  expect(events().filter((event) => event['type'] === 'sla_breached' && (event['conversation'] as { id: number }).id === 3)).toHaveLength(1);
});

describe('the integrations hub', () => {
  test('reads a whole life in order, with the person’s name and phone', async () => {
    await arrives('5511955554444', 'Rita Campos');
    await slash(house.world, ANA, '/assumir', '#4');
    await house.move(4, 'triage');
    await house.world.set('survey_delay_hours', 0);
    await house.move(4, 'closed');
    while ((await house.world.tick()) > 0) await house.world.settle();
    await house.world.phone('5511955554444').says('5');
    await house.world.settle();
    expect(typesOf(4)).toEqual(['lead_received', 'conversation_assigned', 'status_changed', 'status_changed', 'conversation_closed', 'survey_answered']);
    const own = events().filter((event) => (event['conversation'] as { id: number } | null)?.id === 4);
    expect(own[0]).toMatchObject({ contact: { name: 'Rita Campos', phone: '+5511955554444' }, data: {} });
    expect(own[1]).toMatchObject({ data: { from: null, to: (await house.actor(ANA)).id } });
    expect(own[3]).toMatchObject({ data: { from: 'triage', to: 'closed', lossReason: null } });
    expect(own[5]).toMatchObject({ data: { score: 5, before: null } });
  });

  test('learns that a contact was erased, by number only; what waited about it is not sent any more', async () => {
    await saveAgent(house.world.house.source.manager, house.world.clock.now(), { name: 'Marina Alves', email: 'marina@carinho.test', role: 'admin', slackUserId: 'U0MARINA001' });
    house.partners.integracoes.misbehave({ how: 'status', status: 503, headers: { 'retry-after': '120' } });
    const before = callsOf('integracoes').length;
    await arrives('5511944443333', 'Zorbaida Quintanilha');
    expect(callsOf('integracoes', before)).toHaveLength(1);
    expect(await house.world.rows("SELECT id FROM deliveries WHERE lane = 'partner:integracoes:5' AND body LIKE '%Zorbaida%'")).toHaveLength(1);
    const [contact] = await house.world.rows<{ contact_id: number }>('SELECT contact_id FROM conversations WHERE id = 5');
    await eraseContact(ledger(), await house.actor('U0MARINA001'), contact?.contact_id as number);
    await house.world.pass(180_000);
    expect(callsOf('integracoes', before + 1).map(bodyOf)).toMatchObject([{ type: 'contact_erased', conversation: null, contact: null, data: { contact: contact?.contact_id, closedConversations: [5] } }]);
    expect(await house.world.rows("SELECT id FROM deliveries WHERE CONCAT(COALESCE(payload, ''), COALESCE(body, '')) REGEXP 'Zorbaida|944443333'")).toEqual([]);
  });

  test('is told of no lead when one of our own systems wrote first; the customer’s answer is a move like any other', async () => {
    const before = callsOf('integracoes').length;
    const { status } = await call(house.world, HOUSE_TOKEN, '/contacts/5531966665555/messages', { body: { template: 'lembrete-visita', values: { visit_date: '12/05', visit_time: '14h', caregiver_name: 'Joana' }, name: 'Lúcia' }, headers: freshKey() });
    expect(status).toBe(202);
    await house.world.settle(10_000);
    await house.world.phone('5531966665555').says('Obrigada, confirmado');
    await house.world.settle();
    expect(callsOf('integracoes', before).map((one) => bodyOf(one)['type'])).not.toContain('lead_received');
    expect(await house.left()).toEqual([]);
  });
});

test('every body is as docs/schemas says, has its own key, and nothing of it stays behind once it is done', async () => {
  const calls = PARTNER_NAMES.flatMap((name) => callsOf(name));
  expect(calls.length).toBeGreaterThan(25);
  expect(calls.flatMap(({ path, text }) => objections(path, text))).toEqual([]);
  expect(calls.filter(({ key, text }) => (JSON.parse(text) as { id: string }).id !== key)).toEqual([]);
  expect(await house.left()).toEqual([]);
  expect(await house.world.rows("SELECT id FROM deliveries WHERE body IS NOT NULL")).toEqual([]);
});

test('where no system has an address, nothing is written for it', async () => {
  const world = await startWorld();
  await world.phone('5511988887777', { name: 'Maria' }).says('Olá');
  await world.settle();
  await slash(world, ANA, '/escalar', '#1 n3 urgente demais');
  expect(await world.rows("SELECT kind FROM deliveries WHERE lane LIKE 'partner:%'")).toEqual([]);
  await world.end();
});
