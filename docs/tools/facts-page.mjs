import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * docs/facts.md, made from the text of the domain's tables: every fact, what it changes inside, whom it tells outside and
 * what history says of it. Read as text, so that the page can be made before anything is built.
 * @param {string} root the repository's folder
 */
export function factsPage(root) {
  const read = (file) => readFileSync(join(root, 'src/domain', file), 'utf8');
  const facts = [...read('facts.ts').matchAll(/^ {2}\| \(?(?:OfConversation & )?\{ kind: '(\w+)'/gm)].map((match) => match[1]);
  const inside = entriesOf(read('reactions.ts'), 'export const reactions = {');
  const routes = read('routes.ts') + read('outbox/reply-routes.ts');
  const outside = entriesOf(routes, 'export const routes = {');
  const history = entriesOf(read('history/history.ts'), 'const entries:');
  const timers = entriesOf(read('reactions.ts'), 'export const onTimer = {');
  const helpers = helpersOf(read('outbox/specs.ts') + read('outbox/outside-specs.ts'));
  const row = (fact) => `| \`${fact}\` | ${shown(namesIn(inside.get(fact)))} | ${shown(deliveriesIn(outside.get(fact), helpers))} | ${shown(actionsIn(history.get(fact)))} |`;
  return [
    '# Facts',
    '',
    'Made by `node docs/tools/write-pages.mjs` from `src/domain/facts.ts`, `reactions.ts`, `routes.ts` (with `outbox/reply-routes.ts`) and `history/history.ts`; `test/facts-doc.test.ts` fails when it is stale.',
    '',
    'A command changes its own tables and records a fact. In the same transaction the ledger runs what stands under *inside*, in this order, adds the',
    'deliveries under *outside* (some only in some cases; the condition stands in `routes.ts`), and writes the row under *history*.',
    '',
    '| fact | inside | outside | history |',
    '| --- | --- | --- | --- |',
    ...facts.map(row),
    '',
    '## Timers',
    '',
    'What `workers/clock.ts` runs when a timer is due.',
    '',
    '| timer | does |',
    '| --- | --- |',
    ...[...timers].map(([timer, text]) => `| \`${timer}\` | ${shown(namesIn(text))} |`),
    '',
  ].join('\n');
}

const shown = (names) => (names.length === 0 ? '–' : names.map((name) => `\`${name}\``).join(', '));

/** The entries of an object literal at two spaces' indentation: name → text. */
function entriesOf(source, opening) {
  const start = source.indexOf(opening);
  if (start < 0) throw new Error(`"${opening}" is not there any more: docs/tools/facts-page.mjs must be told where the table is`);
  const body = source.slice(start, source.indexOf('\n}', start));
  const found = [...body.matchAll(/^ {2}(\w+): /gm)];
  return new Map(found.map((match, at) => [match[1], body.slice(match.index + match[0].length, found[at + 1]?.index)]));
}

/** `[restoreWaiting, tell]` → names. */
function namesIn(text = '') {
  return text.match(/[A-Za-z]\w*/g) ?? [];
}

/** The kinds of delivery each `export const name = (…) => …` of outbox/specs.ts makes. */
function helpersOf(specs) {
  const found = [...specs.matchAll(/^export const (\w+) = \(/gm)];
  return new Map(found.map((match, at) => [match[1], kindsIn(specs.slice(match.index, found[at + 1]?.index))]));
}

const kindsIn = (text) => [...text.matchAll(/kind: '([\w.]+)'/g)].map((match) => match[1]);

function deliveriesIn(text = '', helpers) {
  const calls = [...text.matchAll(/kind: '([\w.]+)'|\b(\w+)\(/g)].flatMap((match) => (match[1] ? [match[1]] : (helpers.get(match[2]) ?? [])));
  return [...new Set(calls)];
}

function actionsIn(text = '') {
  return [...text.matchAll(/action: (?:'([\w]+)'|`([^`]+)`)/g)].map((match) => match[1] ?? match[2].replace(/\$\{fact\.(\w+)\}/g, '{$1}'));
}
