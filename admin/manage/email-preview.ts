import type { ActionHandler, ActionResponse } from 'adminjs';
import { fillDocument, fillSubject, type EmailValues } from '../../src/domain/email/fill.js';
import { readEmailBody } from '../../src/domain/email/read-body.js';
import { validateEmailTemplate } from '../../src/domain/email/templates.js';
import { EMAIL_VARIABLES, EMAIL_VARIABLE_NAMES, variableKey } from '../../src/domain/email/variables.js';
import { Refused } from '../../src/kit/errors.js';
import type { House } from '../../src/wire.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';

const LONGEST = 20_000;
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST) : '');

/** An e-mail's template as it will be read, with sample values. Changes nothing. */
export function emailPreviewAction(house: House): Record<string, ActionOptions> {
  const { t } = house;
  const handler: ActionHandler<ActionResponse> = async (request) => {
    const template = { subject: text(request.payload?.['subject']), body: text(request.payload?.['body']) };
    try {
      validateEmailTemplate(template);
    } catch (error) {
      if (error instanceof Refused) return { fault: t(error.messageKey, error.vars) };
      throw error;
    }
    const values = sampleValues(house);
    const subject = fillSubject(template.subject, values);
    const content = { document: fillDocument(readEmailBody(template.body), values), subject, author: values['agent.name'] ?? '', protocol: values.protocol ?? '', at: house.clock.now() };
    return { preview: { subject, html: await house.mail.html(content), text: house.mail.text(content) } };
  };
  return { preview: { ...PAGE, actionType: 'resource', isVisible: false, component: false, handler } };
}

/** The variables an e-mail's template may hold, with what each is and who fills it in. */
export function emailVariablesFor({ t }: Pick<House, 't'>): { name: string; meaning: string }[] {
  return EMAIL_VARIABLE_NAMES.map((name) => ({ name, meaning: `${t(`mail:variable.${variableKey(name)}`)} (${t(`mail:kind.${EMAIL_VARIABLES[name]}`)})` }));
}

function sampleValues({ t, config }: House): EmailValues {
  return Object.fromEntries(EMAIL_VARIABLE_NAMES.map((name) => [name, name === 'brand' ? config.BRAND_NAME : t(`mail:sample.${variableKey(name)}`)]));
}
