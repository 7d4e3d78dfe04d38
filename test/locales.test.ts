import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LOCALES, type Locale } from '../src/kit/i18n.js';
import { repositoryRoot } from '../src/kit/repository-root.js';
import { PRODUCT, lineOf, sourcesOf, withoutComments } from './support/sources.js';

type Texts = Map<string, string>;

const FOLDER = join(repositoryRoot(), 'locales');
const namespaces = readdirSync(join(FOLDER, 'pt-BR')).map((file) => file.replace('.json', ''));

/** Every text of a language under its whole key: `slack:card.take`. */
function textsOf(locale: Locale): Texts {
  const texts: Texts = new Map();
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') texts.set(key, value);
    else for (const [name, inner] of Object.entries(value as object)) walk(inner, key.endsWith(':') ? key + name : `${key}.${name}`);
  };
  for (const file of readdirSync(join(FOLDER, locale))) walk(JSON.parse(readFileSync(join(FOLDER, locale, file), 'utf8')), `${file.replace('.json', '')}:`);
  return texts;
}

const FORM = /_(?:zero|one|two|few|many|other)$/;
/** The key without its plural form, when it has one. */
const baseOf = (key: string, texts: Texts) => (FORM.test(key) && texts.has(key.replace(FORM, '_other')) ? key.replace(FORM, '') : key);
const basesOf = (texts: Texts) => new Set([...texts.keys()].map((key) => baseOf(key, texts)));
const variablesIn = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map((match) => match[1] as string);
const all = Object.fromEntries(LOCALES.map((locale) => [locale, textsOf(locale)])) as Record<Locale, Texts>;
const keys = basesOf(all['pt-BR']);

/** The variables of each key, all its forms together. */
function variablesOf(texts: Texts): Record<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const [key, text] of texts) {
    const base = baseOf(key, texts);
    found.set(base, new Set([...(found.get(base) ?? []), ...variablesIn(text)]));
  }
  return Object.fromEntries([...found].map(([key, names]) => [key, [...names].sort()]));
}

const sources = sourcesOf(PRODUCT).filter((source) => source.path !== 'src/domain/outbox/lanes.ts').map((source) => ({ path: source.path, code: withoutComments(source.text) }));
const NAMED = new RegExp(`(['"\`])(${namespaces.join('|')}):((?:[\\w-]|\\.|\\$\\{[^}]*\\})+)\\1`, 'g');

interface Use {
  at: string;
  key: string;
  /** What the key may be, when it is made of parts. */
  pattern: RegExp;
}

/** A key with parts put in; the name of a whole group (`slack:status`, in a table of codes) stands for all of it. */
function patternOf(key: string): RegExp {
  const words = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.]/g, '\\.')).join('[\\w.-]+');
  return new RegExp(`^${words}${keys.has(key) ? '' : '(?:\\.[\\w.-]+)?'}$`);
}

/** Keys named in code; `slack:status.${…}` stands for all of its kind. */
const uses: Use[] = sources.flatMap(({ path, code }) =>
  [...code.matchAll(NAMED)].map((match) => ({ at: `${path}:${lineOf(code, match.index)}`, key: `${match[2]}:${match[3]}`, pattern: patternOf(`${match[2]}:${match[3]}`) })),
);
const whole = (use: Use) => new RegExp(`^(?:${namespaces.join('|')}):\\$\\{[^}]*\\}$`).test(use.key);

