import { Refused } from '../../kit/errors.js';
import { VARIABLES, VARIABLE_NAMES, asWritten, isVariable, type VariableName } from './variables.js';

/** What a template is filled with: the values that are known, and the words for those that are not. */
export interface TemplateValues {
  known: Partial<Record<VariableName, string>>;
  /** For `address` variables: only after a preposition. */
  instead: Partial<Record<VariableName, string>>;
}

/** A template that cannot be filled, or a text that cannot be one: `messageKey` says what is wrong and what is allowed. */
export class TemplateFault extends Refused {
  constructor(messageKey: string, vars: Record<string, string | number> = {}) {
    super(messageKey, vars, 'body');
    this.name = 'TemplateFault';
  }
}

const PLACE = /\{\{([^{}]*)\}\}/g;
/** Stands for an unknown value while the words around it are mended; no template may hold it. */
const GAP = '\uE000';
const AFTER_PREPOSITION = new RegExp(`(?<![\\p{L}\\p{M}])(para|pra|com|por|de|sobre|sem|for|with|to|by|of|from|about)[^\\S\\n]+${GAP}`, 'giu');

/**
 * The variables a template uses, each once, in order.
 * @throws TemplateFault `slack:refused.template_variable` for one that does not exist, naming all there are;
 *   `slack:refused.template_braces` for braces that are no variable
 */
export function variablesIn(body: string): VariableName[] {
  const found = [...body.matchAll(PLACE)].map((match) => (match[1] ?? '').trim().toLowerCase());
  const unknown = found.find((name) => !isVariable(name));
  if (unknown !== undefined) throw new TemplateFault('slack:refused.template_variable', { name: asWritten(unknown.slice(0, 60)), known: VARIABLE_NAMES.map(asWritten).join(', ') });
  if (/\{\{|\}\}/.test(body.replace(PLACE, ''))) throw new TemplateFault('slack:refused.template_braces');
  return [...new Set(found as VariableName[])];
}

/** The variables of a template whose value is not known: it reads well all the same, but a person should look. */
export function missingIn(body: string, values: TemplateValues): VariableName[] {
  return variablesIn(body).filter((name) => values.known[name] === undefined);
}

/**
 * A template with its variables filled, as WhatsApp text. What is not known leaves no trace: "Olá, {{contact.first_name}}!"
 * without a name is "Olá!". Values are put in last and in one go, so that nothing in them is read as a variable.
 * @throws TemplateFault as `variablesIn`
 */
export function renderTemplate(body: string, values: TemplateValues): string {
  variablesIn(body);
  const name = (inside: string) => inside.trim().toLowerCase() as VariableName;
  const open = body.replaceAll(GAP, '').replace(PLACE, (whole, inside: string) => {
    if (values.known[name(inside)] !== undefined) return whole;
    return VARIABLES[name(inside)] === 'address' ? GAP : (values.instead[name(inside)] ?? GAP);
  });
  const you = values.instead['contact.first_name'] ?? '';
  return mended(open, you).replace(PLACE, (_whole, inside: string) => values.known[name(inside)] ?? '').trim();
}

/** Takes every gap out, with the commas, brackets and markers that stood there for the name alone. */
function mended(text: string, you: string): string {
  if (!text.includes(GAP)) return text;
  const bare = text.replace(new RegExp(`([*_~\`]+)${GAP}\\1|[([{"“'‘]${GAP}[)\\]}"”'’]`, 'g'), GAP);
  const spoken = you === '' ? bare : bare.replace(AFTER_PREPOSITION, (_whole, word: string) => `${word} ${you}`);
  return spoken.split('\n').map(mendedLine).join('\n');
}

function mendedLine(line: string): string {
  if (!line.includes(GAP)) return line;
  return line
    // "⌀, foi um prazer" begins a line or a sentence: what follows does now.
    .replace(new RegExp(`(^|[.!?…][^\\S\\n]+)${GAP}[^\\S\\n]*[,;:!–-]*[^\\S\\n]*(\\p{L}?)`, 'gu'), (_whole, before: string, letter: string) => before + letter.toUpperCase())
    // "Olá, ⌀!" and "Olá ⌀, tudo bem?"
    .replace(new RegExp(`[^\\S\\n]*,?[^\\S\\n]*${GAP}(?=[^\\S\\n]*(?:[,.;:!?…)]|$))`, 'gu'), '')
    .replace(new RegExp(`${GAP}[^\\S\\n]*`, 'g'), '');
}
