import { select, selectOne, type Sql } from '../../db/rows.js';
import { emailVariablesIn, readEmailBody } from './read-body.js';
import { askedOf, type EmailVariable } from './variables.js';

/** A text that e-mails are made from. */
export interface EmailTemplate {
  id: number;
  code: string;
  title: string;
  subject: string;
  body: string;
  attach_pdf: number;
}

const COLUMNS = 'id, code, title, subject, body, attach_pdf';

/** Those in use, in the order they were made. */
export function activeEmailTemplates(sql: Sql): Promise<EmailTemplate[]> {
  return select<EmailTemplate>(sql, `SELECT ${COLUMNS} FROM email_templates WHERE active = 1 ORDER BY id LIMIT 100`);
}

/** One in use. */
export function findEmailTemplate(sql: Sql, id: number): Promise<EmailTemplate | undefined> {
  return selectOne<EmailTemplate>(sql, `SELECT ${COLUMNS} FROM email_templates WHERE id = ? AND active = 1`, [id]);
}

/** What whoever writes an e-mail from it is asked for. */
export function askedFor({ subject, body }: Pick<EmailTemplate, 'subject' | 'body'>): EmailVariable[] {
  return askedOf([...emailVariablesIn(subject, 'subject'), ...emailVariablesIn(body)]);
}

/** @throws Refused `mail:fault.…` at the field, when no e-mail can be made from it */
export function validateEmailTemplate({ subject, body }: Pick<EmailTemplate, 'subject' | 'body'>): void {
  emailVariablesIn(subject, 'subject');
  readEmailBody(body);
}