/** Where a key is handed on without its namespace (`slack:${key}`), it is named elsewhere as `held.${reason}`. */
const handedOn = uses.filter(whole).flatMap((use) => {
  const namespace = use.key.split(':')[0] as string;
  return sources.flatMap(({ code }) => [...code.matchAll(/(['"`])([a-z_]+\.(?:[\w.]|\$\{[^}]*\})+)\1/g)].map((match) => patternOf(`${namespace}:${match[2]}`)));
});
const patterns = [...uses.filter((use) => !whole(use)).map((use) => use.pattern), ...handedOn];

describe('the texts', () => {
  test('are the same keys with the same variables in every language', () => {
    expect([...basesOf(all.en)].sort()).toEqual([...keys].sort());
    expect(variablesOf(all.en)).toEqual(variablesOf(all['pt-BR']));
  });

  test.each(LOCALES)('%s has every plural form its grammar knows, and no other', (locale) => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.map((form) => `_${form}`).sort();
    const texts = all[locale];
    const plural = [...texts.keys()].filter((key) => key.endsWith('_other')).map((key) => key.replace(FORM, ''));
    expect(plural.length).toBeGreaterThan(0);
    for (const base of plural) expect([base, [...texts.keys()].filter((key) => key.replace(FORM, '') === base && FORM.test(key)).map((key) => key.slice(base.length)).sort()]).toEqual([base, forms]);
  });

  test.each(LOCALES)('%s: none is empty, has spaces at its ends, or nests another key', (locale) => {
    expect([...all[locale]].filter(([, text]) => text.trim() === '' || text !== text.trim() || /\$t\(/.test(text)).map(([key]) => key)).toEqual([]);
  });

  test('Portuguese is written with its accents', () => {
    // Names of commands are written without.
    const bare = /(?<![\p{L}/!])(?:\p{L}*(?:cao|coes|soes|encia|ancia)|nao|voce|voces|tambem|numero|numeros|usuario|usuarios|pagina|codigo|horario|responsavel|proxim[oa]|ultim[oa]|historico|endereco|ninguem|alguem|estao|nivel|ja|sera|atraves|possivel|invalid[oa]|midia|audio|video|trafego|servico|inicio|periodo|relatorio|conteudo|unic[oa]|automatic[oa])(?!\p{L})/giu;
    expect([...all['pt-BR']].flatMap(([key, text]) => [...text.matchAll(bare)].map((match) => `${key}: ${match[0]}`))).toEqual([]);
  });

  test('Portuguese has no English left in it', () => {
    const english = /(?<![\p{L}\p{N}_/.`-])(?:the|and|with|your?|this|that|not|message|messages|conversation|customer|please|error|failed|retry|save|delete|search|open|close|closed|waiting|sent|reply|owner|team|settings|unknown|cancel|confirm)(?![\p{L}\p{N}_`-])/giu;
    expect([...all['pt-BR']].flatMap(([key, text]) => [...text.replace(/\{\{.*?\}\}|`[^`]*`/g, '').matchAll(english)].map((match) => `${key}: ${match[0]}`))).toEqual([]);
    const same = [...all['pt-BR']].filter(([key, text]) => all.en.get(key) === text && text.replace(/\{\{.*?\}\}|WhatsApp|Z-API|Slack|[^\p{L} ]/gu, '').trim().split(/\s+/).filter((word) => word.length > 3).length > 1);
    expect(same.map(([key, text]) => `${key} is the same in both languages: ${text}`)).toEqual([]);
  });
});

describe('the code and the texts', () => {
  test('every key named in code exists', () => {
    expect(uses.length).toBeGreaterThan(50);
    expect(uses.filter((use) => !whole(use) && ![...keys].some((key) => use.pattern.test(key))).map((use) => `${use.at} names ${use.key}, which locales/ does not have`)).toEqual([]);
  });

  test('every text is used', () => {
    expect([...keys].filter((key) => !patterns.some((pattern) => pattern.test(key))).map((key) => `${key} is used nowhere: take it out of locales/`)).toEqual([]);
  });

  test('every variable of a text is given where it is said', () => {
    const variables = variablesOf(all['pt-BR']);
    const said = new RegExp(`(?:\\bt|Refused)\\(\\s*['"]((?:${namespaces.join('|')}):[\\w.]+)['"]\\s*(?:,\\s*\\{((?:[^{}]|\\{[^{}]*\\})*)\\})?\\s*\\)`, 'g');
    const missing = sources.flatMap(({ path, code }) =>
      [...code.matchAll(said)].flatMap((match) => {
        const given = new Set([...(match[2] ?? '').matchAll(/(?:^|,)\s*(\.\.\.|\w+)/g)].map((one) => one[1]));
        if (given.has('...')) return [];
        return (variables[match[1] as string] ?? []).filter((name) => !given.has(name)).map((name) => `${path}:${lineOf(code, match.index)} says ${match[1]} without {{${name}}}`);
      }),
    );
    expect(missing).toEqual([]);
  });
});
