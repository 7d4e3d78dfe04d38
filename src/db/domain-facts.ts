import type { MessageVars } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import { select, write, type Sql } from './rows.js';

const LOSS_REASONS = ['price', 'competitor', 'no_response', 'no_availability', 'region', 'requirements', 'postponed', 'other'];
const CATEGORIES = ['complaint', 'delay', 'quality', 'communication', 'billing', 'caregiver', 'emergency', 'suggestion', 'other'];
const LEVELS = [['n1', 15], ['n2', 30], ['n3', 60]] as const;
const TEMPLATES = ['boas-vindas', 'recebemos', 'fora-do-horario', 'lembrete', 'retorno', 'pesquisa', 'pesquisa-repetir', 'pesquisa-obrigado', 'pesquisa-comentario', 'pesquisa-sair', 'escalonamento', 'encerramento', 'documentos', 'visita', 'lembrete-visita'];
/** Sent by rules, not by people: not offered in the picker's first place. */
const AUTOMATIC = new Set(['recebemos', 'fora-do-horario', 'lembrete', 'retorno', 'pesquisa', 'pesquisa-repetir', 'pesquisa-obrigado', 'pesquisa-comentario', 'pesquisa-sair', 'escalonamento', 'encerramento', 'lembrete-visita']);
const EMAIL_TEMPLATES = ['proposta', 'contrato'];
const RED_FLAGS = ['queda', 'caiu', 'falta_de_ar', 'sangramento', 'sangrando', 'samu', 'desmaiou', 'dor_no_peito', 'convulsao', 'avc', 'inconsciente', 'nao_responde', 'engasgou', 'emergencia'];
const TAGS = ['retorno', 'indicacao', 'hospital', 'plano_de_saude', 'vip'];

/** The checklist of product.md: code, type of field, required. */
const TRIAGE = [
  ['patient_name', 'text', 1], ['patient_age', 'number', 1], ['care_type', 'choice', 1], ['location', 'text', 1], ['schedule', 'text', 1], ['start_date', 'choice', 1],
  ['special_needs', 'text', 0], ['budget', 'text', 0], ['decision_maker', 'text', 0], ['how_found_us', 'choice', 0],
] as const;

/** Monday to Friday 08:00–18:00; Saturday 08:00–12:00 is there, switched off: product.md calls it optional. */
const WEEK = [...[1, 2, 3, 4, 5].map((weekday) => [weekday, 8 * 60, 18 * 60, 1]), [6, 8 * 60, 12 * 60, 0]];
const NOON = [0, 12 * 60] as const;
/** National holidays: code of the name, rule (working-hours/rule-key.ts), part of the day worked all the same, active. */
const HOLIDAYS: [code: string, rule: string, open: readonly [number, number] | null, active: number][] = [
  ['new_year', 'yearly:01-01', null, 1], ['carnival_monday', 'easter:-48', null, 1], ['carnival', 'easter:-47', null, 1], ['ash_wednesday', 'easter:-46', [12 * 60, 1440], 0], ['good_friday', 'easter:-2', null, 1],
  ['tiradentes', 'yearly:04-21', null, 1], ['labour_day', 'yearly:05-01', null, 1], ['corpus_christi', 'easter:60', null, 1], ['independence', 'yearly:09-07', null, 1], ['aparecida', 'yearly:10-12', null, 1],
  ['all_souls', 'yearly:11-02', null, 1], ['republic', 'yearly:11-15', null, 1], ['black_awareness', 'yearly:11-20', null, 1], ['christmas', 'yearly:12-25', null, 1], ['christmas_eve', 'yearly:12-24', NOON, 0], ['new_years_eve', 'yearly:12-31', NOON, 0],
];

/** What is sent by itself: code, trigger, template, hours, contact, how often, active. Only the message outside hours is on to begin with. */
const AUTO_RULES: [code: string, trigger: string, template: string, hours: string, contact: string, once: string, active: number][] = [
  ['after_hours', 'after_hours', 'fora-do-horario', 'outside', 'any', 'closed_period', 1],
  ['greeting', 'first_response', 'recebemos', 'inside', 'new', 'conversation', 0],
  ['received', 'received_confirmation', 'recebemos', 'inside', 'any', 'conversation', 0],
  ['follow_up', 'follow_up', 'retorno', 'any', 'any', 'conversation', 0],
  ['escalation_notice', 'escalation_notice', 'escalonamento', 'any', 'any', 'always', 0],
  ['closing', 'closing', 'encerramento', 'any', 'any', 'always', 0],
];

