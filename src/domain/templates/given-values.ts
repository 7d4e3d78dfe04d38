import { Refused } from '../../kit/errors.js';
import { cleanText } from '../../kit/text/clean.js';
import { variablesIn, type TemplateValues } from './render.js';
import { asWritten, VARIABLE_NAMES, VARIABLES, type VariableName } from './variables.js';

/** The variables that only the system knows which sends the template through the API. */
export const GIVEN_NAMES = VARIABLE_NAMES.filter((name): name is GivenName => VARIABLES[name] === 'given');

type GivenName = { [K in VariableName]: (typeof VARIABLES)[K] extends 'given' ? K : never }[VariableName];
export type GivenValues = Partial<Record<GivenName, string | undefined>>;

/** What stands in their place for people, who fill it in before they send it. */
export const UNGIVEN: Record<GivenName, string> = Object.fromEntries(GIVEN_NAMES.map((name) => [name, '…'])) as Record<GivenName, string>;

/** Does a template need what neither the house nor its rules know? */
export const needsGiven = (body: string): boolean => variablesIn(body).some((name) => VARIABLES[name] === 'given');

/**
 * What a template is filled with, and what a system gave for it.
 * @throws Refused `api:refused.values_missing` at `values`, naming those without which the text would say less than it should
 */
export function withGiven(body: string, values: TemplateValues, given: GivenValues): TemplateValues {
  const known = Object.entries(given).flatMap(([name, value]) => {
    const line = cleanText(value ?? '').replace(/\s+/g, ' ').trim();
    return line === '' ? [] : [[name, line] as const];
  });
  const all = { ...values.known, ...Object.fromEntries(known) };
  const missing = variablesIn(body).filter((name) => VARIABLES[name] === 'given' && all[name] === undefined);
  if (missing.length > 0) throw new Refused('api:refused.values_missing', { names: missing.map(asWritten).join(', ') }, 'values');
  return { ...values, known: all };
}
