import { sendTemplate } from '../../src/domain/inbox/send-template.js';
import { missingIn, renderTemplate, variablesIn } from '../../src/domain/templates/render.js';
import { activeTemplates, findTemplate, templateCalled } from '../../src/domain/templates/templates.js';
import { valuesFor } from '../../src/domain/templates/values.js';
import { Refused } from '../../src/kit/errors.js';
import { composedText } from '../composed-text.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';
import { TEMPLATE_FIELD, templateBlocks, templateList, templateOfBlock, textBlock, type Filled } from '../views/template-form.js';
import { plainWords } from '../views/parts.js';
import { changeAct, type FormValues, type Person } from './act.js';
import { typedIn } from './typed-in.js';
import { textOf } from './values.js';

interface Input {
  templateId: number;
  /** As edited in the form; without it the template as it is. */
  text?: string;
}

/** A template with a conversation's values, for the form. @throws Refused `slack:refused.template_gone` */
export async function fillFor(conversationId: number, templateId: number, parts: BotParts, person: Person): Promise<Filled> {
  const sql = parts.source.manager;
  const template = await findTemplate(sql, templateId);
  if (!template) throw new Refused('slack:refused.template_gone', {}, TEMPLATE_FIELD);
  const values = await valuesFor(sql, conversationId, person.name, parts.clock.now(), parts);
  return { template, text: renderTemplate(template.body, values), missing: missingIn(template.body, values) };
}

/** Has it a value for everything? Who sends it is always known. */
async function isComplete(conversationId: number, body: string, parts: BotParts): Promise<boolean> {
  if (variablesIn(body).length === 0) return true;
  const values = await valuesFor(parts.source.manager, conversationId, null, parts.clock.now(), parts);
  return missingIn(body, values).every((name) => name.startsWith('agent.'));
}

/**
 * "Modelo": `!modelo boas-vindas` sends it at once when every variable has a value; else, and without a name, the form shows
 * the text first. A name that is not exactly one is refused, never guessed: what left cannot be taken back.
 */
export const template = changeAct<Input>({
  deed: 'send a template',
  offered: (card) => card.closed_at === null,
  async read(words, parts, _word, conversationId) {
    if (words === '') return undefined;
    const { id, body } = templateCalled(await activeTemplates(parts.source.manager), plainWords(await typedIn(words, parts)));
    return (await isComplete(conversationId, body, parts)) ? { templateId: id } : undefined;
  },
  async form(conversationId, parts, person, words) {
    const templates = await activeTemplates(parts.source.manager);
    if (templates.length === 0) throw new Refused('slack:refused.no_templates');
    const named = words === '' ? undefined : await fillFor(conversationId, templateCalled(templates, words).id, parts, person);
    return templateBlocks(templates, named, parts.t);
  },
  submitted(values: FormValues, parts) {
    const templateId = Number(values[TEMPLATE_FIELD]?.[ACTIONS.templateChoice]?.selected_option?.value);
    const shown = Object.keys(values).map(templateOfBlock).find((id) => id !== undefined);
    // Sent before the text of the chosen template stood in the form: nobody has read what would leave.
    if (shown !== templateId) throw new Refused('slack:refused.template_unseen', {}, TEMPLATE_FIELD);
    const field = textBlock(templateId);
    return { templateId, text: composedText(textOf(values, field), parts.t, field) };
  },
  async perform(ctx, { templateId, text }, _parts, { slackUserId, source }) {
    await sendTemplate(ctx, { templateId, text, slackUserId, source });
    return { key: 'said.template', vars: { number: ctx.conversation.id } };
  },
  async aside({ source, t }) {
    return templateList(await activeTemplates(source.manager), t);
  },
});
