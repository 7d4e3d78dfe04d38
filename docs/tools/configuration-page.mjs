import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * docs/configuration.md, made from .env.example (every variable with its comment), the defaults of src/config.ts and the
 * settings of src/domain/settings/settings.ts.
 * @param {string} root the repository's folder
 */
export function configurationPage(root) {
  const read = (file) => readFileSync(join(root, file), 'utf8');
  const defaults = defaultsOf(read('src/config.ts'));
  const example = read('.env.example');
  return [
    '# Configuration',
    '',
    'Made by `node docs/tools/write-pages.mjs` from `.env.example`, `src/config.ts` and `src/domain/settings/settings.ts`; `test/facts-doc.test.ts` fails when it is stale.',
    '',
    '## Environment',
    '',
    'Read once at start, by every process. A missing or wrong variable stops the process with a list of *all* problems; `npm run doctor` shows the same list',
    'and whether what the variables name really works. An empty value counts as unset. Required everywhere: `DATABASE_URL`, `REDIS_URL`; production also asks',
    'for Z-API, Slack, `SESSION_SECRET` and `INTERNAL_API_TOKEN`. Read and checked, but not used yet: the other systems of the house.',
    '',
    ...environmentSections(example, defaults),
    ...theRest(read('src/config.ts'), example, defaults),
    '## Settings',
    '',
    'Kept in the table `settings` (name, value), so that they change without a restart: a process reads them again after five seconds at most.',
    'A row that is missing, or whose value does not fit, means the default.',
    '',
    '| setting | default | meaning |',
    '| --- | --- | --- |',
    ...settingsOf(read('src/domain/settings/settings.ts')).map(({ name, value, help }) => `| \`${name}\` | \`${value}\` | ${help} |`),
    '',
    'Changed in the portal: *Sistema → Configurações* ([guide-admin.md](guide-admin.md)).',
    '',
  ].join('\n');
}

/** `NAME: z….default(x)` → x, where it is a plain value. */
function defaultsOf(source) {
  return new Map([...source.matchAll(/^ {2}([A-Z_]+): .*\.default\(('[^']*'|\d+)\)/gm)].map((match) => [match[1], match[2].replaceAll("'", '')]));
}

/** One table for each `# ── Title ──` of .env.example; a comment belongs to the variable below it. */
function environmentSections(text, defaults) {
  const lines = [];
  let comment = '';
  for (const line of text.split('\n')) {
    const title = /^# ── (.+?) ──/.exec(line)?.[1];
    const variable = /^([A-Z_]+)=/.exec(line)?.[1];
    if (title) lines.push(...(lines.length > 0 ? [''] : []), `### ${title}`, '', '| variable | default | meaning |', '| --- | --- | --- |');
    else if (line.startsWith('# ')) comment = line.slice(2);
    else if (variable) lines.push(`| \`${variable}\` | ${defaults.has(variable) ? `\`${defaults.get(variable)}\`` : '–'} | ${comment.replaceAll('|', '\\|').replaceAll('<', '&lt;')} |`);
  }
  return [...lines, ''];
}

/** Variables that only config.ts knows, with the comment that stands above them there. */
function theRest(config, example, defaults) {
  const names = [...config.matchAll(/(?: {2}\/\*\* (.+?) \*\/\n)? {2}([A-Z_]{4,}): /g)].filter((match) => !example.includes(`${match[2]}=`));
  if (names.length === 0) return [];
  const rows = names.map(([, comment = '', name]) => `| \`${name}\` | ${defaults.has(name) ? `\`${defaults.get(name)}\`` : '–'} | ${comment} |`);
  return ['### Rarely set', '', '| variable | default | meaning |', '| --- | --- | --- |', ...rows, ''];
}

function settingsOf(source) {
  const body = source.slice(source.indexOf('export const SETTING_DEFAULTS = {'), source.indexOf('\n};'));
  return [...body.matchAll(/\/\*\* (.+?) \*\/\n {2}(\w+): ('[^']*'|[\d_.]+)/g)].map(([, help, name, value]) => ({ name, value: value.replaceAll("'", ''), help: help.replaceAll('|', '\\|') }));
}
