/**
 * Every variable that an e-mail's template may hold.
 * - `known`: the house fills it in by itself
 * - `asked`: whoever writes the e-mail is asked, with what the conversation tells filled in already
 * - `optional`: asked as well, and may stay empty: its line is left out then (fill.ts)
 * What each is called is in locales/ (`mail:variable.<name with _ for .>`).
 */
export const EMAIL_VARIABLES = {
  'contact.first_name': 'known',
  'contact.name': 'asked',
  'contact.document': 'asked',
  'contact.address': 'asked',
  patient_name: 'asked',
  patient_age: 'optional',
  care_type: 'asked',
  location: 'asked',
  schedule: 'asked',
  start_date: 'asked',
  special_needs: 'optional',
  price: 'asked',
  payment: 'asked',
  valid_until: 'asked',
  notes: 'optional',
  'agent.name': 'known',
  'agent.first_name': 'known',
  brand: 'known',
  protocol: 'known',
  today: 'known',
} as const satisfies Record<string, 'known' | 'asked' | 'optional'>;

export type EmailVariable = keyof typeof EMAIL_VARIABLES;

export const EMAIL_VARIABLE_NAMES = Object.keys(EMAIL_VARIABLES) as EmailVariable[];

export const isEmailVariable = (name: string): name is EmailVariable => Object.hasOwn(EMAIL_VARIABLES, name);

/** Those that may be several lines. */
export const LONG_VARIABLES: ReadonlySet<EmailVariable> = new Set(['contact.address', 'schedule', 'special_needs', 'payment', 'notes']);

/**
 * The variables whoever writes the e-mail is asked for, in the order above. The first name is taken from the name, which
 * is therefore asked for as well.
 */
export function askedOf(used: Iterable<EmailVariable>): EmailVariable[] {
  const names = new Set(used);
  if (names.has('contact.first_name')) names.add('contact.name');
  return EMAIL_VARIABLE_NAMES.filter((name) => names.has(name) && EMAIL_VARIABLES[name] !== 'known');
}

/** What a variable is called in locales/. */
export const variableKey = (name: EmailVariable): string => name.replace('.', '_');
