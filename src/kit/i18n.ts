import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import type { MessageVars } from './errors.js';
import { repositoryRoot } from './repository-root.js';

export const LOCALES = ['pt-BR', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Looks a text up: `slack:card.waiting_since` = key `card.waiting_since` of locales/<locale>/slack.json. */
export type Translate = (key: string, vars?: MessageVars) => string;

function loadLocale(locale: Locale): Record<string, object> {
  const folder = join(repositoryRoot(), 'locales', locale);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(files.map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as object]));
}

/**
 * A translator for one language. A missing key throws, so that a test or the first use shows it, never a user
 * reading a key. Values are not HTML-escaped: each surface escapes what customers wrote by itself.
 */
export function createTranslate(locale: Locale): Translate {
  const resources = loadLocale(locale);
  const instance = i18next.createInstance();
  void instance.init({
    lng: locale,
    initAsync: false,
    showSupportNotice: false,
    resources: { [locale]: resources },
    ns: Object.keys(resources),
    interpolation: { escapeValue: false },
  });
  return (key, vars = {}) => {
    if (!instance.exists(key, vars)) throw new Error(`missing text ${key} in locales/${locale}`);
    return instance.t(key, vars) as string;
  };
}
