import { cleanText } from '../../kit/text/clean.js';
import type { EmailBlock, EmailDocument, EmailTemplateDocument, Place, TemplateBlock, Words } from './document.js';
import type { EmailVariable } from './variables.js';

/** What an e-mail is filled with; what is missing or blank is empty. */
export type EmailValues = Partial<Record<EmailVariable, string>>;

const PLACE = /\{\{([^{}]*)\}\}/g;

const valueOf = (values: EmailValues, name: EmailVariable): string => cleanText(values[name] ?? '').trim();

/** A subject, filled: one line. Values go in last and in one go, so that nothing in them is read as a variable. */
export function fillSubject(subject: string, values: EmailValues): string {
  return subject.replace(PLACE, (_whole, name: string) => valueOf(values, name.trim().toLowerCase() as EmailVariable)).replace(/\s+/g, ' ').trim();
}

/**
 * A template's document, filled. What holds places and got no value in any of them is left out: a paragraph, a list's
 * item, a table's row. A list or table of which nothing is left goes too, and a heading under which nothing is left.
 */
export function fillDocument(document: EmailTemplateDocument, values: EmailValues): EmailDocument {
  return document.flatMap((block) => filled(block, values)).reduceRight<EmailDocument>((below, block) => (leadsTo(block, below[0]) ? [block, ...below] : below), []);
}

/** False for a heading over nothing: the end, a rule, or a heading of its level or above comes next. */
function leadsTo(block: EmailBlock, next: EmailBlock | undefined): boolean {
  if (block.is !== 'heading') return true;
  if (next === undefined || next.is === 'rule') return false;
  return next.is !== 'heading' || next.level > block.level;
}

function filled(block: TemplateBlock, values: EmailValues): EmailBlock[] {
  switch (block.is) {
    case 'rule':
      return [block];
    case 'list': {
      const items = block.items.filter((item) => says(item, values)).map((item) => words(item, values));
      return items.length === 0 ? [] : [{ ...block, items }];
    }
    case 'table': {
      const rows = block.rows.filter((row) => says(row.flat(), values)).map((row) => row.map((cell) => words(cell, values)));
      return rows.length === 0 ? [] : [{ ...block, rows }];
    }
    default:
      return says(block.spans, values) ? [{ ...block, spans: words(block.spans, values) }] : [];
  }
}

/** False when it holds places and none of them has a value. */
function says(spans: (Words | Place)[], values: EmailValues): boolean {
  const places = spans.filter((span) => 'variable' in span);
  return places.length === 0 || places.some(({ variable }) => valueOf(values, variable) !== '');
}

function words(spans: (Words | Place)[], values: EmailValues): Words[] {
  return spans.flatMap((span) => {
    if (!('variable' in span)) return [span];
    const { variable, ...look } = span;
    const text = valueOf(values, variable);
    return text === '' ? [] : [{ text, ...look }];
  });
}
