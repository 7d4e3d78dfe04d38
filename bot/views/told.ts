import type { MessageVars } from '../../src/kit/errors.js';
import type { Translate } from '../../src/kit/i18n.js';
import { plainWords } from './parts.js';

/** Where the labels of codes are, by how a variable that holds one (or several, commas between) is named. */
const GROUPS: [ending: string, group: string][] = [['_status', 'slack:status'], ['_level', 'slack:level'], ['severity_code', 'slack:severity'], ['reason_code', 'slack:escalation.why']];

/** Codes by their labels. `severity_code` and `reason_code` fill `severity` and `reason`. */
export function labelled(vars: MessageVars, t: Translate): MessageVars {
  return Object.fromEntries(
    Object.entries(vars).map(([name, value]) => {
      const group = GROUPS.find(([ending]) => name.endsWith(ending))?.[1];
      if (group === undefined) return [name, value];
      return [name.replace(/_code$/, ''), String(value).split(',').map((code) => t(`${group}.${code}`)).join(', ')];
    }),
  );
}

/** What the house tells, for mrkdwn: codes by their labels; names and words of people can do nothing. */
export function toldText(t: Translate, key: string, vars: MessageVars): string {
  const escaped = Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, typeof value === 'string' ? plainWords(value) : value]));
  return t(`slack:${key}`, labelled(escaped, t));
}
