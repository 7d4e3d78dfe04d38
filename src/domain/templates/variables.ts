/**
 * Every variable a template may hold, and what stands in its place when its value is not known. What each means is in
 * locales/ (`slack:template.variable.<name with _ for .>`), so that the portal's help and the refusals name the same list.
 * - `address`: the words somebody is addressed by; left out with its comma ("Olá!"), a word after a preposition ("para você")
 * - `word`: a word of locales/ takes its place ("quem vai receber os cuidados")
 * - `always`: it is always known
 * - `given`: by the system that sends the template through the API; without it such a system's message is refused, and a
 *   person who sends the template fills it in
 */
export const VARIABLES = {
  'contact.first_name': 'address',
  'contact.name': 'address',
  'agent.first_name': 'word',
  'agent.name': 'word',
  patient_name: 'word',
  protocol: 'always',
  brand: 'always',
  business_hours: 'always',
  greeting: 'always',
  today: 'always',
  visit_date: 'given',
  visit_time: 'given',
  caregiver_name: 'given',
  link: 'given',
} as const satisfies Record<string, 'address' | 'word' | 'always' | 'given'>;

export type VariableName = keyof typeof VARIABLES;

export const VARIABLE_NAMES = Object.keys(VARIABLES) as VariableName[];

export const isVariable = (name: string): name is VariableName => Object.hasOwn(VARIABLES, name);

/** `{{contact.name}}`, as a template writes it. */
export const asWritten = (name: string): string => `{{${name}}}`;
