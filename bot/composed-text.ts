import { Refused } from '../src/kit/errors.js';
import type { Translate } from '../src/kit/i18n.js';
import { cleanText } from '../src/kit/text/clean.js';
import { readReplyIntent } from '../src/kit/text/reply-prefix.js';
import { isBlankText, slackToWhatsapp } from '../src/kit/text/slack-to-whatsapp.js';
import { escapeText } from './views/parts.js';

/**
 * What somebody wrote in a form for the customer, as WhatsApp text.
 * @param field where a refusal stands
 * @throws Refused `slack:form.note` when it is marked as a note or command, `slack:form.empty` when nothing would be seen
 */
export function composedText(typed: string, t: Translate, field: string): string {
  const source = { text: escapeText(typed) };
  const { kind } = readReplyIntent(source, 'reply');
  if (kind === 'note' || kind === 'keyword') throw new Refused('slack:form.note', {}, field);
  const text = cleanText(slackToWhatsapp(source, { user: () => t('slack:colleague') }));
  if (kind === 'empty' || isBlankText(text)) throw new Refused('slack:form.empty', {}, field);
  return text;
}
