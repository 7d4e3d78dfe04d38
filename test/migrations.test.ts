import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { migrations } from '../migrations/index.js';
import { openDatabase } from '../src/db/data-source.js';
import { migrate } from '../src/db/migrate.js';
import { select, write } from '../src/db/rows.js';
import { createDatabase } from './support/database.js';

type Source = Awaited<ReturnType<typeof openDatabase>>;
const NOW = new Date('2026-03-01T12:00:00.123Z');
const names = migrations.map((migration) => migration.name);

/** One row of each table as the code writes it. */
const ROWS: Record<string, Record<string, unknown>> = {
  settings: { name: 'reply_mode', value: 'explicit', updated_at: NOW },
  agents: { name: 'Ana', email: 'ana@carinho.test', slack_user_id: 'U0ANA000001', role: 'agent', active: 1, created_at: NOW, updated_at: NOW },
  contacts: { phone: '5511988887777', phone_key: '5511988887777', lid: '1@lid', name: 'Maria 👵🏽', photo_url: null, created_at: NOW, updated_at: NOW },
  conversations: { contact_id: 1, open_contact_id: 1, assignee_id: 1, opened_at: NOW, created_at: NOW, updated_at: NOW },
  conversation_threads: { conversation_id: 1, live_conversation_id: 1, channel_id: 'C0ATENDE001', thread_ts: '1.000001', card_hash: 'a', read_up_to: '1.000001', created_at: NOW },
  messages: { conversation_id: 1, contact_id: 1, direction: 'inbound', kind: 'text', body: 'olá 👵🏽', author_kind: 'contact', provider: 'zapi', external_id: '3EB0', status: 'delivered', event_id: 1, occurred_at: NOW, created_at: NOW },
  slack_posts: { conversation_id: 1, author_kind: 'contact', created_at: NOW },
  slack_replies: { conversation_id: 1, channel_id: 'C0ATENDE001', thread_ts: '1.000001', ts: '1.000002', slack_user_id: 'U0ANA000001', body: 'oi', state: 'queued', created_at: NOW },
  early_statuses: { provider: 'zapi', external_id: '3EB1', status: 'read', occurred_at: NOW },
  echoes: { provider: 'zapi', external_id: '3EB2', contact_id: 1, body_hash: 'b'.repeat(40), occurred_at: NOW },
  attachments: { message_id: 1, conversation_id: 1, kind: 'document', mime: 'application/pdf', file_name: 'João.pdf', bytes: 10, state: 'waiting', slack_file_id: 'F0000000001', created_at: NOW },
  message_versions: { message_id: 1, body: 'olá 😀', replaced_at: NOW },
  reactions: { message_id: 1, conversation_id: 1, author: 'contact', emoji: '❤️', occurred_at: NOW },
  outbound_calls: { provider: 'zapi', external_id: '3EB3', message_id: 1, kind: 'edit', version_id: 1, occurred_at: NOW },
  agent_reactions: { message_id: 1, slack_user_id: 'U0ANA000001', name: 'pray::skin-tone-3', emoji: '🙏🏼', standing: 1, changed_at: '1764000000.000100' },
  early_amendments: { provider: 'zapi', external_id: '3EB4', payload: '{"a":"😀"}', occurred_at: NOW },
  contact_erasures: { contact_id: 1, asked_by: 1, asked_at: NOW, streams: '["zapi:1@lid"]', closed_conversations: '[]', position: '{}', counts: '{}' },
  loss_reasons: { code: 'price', label: 'Preço', position: 1 },
  incident_categories: { code: 'complaint', label: 'Reclamação', position: 1 },
  support_levels: { code: 'n1', label: 'Atendimento', wait_minutes: 15, position: 1 },
  tags: { name: 'família 👵🏽', created_at: NOW },
  conversation_tags: { conversation_id: 1, tag_id: 1, added_by: 1, created_at: NOW },
  notes: { conversation_id: 1, agent_id: 1, body: 'ligar 😀', created_at: NOW },
  follow_ups: { conversation_id: 1, agent_id: 1, note: 'ligar', due_at: NOW, created_by: 1, created_at: NOW },
  patients: { contact_id: 1, name: 'Dona Lúcia', age: 82, care_type: '12 horas', created_at: NOW, updated_at: NOW },
  red_flags: { phrase: 'falta de ar', created_at: NOW },
  triage_items: { code: 'patient_name', label: 'Paciente', question: 'Quem vai receber os cuidados?', required: 1, position: 1 },
  triage_answers: { conversation_id: 1, item_id: 1, value: 'Dona Lúcia', answered_by: 1, updated_at: NOW },
  served_regions: { name: 'São Paulo' },
  incidents: { conversation_id: 1, severity: 'high', category: 'complaint', description: 'atraso', opened_by: 1, opened_at: NOW },
  message_templates: { code: 'boas-vindas', title: 'Boas-vindas', body: 'Olá 😀', created_at: NOW, updated_at: NOW },
  template_versions: { template_id: 1, version: 1, title: 'Boas-vindas', body: 'Olá 😀', saved_by: 1, created_at: NOW },
  api_clients: { name: 'Operação', token_hash: 'd'.repeat(64), token_hint: 'AbC9', token_issued_at: NOW, per_minute: 60, may_send_messages: 1, active: 1, created_at: NOW, updated_at: NOW },
  api_requests: { client: '1', request_key: 'lembrete-1', fingerprint: 'e'.repeat(64), answer: '{}', occurred_at: NOW },
  email_templates: { code: 'proposta', title: 'Proposta', subject: 'Proposta para {{patient_name}}', body: 'Olá 😀', created_at: NOW, updated_at: NOW },
  email_template_versions: { template_id: 1, version: 1, title: 'Proposta', subject: 'Proposta', body: 'Olá 😀', saved_by: 1, created_at: NOW },
  emails: { conversation_id: 1, agent_id: 1, template_code: 'proposta', address: 'maria@exemplo.com.br', subject: 'Proposta 😀', content: '[]', attach_pdf: 1, state: 'sent', handed_at: null, created_at: NOW, queued_at: NOW, sent_at: NOW },
  portal_factors: { agent_id: 1, secret: 'a.b.c', recovery: '[]', last_step: 58_800_000, created_at: NOW, confirmed_at: NOW },
  team_requests: { slack_user_id: 'U0NOVA00001', name: 'Nova', email: 'nova@carinho.test', asked_at: NOW },
  shifts: { agent_id: 1, running_agent_id: 1, started_at: NOW },
  handovers: { from_agent_id: 1, created_at: NOW, expires_at: NOW },
  handover_items: { handover_id: 1, conversation_id: 1, why: 'waiting' },
  business_hours: { weekday: 1, opens: 480, closes: 1080, active: 1 },
  business_exceptions: { day: '2026-12-24', label: 'Véspera', intervals: '[]', created_at: NOW },
  holidays: { rule_key: 'easter:-47', name: 'Carnaval', opens: null, closes: null, scope: 'national', source: 'manual', active: 1, created_at: NOW, updated_at: NOW },
  sla_policies: { note: 'metas de março', created_by: 1, valid_from: NOW },
  sla_targets: { policy_id: 1, priority: 'high', first_response_minutes: 15, next_response_minutes: 15, resolution_minutes: 120, at_risk_percent: 80 },
  conversation_pauses: { conversation_id: 1, open_conversation_id: 1, started_at: NOW, ended_at: null },
  sla_clocks: { conversation_id: 1, kind: 'first_response', running_key: '1:first_response', policy_id: 1, priority: 'high', level: 'n1', goal_minutes: 15, started_at: NOW, due_at: NOW },
  sla_alerts: { conversation_id: 1, channel_id: 'C0SUPERV001', ts: '1.000001', digest: 0, posted_at: NOW },
  sla_boards: { level: 'n1', channel_id: 'C0SUPERV001', ts: '1.000001', content_hash: 'c'.repeat(40), drawn_at: NOW },
  satisfaction_surveys: { conversation_id: 1, agent_id: 1, level: 'n1', state: 'answered', due_at: NOW, sent_at: NOW, expires_at: NOW, score: 5, answered_at: NOW, comment: 'ótimo 😀', created_at: NOW },
  auto_rules: { code: 'after_hours', trigger_code: 'after_hours', label: 'Fora do horário', template_code: 'fora-do-horario', hours: 'outside', priorities: '["high"]', once: 'closed_period', position: 1, active: 1, created_at: NOW, updated_at: NOW },
  automatic_sends: { conversation_id: 1, trigger_code: 'after_hours', once_key: '2026-11-25T11:00:00.000Z', created_at: NOW },
  after_hours_triage: { conversation_id: 1, item_id: 1, state: 'asking', updated_at: NOW },
  sla_replans: { reason: 'calendar_changed', asked_at: NOW, finished_at: null },
  circuit_breakers: { name: 'crm', failures: 5, opens: 1, open_since: NOW, not_before: NOW, reason: 'answered 500', failed_at: NOW, succeeded_at: NOW },
  outgoing_webhooks: { name: 'Planilha', address: 'https://exemplo.com.br/avisos', events: '["lead_received"]', secret: 'a.b.c', active: 1, created_at: NOW, updated_at: NOW },
  webhook_events: { provider: 'zapi', external_id: 'I:message:3EB0', kind: 'message', event_key: 'zapi:1@lid', payload: '{"a":"😀"}', occurred_at: NOW, received_at: NOW, next_attempt_at: NOW },
  deliveries: { lane: 'slack:thread:1', kind: 'slack.card', conversation_id: 1, live_key: 'card:1', body: '{"a":"😀"}', next_attempt_at: NOW, created_at: NOW },
  timers: { kind: 'day', due_at: NOW },
  connections: { name: 'whatsapp', connected: 1, detail: '', since: NOW, checked_at: NOW },
  conversation_history: { conversation_id: 1, action: 'assignment', actor_kind: 'agent', actor_id: 1, actor_name: 'Ana', created_at: NOW },
};

