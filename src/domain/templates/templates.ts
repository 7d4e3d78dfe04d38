import { select, selectOne, write, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { bareName, closestTo } from './closest.js';

/** A text of the house that people send. */
export interface Template {
  id: number;
  code: string;
  title: string;
  body: string;
  /** `automatic`: sent by rules, and by people who want to. */
  category: string;
  uses: number;
}

const COLUMNS = 'id, code, title, body, category, uses';
/** What people send most comes first; what rules send comes last. */
const MOST_USED_FIRST = "ORDER BY category = 'automatic', uses DESC, title, id";

/** Every active template, most used first. */
export function activeTemplates(sql: Sql): Promise<Template[]> {
  return select<Template>(sql, `SELECT ${COLUMNS} FROM message_templates WHERE active = 1 ${MOST_USED_FIRST}`);
}

/** One active template. */
export function findTemplate(sql: Sql, id: number): Promise<Template | undefined> {
  return selectOne<Template>(sql, `SELECT ${COLUMNS} FROM message_templates WHERE id = ? AND active = 1`, [id]);
}

/** One active template by its code. */
export function templateOfCode(sql: Sql, code: string): Promise<Template | undefined> {
  return selectOne<Template>(sql, `SELECT ${COLUMNS} FROM message_templates WHERE code = ? AND active = 1`, [code]);
}

/** The same, for who names it from outside. @throws Refused `api:refused.template_unknown` at `template`, naming the closest codes */
export async function templateCoded(sql: Sql, code: string): Promise<Template> {
  const found = await templateOfCode(sql, code);
  if (found) return found;
  throw new Refused('api:refused.template_unknown', { given: code.slice(0, 60), allowed: closestTo(code, await activeTemplates(sql)).map((one) => one.code).join(', ') }, 'template');
}

/** Those in which every word typed occurs, in code, title or text, accents and case aside; order kept. */
export function matching(templates: Template[], typed: string): Template[] {
  const words = typed.split(/\s+/).map(bareName).filter((word) => word !== '');
  return templates.filter((template) => {
    const text = bareName(`${template.code} ${template.title} ${template.body}`);
    return words.every((word) => text.includes(word));
  });
}

/** The template called exactly so, by code or title. @throws Refused `slack:refused.template_unknown` naming the closest codes */
export function templateCalled<T extends { code: string; title: string }>(templates: T[], given: string): T {
  const name = bareName(given);
  const found = templates.find(({ code }) => bareName(code) === name) ?? templates.find(({ title }) => bareName(title) === name);
  if (found) return found;
  if (templates.length === 0) throw new Refused('slack:refused.no_templates');
  throw new Refused('slack:refused.template_unknown', { given: given.slice(0, 60), allowed: closestTo(given, templates).map(({ code }) => `\`${code}\``).join(', ') });
}

/** It was sent once more. */
export async function countUse(sql: Sql, templateId: number, now: Date): Promise<void> {
  await write(sql, 'UPDATE message_templates SET uses = uses + 1, last_used_at = ? WHERE id = ?', [now, templateId]);
}
