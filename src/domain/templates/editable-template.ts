import { select, selectOne, write } from '../../db/rows.js';
import type { Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { Columns, EditableTable } from '../settings/editable.js';
import { needsGiven } from './given-values.js';
import { TEMPLATE_MAX, validateTemplate } from './validate.js';

/** Texts of the house. The code is what rules and people call one by: it stays; a text out of use is switched off. */
export const MESSAGE_TEMPLATES: EditableTable = {
  table: 'message_templates',
  key: 'id',
  unique: 'code',
  stamps: ['created_at', 'updated_at'],
  fields: [
    { column: 'code', kind: 'code', max: 60, onlyNew: true },
    { column: 'title', kind: 'line', max: 75 },
    { column: 'category', kind: 'choice', choices: ['general', 'automatic'], initial: 'general' },
    { column: 'body', kind: 'text', max: TEMPLATE_MAX },
    { column: 'active', kind: 'yes_no', initial: 'true' },
  ],
  check: (_ctx, values) => validateTemplate(String(values['body'])),
  saved: keepVersion,
};

/** The texts that rules can send by title, those out of use last. */
export async function templateChoices(sql: Sql): Promise<{ code: string; title: string; active: number }[]> {
  const rows = await select<{ code: string; title: string; active: number; body: string }>(sql, 'SELECT code, title, active, body FROM message_templates ORDER BY active DESC, title');
  return rows.filter(({ body }) => !needsGiven(body));
}

/** A text as it once was. */
export interface TemplateVersion {
  version: number;
  title: string;
  body: string;
  saved_by_name: string | null;
  created_at: Date;
}

/** Every version of a template, newest first. */
export function versionsOf(sql: Sql, templateId: string): Promise<TemplateVersion[]> {
  return select<TemplateVersion>(
    sql,
    'SELECT v.version, v.title, v.body, a.name AS saved_by_name, v.created_at FROM template_versions v LEFT JOIN agents a ON a.id = v.saved_by WHERE v.template_id = ? ORDER BY v.version DESC LIMIT 50',
    [templateId],
  );
}

/** Keeps the new text, and before the first change the one it replaces. The row of the template is locked. */
async function keepVersion(ctx: Ctx, id: string, after: Columns, before: Columns | undefined): Promise<void> {
  const { tx, now, actor } = ctx;
  const last = (await selectOne<{ version: number | null }>(tx, 'SELECT MAX(version) AS version FROM template_versions WHERE template_id = ?', [id]))?.version ?? 0;
  const rows: unknown[][] = [];
  if (last === 0 && before) rows.push([id, 1, before['title'], before['body'], null, now]);
  if (!before || before['title'] !== after['title'] || before['body'] !== after['body']) rows.push([id, last + rows.length + 1, after['title'], after['body'], actor.kind === 'agent' ? actor.id : null, now]);
  if (rows.length > 0) await write(tx, 'INSERT INTO template_versions (template_id, version, title, body, saved_by, created_at) VALUES ?', [rows]);
}