/** What contract.md ("Database names relied on from outside") promises: columns, and which of them are unique together. */
const PROMISED: Record<string, { columns: string[]; unique: string[][] }> = {
  contacts: { columns: ['id', 'phone', 'name'], unique: [['phone'], ['phone_key'], ['lid']] },
  agents: { columns: ['id', 'slack_user_id', 'email', 'role'], unique: [['slack_user_id'], ['email']] },
  conversations: { columns: ['id', 'contact_id', 'status', 'priority', 'level'], unique: [['open_contact_id']] },
  messages: { columns: ['id', 'conversation_id', 'external_id', 'provider'], unique: [['provider', 'external_id']] },
  webhook_events: { columns: ['id', 'provider', 'external_id', 'payload', 'status'], unique: [['provider', 'external_id']] },
  conversation_history: { columns: ['id', 'conversation_id', 'action', 'old_value', 'new_value'], unique: [] },
  deliveries: { columns: ['id', 'lane', 'status', 'attempts', 'last_error'], unique: [['live_key']] },
  sla_targets: { columns: ['priority'], unique: [['policy_id', 'priority']] },
  holidays: { columns: ['name'], unique: [['rule_key']] },
  satisfaction_surveys: { columns: ['id', 'score', 'comment'], unique: [['conversation_id']] },
  slack_replies: { columns: ['id', 'state'], unique: [['channel_id', 'ts']] },
  auto_rules: { columns: ['id', 'active'], unique: [['code']] },
  timers: { columns: ['id', 'due_at'], unique: [['kind', 'conversation_id']] },
};

