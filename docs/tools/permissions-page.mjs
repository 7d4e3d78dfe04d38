import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROLES = ['agent', 'supervisor', 'admin'];
const RELATIONS = ['owner', 'unowned', 'not owner'];

/** Who each rule of permissions.ts lets through; test/attendance/permission-matrix.test.ts holds it against the rules themselves. */
const LETS = {
  anyone: () => true,
  author: () => false,
  owner: (_role, relation) => relation === 'owner',
  unowned: (_role, relation) => relation === 'unowned',
  supervisor: (role) => role !== 'agent',
};

/**
 * docs/permissions.md, made from the sentences of src/domain/people/permissions.ts and the words of locales/: what each role
 * may do with a conversation that is theirs, nobody's or a colleague's, and what concerns the whole house.
 * @param {string} root the repository's folder
 */
export function permissionsPage(root) {
  const source = readFileSync(join(root, 'src/domain/people/permissions.ts'), 'utf8');
  const words = (locale) => JSON.parse(readFileSync(join(root, `locales/${locale}/slack.json`), 'utf8')).rule;
  const [pt, en] = [words('pt-BR'), words('en')];
  const said = (deed) => {
    const key = deed.replace(/[ -]/g, '_');
    if (!pt[key] || !en[key]) throw new Error(`locales have no words for the rule "${deed}": slack:rule.${key}`);
    return `${en[key]}<br>*${pt[key]}*`;
  };
  const deeds = permissionsOf(source);
  const house = [...tableOf(source, 'export const mayDoInHouse = {').matchAll(/^ {2}'([^']+)': '(\w+)',/gm)].map(([, deed, role]) => ({ deed, role }));
  const cell = (rules, role, relation) => (rules.some((rule) => LETS[rule](role, relation)) ? '✓' : rules.includes('author') ? 'own' : '–');
  return [
    '# Who may do what',
    '',
    'Made by `node docs/tools/write-pages.mjs` from `src/domain/people/permissions.ts` and `locales/`; `test/facts-doc.test.ts` fails when it is stale.',
    '',
    'Every door (slash command, button, menu, shortcut, form, `!word`) ends in a command that asks these rules again, in the transaction and on the locked',
    'conversation; a forged button or form gets no further (`test/attendance/permission-matrix.test.ts`). Only active people of the team do anything: strangers and',
    'inactive people are told so, and strangers can ask to join. A refusal names the rule in the words below.',
    '',
    '## With a conversation',
    '',
    'Columns: the attendant who owns it · any attendant when nobody owns it · an attendant when a colleague owns it · supervisors and administrators. `own`: what they wrote themselves.',
    '',
    '| deed | owner | nobody’s | colleague’s | supervisor, admin | in words |',
    '| --- | --- | --- | --- | --- | --- |',
    ...deeds.map(({ deed, rules }) => `| ${deed} | ${RELATIONS.map((relation) => cell(rules, 'agent', relation)).join(' | ')} | ${cell(rules, 'supervisor', 'not owner')} | ${said(deed)} |`),
    '',
    '## In the house',
    '',
    `| deed | ${ROLES.join(' | ')} | in words |`,
    '| --- | --- | --- | --- | --- |',
    ...house.map(({ deed, role }) => `| ${deed} | ${ROLES.map((one) => (ROLES.indexOf(one) >= ROLES.indexOf(role) ? '✓' : '–')).join(' | ')} | ${said(deed)} |`),
    '',
  ].join('\n');
}

/** Every deed about a conversation with the names of the rules that allow it. */
export function permissionsOf(source) {
  return [...tableOf(source, 'export const mayDo = {').matchAll(/^ {2}'([^']+)': (.+),$/gm)].map(([, deed, text]) => {
    const rules = text.replace(/^either\((.*)\)$/, '$1').split(', ');
    const strange = rules.filter((rule) => !(rule in LETS));
    if (strange.length > 0) throw new Error(`docs/tools/permissions-page.mjs does not know the rule ${strange.join(', ')} of "${deed}"`);
    return { deed, rules };
  });
}

function tableOf(source, opening) {
  const start = source.indexOf(opening);
  if (start < 0) throw new Error(`"${opening}" is not there any more: docs/tools/permissions-page.mjs must be told where the table is`);
  return source.slice(start, source.indexOf('\n}', start));
}

/** May somebody of this role do it with a conversation of this relation? As the page says. */
export const pageAllows = (rules, role, relation) => rules.some((rule) => LETS[rule](role, relation));