/** Template bodies keep their `{{…}}`: each variable is looked up as itself. */
const VARIABLES = [
  'contact.first_name', 'agent.name', 'brand', 'protocol', 'business_hours', 'patient_name', 'contact.name', 'contact.document', 'contact.address', 'patient_age', 'care_type', 'location', 'schedule', 'start_date',
  'special_needs', 'price', 'payment', 'valid_until', 'notes', 'today', 'visit_date', 'visit_time', 'caregiver_name',
];
const AS_THEMSELVES: MessageVars = Object.fromEntries(VARIABLES.map((name) => [name, `{{${name}}}`]));

/**
 * The domain facts of product.md, in the house's language: what is not there yet is added, what people changed stays.
 * Rows are switched off with `active`, never deleted, so that a later start does not bring them back.
 */
export async function seedDomainFacts(sql: Sql, now: Date, t: Translate): Promise<string[]> {
  const tables: [table: string, columns: string, rows: unknown[][]][] = [
    ['loss_reasons', 'code, label, position', LOSS_REASONS.map((code, i) => [code, t(`seed:loss_reason.${code}`), i + 1])],
    ['incident_categories', 'code, label, position', CATEGORIES.map((code, i) => [code, t(`seed:incident_category.${code}`), i + 1])],
    ['support_levels', 'code, label, wait_minutes, position', LEVELS.map(([code, minutes], i) => [code, t(`seed:support_level.${code}`), minutes, i + 1])],
    ['holidays', 'rule_key, name, opens, closes, active, created_at, updated_at', HOLIDAYS.map(([code, rule, open, active]) => [rule, t(`seed:holiday.${code}`), open?.[0] ?? null, open?.[1] ?? null, active, now, now])],
    ['auto_rules', 'code, label, trigger_code, template_code, hours, contact, once, active, position, created_at, updated_at', AUTO_RULES.map(([code, ...rule], i) => [code, t(`seed:auto_rule.${code}`), ...rule, i + 1, now, now])],
    ['triage_items', 'code, label, question, tip, field_type, choices, required, position', TRIAGE.map(([code, type, required], i) => [
      code, t(`seed:triage.${code}.label`), t(`seed:triage.${code}.question`), t(`seed:triage.${code}.tip`), type,
      type === 'choice' ? JSON.stringify(t(`seed:triage.${code}.choices`).split('|')) : null, required, i + 1,
    ])],
    ['message_templates', 'code, title, body, category, created_at, updated_at', TEMPLATES.map((code) => [
      code, t(`seed:template.${code}.title`), t(`seed:template.${code}.body`, AS_THEMSELVES), AUTOMATIC.has(code) ? 'automatic' : 'general', now, now,
    ])],
    ['email_templates', 'code, title, subject, body, created_at, updated_at', EMAIL_TEMPLATES.map((code) => [
      code, t(`seed:email_template.${code}.title`), t(`seed:email_template.${code}.subject`, AS_THEMSELVES), t(`seed:email_template.${code}.body`, AS_THEMSELVES), now, now,
    ])],
  ];
  const added: string[] = [];
  for (const [table, columns, rows] of tables) {
    const { affectedRows } = await write(sql, `INSERT IGNORE INTO ${table} (${columns}) VALUES ?`, [rows]);
    if (affectedRows > 0) added.push(`${affectedRows} ${table}`);
  }
  // Rules older than their names.
  for (const [code] of AUTO_RULES) await write(sql, "UPDATE auto_rules SET label = ? WHERE code = ? AND label = ''", [t(`seed:auto_rule.${code}`), code]);
  await write(sql, "UPDATE auto_rules SET label = code WHERE label = ''");
  await fillWhenEmpty(sql, 'tags', 'name, created_at', TAGS.map((code) => [t(`seed:tag.${code}`), now]));
  await fillWhenEmpty(sql, 'business_hours', 'weekday, opens, closes, active', WEEK);
  await fillWhenEmpty(sql, 'red_flags', 'phrase, created_at', RED_FLAGS.map((code) => [t(`seed:red_flag.${code}`), now]));
  return added;
}

/** Lists without codes: people may rename their rows, so they are only filled once. */
async function fillWhenEmpty(sql: Sql, table: string, columns: string, rows: unknown[][]): Promise<void> {
  const [filled] = await select(sql, `SELECT 1 FROM ${table} LIMIT 1`);
  if (!filled) await write(sql, `INSERT IGNORE INTO ${table} (${columns}) VALUES ?`, [rows]);
}
