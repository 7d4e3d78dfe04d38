import type { KnownBlock, PlainTextOption } from '@slack/web-api';
import type { VariableName } from '../../src/domain/templates/variables.js';
import { asWritten } from '../../src/domain/templates/variables.js';
import type { Template } from '../../src/domain/templates/templates.js';
import type { Translate } from '../../src/kit/i18n.js';
import { textField } from '../acts/values.js';
import { ACTIONS } from '../surface.js';
import { sectionsOf } from './lines.js';
import { context, literalWords, plainWords, section, shorten } from './parts.js';

/** Slack shows at most so many options; of more, it asks us while the person types. */
const MOST_OPTIONS = 100;
/** Templates listed under `/modelo`; the others are found by typing in the form. */
const LISTED = 20;

/** block_id of the field in which a template is chosen. */
export const TEMPLATE_FIELD = 'template';

const TEXT = /^text_(\d+)$/;
/** block_id of the text: another one for each template, because Slack keeps what stands in a field whose name stays. */
export const textBlock = (templateId: number): string => `text_${templateId}`;
/** The template whose text stands in this field. */
export const templateOfBlock = (blockId: string): number | undefined => (TEXT.test(blockId) ? Number(TEXT.exec(blockId)?.[1]) : undefined);

/** A template filled for a conversation, to be looked at. */
export interface Filled {
  template: Template;
  text: string;
  /** Variables without a value: the words around them were mended. */
  missing: VariableName[];
}

const plain = (text: string, max: number) => ({ type: 'plain_text' as const, text: shorten(literalWords(text), max), emoji: true });
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Templates as options: title, and the first words below it. */
export function templateOptions(templates: Template[]): PlainTextOption[] {
  return templates.slice(0, MOST_OPTIONS).map((template) => ({ value: String(template.id), text: plain(template.title, 75), description: plain(oneLine(template.body), 75) }));
}

/** Which template, and its text with the variables filled in, to be edited before it leaves. */
export function templateBlocks(templates: Template[], filled: Filled | undefined, t: Translate): KnownBlock[] {
  const chosen = filled && templateOptions([filled.template])[0];
  const picks = {
    action_id: ACTIONS.templateChoice,
    placeholder: plain(t('slack:template.choose'), 150),
    ...(chosen ? { initial_option: chosen } : {}),
  };
  return [
    {
      type: 'input',
      block_id: TEMPLATE_FIELD,
      dispatch_action: true,
      label: plain(t('slack:template.field'), 2000),
      element: templates.length > MOST_OPTIONS ? { type: 'external_select', min_query_length: 0, ...picks } : { type: 'static_select', options: templateOptions(templates), ...picks },
    },
    ...(filled
      ? [
          textField({ name: textBlock(filled.template.id), label: t('slack:template.text'), hint: t('slack:template.text_hint'), multiline: true, max: 3000, initial: filled.text }),
          ...(filled.missing.length === 0 ? [] : [context(`⚠️ ${t('slack:template.missing', { names: filled.missing.map((name) => `\`${asWritten(name)}\``).join(', ') })}`)]),
        ]
      : [context(t('slack:template.how'))]),
  ];
}

/** `/modelo` alone: what there is, most used first. */
export function templateList(templates: Template[], t: Translate): KnownBlock[] {
  const lines = templates.slice(0, LISTED).map(({ code, title, body }) => `• \`${code}\` *${plainWords(title)}* · ${plainWords(shorten(oneLine(body), 110)).replace(/[*_~`]/g, '')}`);
  const more = templates.length > LISTED ? [context(t('slack:template.more', { count: templates.length - LISTED }))] : [];
  return [section(t(templates.length === 0 ? 'slack:refused.no_templates' : 'slack:template.list')), ...sectionsOf(lines), ...more];
}
