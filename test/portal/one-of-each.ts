import { select, write } from '../../src/db/rows.js';
import { later } from '../../src/kit/clock.js';
import type { PortalHouse } from './portal-house.js';

const MINUTE = 60_000;

/** Rows in every table the portal shows: two conversations, messages, deliveries in every state, events, history. */
export async function fillWithOneOfEach({ house, clock }: Pick<PortalHouse, 'house' | 'clock'>): Promise<void> {
  const sql = house.source.manager;
  const now = clock.now();
  const ago = (minutes: number) => later(now, -minutes * MINUTE);
  await write(sql, 'INSERT INTO contacts (id, phone, phone_key, name, created_at, updated_at) VALUES ?', [[
    [1, '5511988887777', '5511988887777', 'Beatriz Conceição', ago(300), ago(20)],
    [2, '5521977776666', '5521977776666', '', ago(200), ago(90)],
  ]]);
  const [ana] = await select<{ id: number }>(sql, "SELECT id FROM agents WHERE name = 'Ana Lima'");
  await write(sql, 'INSERT INTO conversations (id, contact_id, open_contact_id, status, priority, level, assignee_id, opened_at, waiting_since, last_message_at, created_at, updated_at) VALUES ?', [[
    [1, 1, 1, 'triage', 'urgent', 'n1', ana?.id, ago(300), ago(83), ago(20), ago(300), ago(20)],
    [2, 2, 2, 'new', 'normal', 'n2', null, ago(200), null, ago(90), ago(200), ago(90)],
  ]]);
  await write(sql, 'INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, agent_id, status, error, occurred_at, created_at) VALUES ?', [[
    [1, 1, 'inbound', 'text', 'Bom dia! Minha mãe precisa de uma cuidadora à noite, de segunda a sexta. 💙\nVocês atendem em Perdizes?', 'contact', null, 'delivered', null, ago(83), ago(83)],
    [1, 1, 'outbound', 'text', 'Olá, Beatriz! Atendemos, sim.', 'agent', ana?.id, 'read', null, ago(60), ago(60)],
    [1, 1, 'outbound', 'text', `Seguem os valores. ${'Cada plantão de doze horas inclui supervisão de enfermagem. '.repeat(6)}`, 'agent', ana?.id, 'failed', 'Z-API answered 500', ago(20), ago(20)],
    [2, 2, 'inbound', 'text', '100%_certo', 'contact', null, 'delivered', null, ago(90), ago(90)],
  ]]);
  await write(sql, 'INSERT INTO deliveries (id, lane, kind, conversation_id, message_id, status, attempts, last_error, next_attempt_at, created_at, finished_at) VALUES ?', [[
    [1, 'slack:thread:1', 'slack.post', 1, null, 'sent', 1, null, ago(83), ago(83), ago(83)],
    [2, 'whatsapp:1', 'whatsapp.send', 1, 3, 'dead', 8, 'Z-API answered 500: instance is restarting, try again in a few minutes', ago(20), ago(20), ago(10)],
    [3, 'slack:thread:2', 'slack.card', 2, null, 'dead', 8, 'channel_not_found', ago(90), ago(90), ago(80)],
    [4, 'slack:alerts', 'slack.alert', null, null, 'pending', 0, null, later(now, MINUTE), ago(1), null],
    [6, 'slack:alerts', 'slack.alert', null, null, 'dead', 8, 'not_in_channel', ago(45), ago(45), ago(40)],
    [5, 'slack:ticks:1', 'slack.tick', 1, null, 'discarded', 8, 'message_not_found', ago(50), ago(50), ago(40)],
  ]]);
  await write(sql, 'INSERT INTO webhook_events (provider, external_id, kind, event_key, payload, status, outcome, attempts, last_error, occurred_at, received_at, next_attempt_at, processed_at) VALUES ?', [[
    ['zapi', 'INST:message:A1', 'message', 'zapi:5511988887777', '{"secret":"payload"}', 'done', 'message', 0, null, ago(83), ago(83), ago(83), ago(83)],
    ['zapi', 'INST:message:A2', 'message', 'zapi:5521977776666', '{}', 'dead', null, 8, 'a chat without lid and phone', ago(90), ago(5), ago(90), null],
  ]]);
  await write(sql, 'INSERT INTO conversation_history (conversation_id, contact_id, action, actor_kind, actor_id, actor_name, old_value, new_value, detail, created_at) VALUES ?', [[
    [1, 1, 'conversation_opened', 'customer', null, 'customer', null, 'new', null, ago(300)],
    [1, null, 'assignment', 'agent', ana?.id, 'Ana Lima', null, String(ana?.id), null, ago(60)],
    [null, null, 'connection', 'system', null, 'system', null, 'smtp disconnected', '{"why":"account: 535 5.7.8 Authentication failed"}', ago(40)],
    [null, null, 'connection', 'system', null, 'system', null, 'crm disconnected', '{"why":"answered 503: nothing"}', ago(39)],
    [null, null, 'connection', 'system', null, 'system', null, 'whatsapp connected', '{"why":""}', ago(38)],
    [2, null, 'email_failed', 'system', null, 'system', null, 'contrato', '{"email":2,"why":"unknown: the connection was closed","doubt":true}', ago(37)],
    [1, null, 'send_failed', 'system', null, 'system', 'sent', 'failed', '{"message":3}', ago(20)],
  ]]);
  await write(sql, 'INSERT INTO outgoing_webhooks (name, address, events, secret, active, created_at, updated_at) VALUES ?', [[['Planilha da diretoria', 'https://exemplo.com.br/avisos', '["lead_received","sla_breached"]', null, 1, ago(900), ago(900)]]]);
  await write(sql, 'INSERT INTO circuit_breakers (name, failures, opens, open_since, not_before, reason, failed_at, succeeded_at) VALUES ?', [[['webhook:1', 7, 2, ago(12), later(now, MINUTE), 'answered 503: Service Unavailable', ago(2), ago(60)]]]);
  await write(sql, "INSERT INTO api_clients (name, token_hash, token_hint, token_issued_at, may_send_messages, created_at, updated_at) VALUES ('Operação', REPEAT('a', 64), 'x9Zk', ?, 1, ?, ?)", [ago(60), ago(60), ago(60)]);
  await write(sql, 'INSERT INTO emails (conversation_id, agent_id, template_code, address, subject, content, attach_pdf, state, error, created_at, queued_at, sent_at) VALUES ?', [[
    [1, ana?.id, 'proposta', 'beatriz@exemplo.com.br', 'Proposta de cuidado para Lúcia · Carinho', '[]', 1, 'sent', null, ago(30), ago(30), ago(29)],
    [1, ana?.id, 'contrato', 'beatriz@exemplo.com', 'Contrato · Carinho', '[]', 1, 'failed', 'address: 550 5.1.1 •••@•••: user unknown', ago(12), ago(12), null],
    [1, ana?.id, 'contrato', 'rascunho@exemplo.com', 'Contrato · Carinho', '[]', 1, 'draft', null, ago(2), null, null],
  ]]);
  await write(sql, "INSERT INTO connections (name, connected, detail, since, checked_at) VALUES ('whatsapp', 1, NULL, ?, ?)", [ago(500), ago(1)]);
}

