import { select, selectOne, write, type Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { Columns, EditableTable } from '../settings/editable.js';
import { validateEmailTemplate } from './templates.js';

/** The longest subject and text; mail clients cut the first long before. */
const SUBJECT_MAX = 150;
const BODY_MAX = 15_000;

/** Texts of e-mails, edited in the portal. One out of use is switched off. */
export const EMAIL_TEMPLATES: EditableTable = {
  table: 'email_templates',
  key: 'id',
  unique: 'code',
  stamps: ['created_at', 'updated_at'],
  fields: [
    { column: 'code', kind: 'code', max: 60, onlyNew: true },
    { column: 'title', kind: 'line', max: 75 },
    { column: 'subject', kind: 'line', max: SUBJECT_MAX },
    { column: 'body', kind: 'text', max: BODY_MAX },
    { column: 'attach_pdf', kind: 'yes_no', initial: 'true' },
    { column: 'active', kind: 'yes_no', initial: 'true' },
  ],
  check: (_ctx, values) => validateEmailTemplate({ subject: String(values['subject']), body: String(values['body']) }),
  saved: keepVersion,
};

/** A text as it once was. */
export interface EmailTemplateVersion {
  version: number;
  title: string;
  subject: string;
  body: string;
  saved_by_name: string | null;
  created_at: Date;
}

/** Every version of a template, newest first. */
export function emailVersionsOf(sql: Sql, templateId: string): Promise<EmailTemplateVersion[]> {
  return select<EmailTemplateVersion>(
    sql,
    'SELECT v.version, v.title, v.subject, v.body, a.name AS saved_by_name, v.created_at FROM email_template_versions v LEFT JOIN agents a ON a.id = v.saved_by WHERE v.template_id = ? ORDER BY v.version DESC LIMIT 50',
    [templateId],
  );
}

const TEXTS = ['title', 'subject', 'body'] as const;

/** Keeps the new text, and before the first change the one it replaces. The row of the template is locked. */
async function keepVersion({ tx, now, actor }: Ctx, id: string, after: Columns, before: Columns | undefined): Promise<void> {
  const last = (await selectOne<{ version: number | null }>(tx, 'SELECT MAX(version) AS version FROM email_template_versions WHERE template_id = ?', [id]))?.version ?? 0;
  const kept = (values: Columns, by: number | null) => [...TEXTS.map((column) => values[column]), by, now];
  const texts: unknown[][] = [
    ...(last === 0 && before ? [kept(before, null)] : []),
    ...(!before || TEXTS.some((column) => before[column] !== after[column]) ? [kept(after, actor.kind === 'agent' ? actor.id : null)] : []),
  ];
  if (texts.length === 0) return;
  await write(tx, 'INSERT INTO email_template_versions (template_id, version, title, subject, body, saved_by, created_at) VALUES ?', [texts.map((text, i) => [id, last + i + 1, ...text])]);
}
