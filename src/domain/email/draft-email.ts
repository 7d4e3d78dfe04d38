import { write } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import { isBlankText } from '../../kit/text/invisible.js';
import { requireOpen } from '../conversation/require-open.js';
import type { Ctx } from '../ctx.js';
import { permit } from '../people/permissions.js';
import { fillDocument, fillSubject, type EmailValues } from './fill.js';
import { readAddress } from './read-address.js';
import { readEmailBody } from './read-body.js';
import { knownValues } from './suggest.js';
import { askedFor, findEmailTemplate } from './templates.js';
import { EMAIL_VARIABLES } from './variables.js';

export interface EmailDraft {
  templateId: number;
  address: string;
  /** What was asked for. */
  values: EmailValues;
  attachPdf: boolean;
}

/**
 * Makes an e-mail to be looked at; only its author can send it (send-email.ts). A person has one draft in a
 * conversation: a new one takes the place of the last.
 * @returns its id
 * @throws Refused `slack:refused.ended`, `slack:refused.template_gone`, or at a field: `address`, or the variable that is missing
 */
export async function draftEmail(ctx: Ctx, { templateId, address: given, values: asked, attachPdf }: EmailDraft): Promise<number> {
  const { tx, now, actor, conversation } = ctx;
  permit(actor, 'send an e-mail', conversation);
  if (actor.kind !== 'agent') throw new Refused('slack:refused.stranger');
  requireOpen(conversation);
  const address = readAddress(given);
  const template = await findEmailTemplate(tx, templateId);
  if (!template) throw new Refused('slack:refused.template_gone', {}, 'template');
  const blank = askedFor(template).find((name) => EMAIL_VARIABLES[name] === 'asked' && isBlankText(asked[name] ?? ''));
  if (blank !== undefined) throw new Refused('mail:refused.blank', {}, blank);
  const values = { ...asked, ...knownValues(conversation, actor.name, asked['contact.name'] ?? '', now, ctx.house) };
  const content = fillDocument(readEmailBody(template.body), values);
  const subject = fillSubject(template.subject, values);
  await write(tx, "DELETE FROM emails WHERE conversation_id = ? AND agent_id = ? AND state = 'draft'", [conversation.id, actor.id]);
  const { insertId } = await write(tx, 'INSERT INTO emails (conversation_id, agent_id, template_code, address, subject, content, attach_pdf, state, created_at) VALUES (?)', [
    [conversation.id, actor.id, template.code, address, [...subject].slice(0, 300).join(''), JSON.stringify(content), attachPdf ? 1 : 0, 'draft', now],
  ]);
  return insertId;
}
