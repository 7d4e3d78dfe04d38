import { write, type Sql } from '../../src/db/rows.js';

const DIGITS = '(SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';

/** `SELECT n` of 1 to `count`, in what both servers understand. `count` must be a power of ten. */
function numbers(count: number): string {
  const places = Math.round(Math.log10(count));
  const tables = Array.from({ length: places }, (_, place) => `${DIGITS} d${place}`);
  return `SELECT 1 + ${Array.from({ length: places }, (_, place) => `d${place}.n * ${10 ** place}`).join(' + ')} AS n FROM ${tables.join(', ')}`;
}

const WHEN = (step: number) => `DATE_ADD('2025-01-01', INTERVAL n * ${step} SECOND)`;
const one = (of: string[], by = 'n') => `ELT(1 + ${by} % ${of.length}, ${of.map((word) => `'${word}'`).join(', ')})`;

/** Tables as they are after years: `messages` of them (a power of ten, at least 1,000), so many conversations, and all that goes with them. */
export async function fillWithMany(sql: Sql, messages: number, conversations = messages / 20): Promise<void> {
  const rows = numbers(messages);
  const few = `SELECT n FROM (${rows}) every_n WHERE n <= ${conversations}`;
  await write(sql, `INSERT INTO contacts (id, phone, phone_key, name, created_at, updated_at) SELECT n, CONCAT('5511', 900000000 + n), CONCAT('5511', 900000000 + n), CONCAT(${one(['Maria', 'João', 'Célia', 'Beatriz', 'Antônio'])}, ' ', ${one(['Souza', 'Lima', 'Prado', 'Alves', 'Reis', 'Dias', 'Melo'])}, ' ', n), ${WHEN(600)}, ${WHEN(600)} FROM (${few}) r`);
  await write(sql, `INSERT INTO conversations (id, contact_id, open_contact_id, status, priority, level, assignee_id, opened_at, closed_at, waiting_since, last_message_at, created_at, updated_at) SELECT n, n, IF(n % 50 = 0, n, NULL), IF(n % 50 = 0, ${one(['new', 'triage', 'active'])}, ${one(['closed', 'closed', 'lost'])}), ${one(['normal', 'normal', 'low', 'high', 'urgent'])}, ${one(['n1', 'n1', 'n2', 'n3'])}, 1 + n % 3, ${WHEN(600)}, IF(n % 50 = 0, NULL, ${WHEN(620)}), IF(n % 50 = 0, ${WHEN(620)}, NULL), ${WHEN(620)}, ${WHEN(600)}, ${WHEN(600)} FROM (${few}) r`);
  await write(sql, `INSERT INTO messages (conversation_id, contact_id, direction, kind, body, author_kind, agent_id, status, external_id, occurred_at, created_at) SELECT IF(n % 10 = 0, 7, 1 + n % ${conversations}), IF(n % 10 = 0, 7, 1 + n % ${conversations}), IF(n % 2, 'inbound', 'outbound'), 'text', CONCAT('Bom dia, obrigado pela ', ${one(['resposta', 'visita', 'proposta', 'cuidadora'], 'FLOOR(n / 3)')}, ' numero', n), IF(n % 2, 'contact', ${one(['agent', 'agent', 'system', 'phone'], 'FLOOR(n / 2)')}), IF(n % 2, NULL, 1 + n % 3), IF(n % 2, 'delivered', ${one(['read', 'read', 'delivered', 'sent', 'read', 'failed'], 'FLOOR(n / 2)')}), CONCAT('3EB0', n), ${WHEN(30)}, ${WHEN(30)} FROM (${rows}) r`);
  await write(sql, `INSERT INTO conversation_history (conversation_id, contact_id, action, actor_kind, actor_id, actor_name, created_at) SELECT 1 + n % ${conversations}, 1 + n % ${conversations}, ${one(['assignment', 'status_change', 'priority_change', 'note', 'escalation'])}, ${one(['agent', 'system', 'customer'])}, IF(n % 3 = 0, 1 + n % 4, NULL), 'Ana Lima', ${WHEN(30)} FROM (${rows}) r`);
  await write(sql, `INSERT INTO deliveries (lane, kind, conversation_id, status, next_attempt_at, created_at) SELECT CONCAT('slack:thread:', 1 + n % ${conversations}), ${one(['slack.post', 'slack.card', 'whatsapp.send'])}, 1 + n % ${conversations}, IF(n % 1000 = 0, 'dead', 'sent'), ${WHEN(30)}, ${WHEN(30)} FROM (${rows}) r`);
  await write(sql, `INSERT INTO webhook_events (provider, external_id, kind, event_key, payload, status, outcome, occurred_at, received_at, next_attempt_at) SELECT 'zapi', CONCAT('I:message:', n), ${one(['message', 'status', 'status', 'presence'])}, CONCAT('zapi:', n % 500), '{}', IF(n % 1000 = 0, 'dead', 'done'), ${one(['message', 'status', 'echo'])}, ${WHEN(30)}, ${WHEN(30)}, ${WHEN(30)} FROM (${rows}) r`);
  await write(sql, `INSERT INTO incidents (conversation_id, severity, category, description, status, opened_by, opened_at) SELECT n, ${one(['low', 'medium', 'high', 'critical'])}, ${one(['complaint', 'delay', 'other'])}, 'atraso', ${one(['resolved', 'resolved', 'open'])}, 1, ${WHEN(600)} FROM (${few}) r`);
  await write(sql, `INSERT INTO satisfaction_surveys (conversation_id, agent_id, level, state, due_at, sent_at, score, answered_at, created_at) SELECT n, 1 + n % 3, 'n1', IF(n % 3, 'answered', 'expired'), ${WHEN(600)}, ${WHEN(600)}, IF(n % 3, 1 + n % 5, NULL), IF(n % 3, ${WHEN(640)}, NULL), ${WHEN(600)} FROM (${few}) r`);
  await write(sql, `INSERT INTO emails (conversation_id, agent_id, template_code, address, subject, attach_pdf, state, created_at, queued_at, sent_at) SELECT n, 1 + n % 3, IF(n % 50, 'proposta', 'contrato'), 'a@exemplo.com', 'Proposta', 0, IF(n % 40, 'sent', 'failed'), ${WHEN(600)}, ${WHEN(600)}, IF(n % 40, ${WHEN(601)}, NULL) FROM (${few}) r`);
  await write(sql, 'ANALYZE TABLE emails, contacts, conversations, messages, conversation_history, deliveries, webhook_events, incidents, satisfaction_surveys');
}
