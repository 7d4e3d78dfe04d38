import { draftEmail, type EmailDraft } from '../../src/domain/email/draft-email.js';
import { findEmail } from '../../src/domain/email/emails.js';
import { suggestedAddress, suggestedValues } from '../../src/domain/email/suggest.js';
import { activeEmailTemplates } from '../../src/domain/email/templates.js';
import { templateCalled } from '../../src/domain/templates/templates.js';
import { Broken, Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { EMAIL_FIELDS, emailBlocks, readEmailForm, type EmailForm } from '../views/email-form.js';
import { emailPreview } from '../views/email-preview.js';
import { changeAct } from './act.js';

/**
 * The form of an e-mail, from the present state of the conversation.
 * @param choose which template; the first one without
 * @throws Refused `mail:refused.not_set_up`, `mail:refused.no_templates`, `slack:refused.template_gone`
 */
export async function emailForm(conversationId: number, parts: BotParts, choose: (templates: EmailForm['templates']) => EmailForm['chosen'] | undefined): Promise<EmailForm> {
  if (!parts.sendsMail) throw new Refused('mail:refused.not_set_up');
  const sql = parts.source.manager;
  const templates = await activeEmailTemplates(sql);
  if (templates.length === 0) throw new Refused('mail:refused.no_templates');
  const chosen = choose(templates);
  if (!chosen) throw new Refused('slack:refused.template_gone', {}, EMAIL_FIELDS.template);
  return { templates, chosen, address: await suggestedAddress(sql, conversationId), values: await suggestedValues(sql, conversationId, parts.clock.now(), parts) };
}

/**
 * "E-mail": a proposal or a contract. The form asks for the address and what the template needs; then the e-mail is shown as
 * it will be read, and only that is sent (bot/listeners/email.ts). `/email #123 contrato` begins with that template.
 */
export const email = changeAct<EmailDraft>({
  deed: 'send an e-mail',
  offered: (card) => card.closed_at === null,
  read: async () => undefined,
  async form(conversationId, parts, _person, words) {
    return emailBlocks(await emailForm(conversationId, parts, (templates) => (words === '' ? templates[0] : templateCalled(templates, words))), parts.t);
  },
  submitted(values) {
    const { shownId, ...draft } = readEmailForm(values);
    // Sent before the fields of the chosen template stood in the form.
    if (shownId !== draft.templateId) throw new Refused('mail:refused.unseen', {}, EMAIL_FIELDS.template);
    return draft;
  },
  async perform(ctx, draft, parts) {
    const made = await findEmail(ctx.tx, await draftEmail(ctx, draft));
    if (!made) throw new Broken('an e-mail that was written is not there');
    return { key: 'said.email', vars: { number: ctx.conversation.id }, next: emailPreview(made, parts) };
  },
});