describe('migrations', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let open: Source[];
  beforeEach(async () => {
    database = await createDatabase();
    open = [];
  });
  afterEach(async () => {
    await Promise.all(open.map((source) => source.destroy()));
    await database.drop();
  });

  async function connect(): Promise<Source> {
    const source = await openDatabase({ url: database.url, migrations, poolSize: 3 });
    open.push(source);
    return source;
  }
  const tablesOf = async (source: Source) => (await select<{ name: string }>(source.manager, 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1')).map((row) => row.name).filter((name) => name !== 'schema_migrations');
  const insert = (source: Source, table: string, row: Record<string, unknown>) => write(source.manager, `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (?)`, [Object.values(row)]);

  test('run once; a second time changes nothing', async () => {
    const source = await connect();
    expect(await migrate(source)).toEqual(names);
    await insert(source, 'settings', ROWS['settings'] as Record<string, unknown>);
    expect(await migrate(source)).toEqual([]);
    expect(await select(source.manager, 'SELECT name FROM settings')).toEqual([{ name: 'reply_mode' }]);
  });

  test('rules of before their columns keep their conditions; one that could not be read is off', async () => {
    const at = migrations.findIndex((one) => one.name === 'AutoRuleColumns1764000000054');
    const source = await openDatabase({ url: database.url, migrations: migrations.slice(0, at), poolSize: 3 });
    open.push(source);
    await migrate(source);
    const before = { trigger_code: 'first_response', template_code: 'recebemos', active: 1, created_at: NOW, updated_at: NOW };
    await insert(source, 'auto_rules', { ...before, code: 'a', conditions: '{"hours":"inside","contact":"new","priorities":["high","urgent"],"once":"always"}' });
    await insert(source, 'auto_rules', { ...before, code: 'b', conditions: '{}' });
    await insert(source, 'auto_rules', { ...before, code: 'c', conditions: 'oops' });
    const after = await connect();
    await migrate(after);
    expect(await select(after.manager, 'SELECT code, hours, contact, priorities, once, active FROM auto_rules ORDER BY code')).toEqual([
      { code: 'a', hours: 'inside', contact: 'new', priorities: expect.stringMatching(/^\["high", ?"urgent"\]$/), once: 'always', active: 1 },
      { code: 'b', hours: 'any', contact: 'any', priorities: '[]', once: 'conversation', active: 1 },
      { code: 'c', hours: 'any', contact: 'any', priorities: '[]', once: 'conversation', active: 0 },
    ]);
  });

  test('interrupted after its column was added, the one for partners goes on', async () => {
    const name = 'Partners1764000000060';
    const source = await openDatabase({ url: database.url, migrations: migrations.slice(0, migrations.findIndex((one) => one.name === name) + 1), poolSize: 3 });
    open.push(source);
    await migrate(source);
    for (const table of ['outgoing_webhooks', 'circuit_breakers']) await source.query(`DROP TABLE ${table}`);
    await write(source.manager, 'DELETE FROM schema_migrations WHERE name = ?', [name]);
    expect(await migrate(source)).toEqual([name]);
    expect(await tablesOf(source)).toEqual(expect.arrayContaining(['circuit_breakers', 'outgoing_webhooks']));
  });

  test('five processes at once: each migration runs in one of them', async () => {
    const sources = await Promise.all(Array.from({ length: 5 }, connect));
    const ran = await Promise.all(sources.map(migrate));
    expect(ran.flat()).toEqual(names);
    expect(await select((sources[0] as Source).manager, 'SELECT name FROM schema_migrations ORDER BY id')).toEqual(names.map((name) => ({ name })));
  });

  test('a row of each table goes in and comes out, to the millisecond', async () => {
    const source = await connect();
    await migrate(source);
    expect(await tablesOf(source)).toEqual(expect.arrayContaining(Object.keys(ROWS)));
    expect(await tablesOf(source)).toHaveLength(Object.keys(ROWS).length);
    for (const [table, row] of Object.entries(ROWS)) {
      await insert(source, table, row);
      expect(await select(source.manager, `SELECT ${Object.keys(row).join(', ')} FROM ${table}`)).toEqual([row]);
    }
  });

  test('the names and unique keys other systems rely on', async () => {
    const source = await connect();
    await migrate(source);
    for (const [table, { columns, unique }] of Object.entries(PROMISED)) {
      const found = await select<{ name: string }>(source.manager, 'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?', [table]);
      expect(found.map((row) => row.name)).toEqual(expect.arrayContaining(columns));
      const keys = await select<{ columns: string }>(source.manager, 'SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND non_unique = 0 GROUP BY index_name', [table]);
      expect(keys.map((row) => row.columns.split(','))).toEqual(expect.arrayContaining(unique));
    }
  });

  test('every time is UTC to the millisecond, and no column fills itself by the server’s clock', async () => {
    const source = await connect();
    await migrate(source);
    const times = await select<{ name: string; type: string; fills: string | null }>(
      source.manager,
      "SELECT CONCAT(table_name, '.', column_name) AS name, column_type AS type, CONCAT(COALESCE(column_default, ''), extra) AS fills FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name <> 'schema_migrations' AND data_type IN ('datetime', 'timestamp', 'date', 'time')",
    );
    expect(times.length).toBeGreaterThan(25);
    expect(times.filter((column) => column.type !== 'datetime(3)' || /current_timestamp/i.test(column.fills ?? ''))).toEqual([]);
  });

  test('can be taken back on an empty database, and run again', async () => {
    const source = await connect();
    await migrate(source);
    while ((await tablesOf(source)).length > 0) await source.undoLastMigration({ transaction: 'none' });
    expect(await tablesOf(source)).toEqual([]);
    expect(await migrate(source)).toEqual(names);
  });

  test('numbered in order, each with a reason on top', () => {
    expect([...names].sort((a, b) => a.slice(-13).localeCompare(b.slice(-13)))).toEqual(names);
  });
});
