import { isBlankText } from '../../kit/text/invisible.js';
import { TemplateFault, variablesIn } from './render.js';

/** The longest text a template may be, UTF-16 units: filled in, it still fits the form's input (Slack: 3,000) and one message. */
export const TEMPLATE_MAX = 2500;

/** Is it a text that can be filled and sent? Asked by whoever saves one. @throws TemplateFault saying what is wrong and what is allowed */
export function validateTemplate(body: string): void {
  if (isBlankText(body)) throw new TemplateFault('slack:refused.template_empty');
  if (body.length > TEMPLATE_MAX) throw new TemplateFault('slack:refused.template_long', { max: TEMPLATE_MAX, length: body.length });
  variablesIn(body);
}
