import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PAGES } from '../docs/tools/pages.mjs';
import { onTimer, reactions } from '../src/domain/reactions.js';
import { REPORTS } from '../src/domain/reports/catalogue.js';
import { routes } from '../src/domain/routes.js';
import { SETTING_DEFAULTS } from '../src/domain/settings/settings.js';
import { LOCALES, createTranslate } from '../src/kit/i18n.js';
import { repositoryRoot } from '../src/kit/repository-root.js';

const root = repositoryRoot();
const page = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');

describe('pages made from the code', () => {
  test.each(Object.keys(PAGES))('%s is as the code is (else: node docs/tools/write-pages.mjs)', (name) => {
    expect(page(name)).toBe(PAGES[name]?.(root));
  });

  test('no fact, timer or setting is left out', () => {
    const facts = page('facts.md');
    for (const fact of Object.keys(routes)) expect(facts).toContain(`| \`${fact}\` |`);
    for (const [fact, done] of Object.entries(reactions)) for (const one of done as { name: string }[]) expect(facts).toMatch(new RegExp(`\\| \`${fact}\` \\|.*\`${one.name}\``));
    for (const timer of Object.keys(onTimer)) expect(facts).toContain(`| \`${timer}\` |`);
    for (const setting of Object.keys(SETTING_DEFAULTS)) expect(page('configuration.md')).toContain(`| \`${setting}\` |`);
  });

  test('every figure of every report is on the page, and has a formula in both languages', () => {
    const metrics = page('metrics.md');
    for (const locale of LOCALES) {
      const t = createTranslate(locale);
      for (const [key, { figures, dimensions }] of Object.entries(REPORTS)) {
        expect(metrics).toContain(`(\`${key}\`)`);
        for (const dimension of dimensions) expect(t(`reports:dimension.${dimension}`).length).toBeGreaterThan(1);
        for (const figure of Object.keys(figures)) {
          expect(t(`reports:figures.${key}.${figure}.formula`).length).toBeGreaterThan(10);
          if (locale === 'en') expect(metrics).toContain(`| \`${figure}\` | ${t(`reports:figures.${key}.${figure}.name`)} | ${(figures as Record<string, string>)[figure]} | ${t(`reports:figures.${key}.${figure}.formula`)} |`);
        }
      }
    }
  });

  test('every variable of config.ts is on the page', () => {
    const names = [...readFileSync(join(root, 'src/config.ts'), 'utf8').matchAll(/^ {2}([A-Z_]{4,}): /gm)].map((match) => match[1] as string);
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !page('configuration.md').includes(`| \`${name}\` |`))).toEqual([]);
  });
});
