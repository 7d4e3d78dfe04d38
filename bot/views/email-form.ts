import type { KnownBlock } from '@slack/web-api';
import type { EmailValues } from '../../src/domain/email/fill.js';
import { askedFor, type EmailTemplate } from '../../src/domain/email/templates.js';
import { EMAIL_VARIABLES, LONG_VARIABLES, isEmailVariable, variableKey } from '../../src/domain/email/variables.js';
import type { Translate } from '../../src/kit/i18n.js';
import type { FormValues } from '../acts/act.js';
import { VALUE, field, textField, textOf } from '../acts/values.js';
import { ACTIONS } from '../surface.js';
import { context, literalWords, shorten } from './parts.js';

/** block_id of the fields; each variable's field is named like the variable, so that what was typed stays when another template is chosen. */
export const EMAIL_FIELDS = { template: 'template', address: 'address' } as const;
const PDF = /^pdf_(\d+)$/;
const ATTACH = 'attach';
/** One line in a PDF or a table: longer than this is no name, price or day. */
const LINE_MAX = 200;
const LONG_MAX = 1500;

const plain = (text: string, max: number) => ({ type: 'plain_text' as const, text: shorten(literalWords(text), max), emoji: true });

/** A form for an e-mail, with what the conversation tells filled in. */
export interface EmailForm {
  templates: EmailTemplate[];
  chosen: EmailTemplate;
  address: string;
  values: EmailValues;
}

/** Which template, to whom, and everything the template needs. */
export function emailBlocks({ templates, chosen, address, values }: EmailForm, t: Translate): KnownBlock[] {
  const option = ({ id, title }: EmailTemplate) => ({ value: String(id), text: plain(title, 75) });
  const attach = { value: ATTACH, text: plain(t('mail:form.attach'), 75) };
  return [
    {
      type: 'input', block_id: EMAIL_FIELDS.template, dispatch_action: true, label: plain(t('mail:form.template'), 2000),
      element: { type: 'static_select', action_id: ACTIONS.emailTemplate, options: templates.map(option), initial_option: option(chosen) },
    },
    field({ name: EMAIL_FIELDS.address, label: t('mail:form.address'), hint: t('mail:form.address_hint') }, { type: 'email_text_input', action_id: VALUE, ...(address === '' ? {} : { initial_value: address }) }),
    ...askedFor(chosen).map((name) => {
      const long = LONG_VARIABLES.has(name);
      return textField({ name, label: t(`mail:variable.${variableKey(name)}`), optional: EMAIL_VARIABLES[name] === 'optional', multiline: long, max: long ? LONG_MAX : LINE_MAX, initial: values[name] ?? '' });
    }),
    field({ name: `pdf_${chosen.id}`, label: t('mail:form.pdf'), optional: true }, { type: 'checkboxes', action_id: VALUE, options: [attach], ...(chosen.attach_pdf === 1 ? { initial_options: [attach] } : {}) }),
    context(t('mail:form.next')),
  ];
}

/** What stands in the form: the template chosen, and the one whose fields were shown. */
export function readEmailForm(values: FormValues) {
  const pdf = Object.keys(values).find((name) => PDF.test(name)) ?? '';
  return {
    templateId: Number(values[EMAIL_FIELDS.template]?.[ACTIONS.emailTemplate]?.selected_option?.value),
    shownId: Number(PDF.exec(pdf)?.[1]),
    address: textOf(values, EMAIL_FIELDS.address),
    values: Object.fromEntries(Object.keys(values).filter(isEmailVariable).map((name) => [name, textOf(values, name)])) as EmailValues,
    attachPdf: (values[pdf]?.[VALUE]?.selected_options ?? []).length > 0,
  };
}
