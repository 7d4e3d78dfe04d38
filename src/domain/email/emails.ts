import { selectOne, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { protocolOf } from '../../kit/protocol.js';
import type { Ctx } from '../ctx.js';
import type { EmailDocument } from './document.js';

/** `draft`: shown for approval, and sent only by its author. `failed`: the server refused it, or was not to be reached for too long. */
export type EmailState = 'draft' | 'queued' | 'sent' | 'failed';

export interface Email {
  id: number;
  conversation_id: number;
  agent_id: number;
  template_code: string;
  /** '' when it was erased. */
  address: string;
  subject: string;
  /** Null when it was erased. */
  content: EmailDocument | null;
  attach_pdf: number;
  state: EmailState;
  corrections: number;
  handed_at: Date | null;
  repeated: number;
  error: string | null;
  created_at: Date;
  queued_at: Date | null;
  sent_at: Date | null;
  title: string;
  author_name: string;
  author_slack: string | null;
  opened_at: Date;
}

const SELECT = `SELECT e.id, e.conversation_id, e.agent_id, e.template_code, e.address, e.subject, e.content, e.attach_pdf, e.state, e.corrections, e.handed_at, e.repeated, e.error, e.created_at, e.queued_at, e.sent_at,
    COALESCE(t.title, e.template_code) AS title, a.name AS author_name, a.slack_user_id AS author_slack, c.opened_at
  FROM emails e JOIN agents a ON a.id = e.agent_id JOIN conversations c ON c.id = e.conversation_id LEFT JOIN email_templates t ON t.code = e.template_code WHERE e.id = ?`;

/** One e-mail. */
export async function findEmail(sql: Sql, id: number): Promise<Email | undefined> {
  const row = await selectOne<Omit<Email, 'content'> & { content: string | null }>(sql, SELECT, [id]);
  return row && { ...row, content: row.content === null ? null : (JSON.parse(row.content) as EmailDocument) };
}

/** The same, locked for this command; its conversation is the command's. @throws Refused `mail:refused.preview_old` when it is not there (any more) */
export async function lockEmail({ tx, conversation }: Pick<Ctx, 'tx' | 'conversation'>, id: number): Promise<Email> {
  await tx.query('SELECT id FROM emails WHERE id = ? FOR UPDATE', [id]);
  const email = await findEmail(tx, id);
  if (email?.conversation_id !== conversation.id) throw new Refused('mail:refused.preview_old');
  return email;
}

/** What an attached PDF is called: `proposta-20261124-00012.pdf`. */
export const pdfNameOf = (email: Pick<Email, 'template_code' | 'conversation_id' | 'opened_at'>, zone: string): string => `${email.template_code}-${protocolOf(email.conversation_id, email.opened_at, zone)}.pdf`;

/** Which e-mail a delivery is about. */
export const emailIdOf = (payload: string | null): number => (JSON.parse(payload ?? '{}') as { emailId?: number }).emailId ?? 0;
