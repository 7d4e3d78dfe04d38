import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repositoryRoot } from '../src/kit/repository-root.js';

const root = repositoryRoot();
const below = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? below(join(folder, entry.name)) : entry.name.endsWith('.md') ? [join(folder, entry.name)] : []));
const pages = [...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map((name) => join(root, name)), ...below(join(root, 'docs'))].map((path) => ({ name: relative(root, path), folder: dirname(path), text: readFileSync(path, 'utf8') }));

describe.each(pages)('$name', ({ folder, text }) => {
  test('every link and picture leads somewhere', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map((match) => match[1] as string);
    expect(targets.filter((target) => !existsSync(join(folder, target)))).toEqual([]);
  });

  test('every file it names is there', () => {
    const named = [...text.matchAll(/`((?:src|bot|admin|workers|migrations|simulator|scripts|test|docs|locales)\/[\w./-]*)`/g)].map((match) => match[1] as string);
    expect(named.filter((path) => !path.includes('00NN') && !existsSync(join(root, path)))).toEqual([]);
  });
});

test('every command of package.json that README, CONTRIBUTING and docs name exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const named = pages.flatMap(({ text }) => [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map((match) => match[1] as string));
  expect([...new Set(named)].filter((name) => scripts[name] === undefined)).toEqual([]);
});