/** What lies beside the messages: an incident, a survey, a region, a special day, goals, an erasure, a setting. */
export async function fillWithTheRest({ house, clock }: Pick<PortalHouse, 'house' | 'clock'>): Promise<void> {
  const sql = house.source.manager;
  const now = clock.now();
  const ago = (minutes: number) => later(now, -minutes * MINUTE);
  const [ana] = await select<{ id: number }>(sql, "SELECT id FROM agents WHERE name = 'Ana Lima'");
  await write(sql, 'INSERT INTO incidents (conversation_id, severity, category, description, opened_by, opened_at) VALUES (1, ?, ?, ?, ?, ?)', ['high', 'delay', 'A cuidadora chegou uma hora atrasada.', ana?.id, ago(50)]);
  await write(sql, 'INSERT INTO satisfaction_surveys (conversation_id, agent_id, level, state, due_at, sent_at, expires_at, score, answered_at, comment, created_at) VALUES (1, ?, ?, ?, ?, ?, ?, 5, ?, ?, ?)', [ana?.id, 'n1', 'answered', ago(40), ago(40), later(now, MINUTE), ago(30), 'Muito atenciosas!', ago(40)]);
  await write(sql, "INSERT INTO served_regions (name) VALUES ('São Paulo, Perdizes')");
  await write(sql, "INSERT INTO business_exceptions (day, label, intervals, created_at) VALUES ('2026-12-24', 'Véspera de Natal', '[{\"from\":480,\"to\":720}]', ?)", [now]);
  await write(sql, "INSERT INTO sla_policies (note, created_by, valid_from) VALUES ('metas de março', ?, ?)", [ana?.id, ago(400)]);
  await write(sql, "INSERT INTO contact_erasures (contact_id, asked_by, asked_at, streams, closed_conversations, position, counts) VALUES (2, ?, ?, '[]', '[]', '{}', '{}')", [ana?.id, ago(5)]);
  await write(sql, "INSERT INTO settings (name, value, updated_at) VALUES ('reply_mode', 'all', ?)", [now]);
}

/** What a customer, a gateway or a colleague may have written into any text that a page shows. */
export const SCRIPT = '"><img src=x onerror=alert(1)>';
const WRITTEN: Record<string, string[]> = {
  contacts: ['name'], messages: ['body', 'error'], incidents: ['description'], satisfaction_surveys: ['comment'], conversation_history: ['actor_name'], deliveries: ['last_error', 'lane'],
  webhook_events: ['last_error', 'external_id'], connections: ['detail'], agents: ['name'], message_templates: ['title', 'body'], auto_rules: ['label'], triage_items: ['label', 'question'], loss_reasons: ['label'],
  emails: ['subject', 'error'], email_templates: ['title', 'subject'], outgoing_webhooks: ['name'], api_clients: ['name'], circuit_breakers: ['reason'],
  incident_categories: ['label'], support_levels: ['label'], tags: ['name'], served_regions: ['name'], red_flags: ['phrase'], holidays: ['name'], business_exceptions: ['label'], sla_policies: ['note'],
};

/** Puts SCRIPT behind all of these texts. */
export async function writeScriptsEverywhere({ house }: Pick<PortalHouse, 'house'>): Promise<void> {
  for (const [table, columns] of Object.entries(WRITTEN)) {
    for (const column of columns) await write(house.source.manager, `UPDATE ${table} SET ${column} = CONCAT(${column}, ?) WHERE ${column} IS NOT NULL`, [SCRIPT]);
  }
}
