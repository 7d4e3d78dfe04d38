import { readFileSync, readdirSync } from 'node:fs';
import { dirname, extname, join, normalize, relative } from 'node:path';
import { repositoryRoot } from '../../src/kit/repository-root.js';

/** Folders that hold the product itself. */
export const PRODUCT = ['src', 'bot', 'admin', 'workers', 'migrations'];

const CODE = new Set(['.ts', '.tsx', '.mjs', '.js', '.jsx']);
const LEFT_OUT = new Set(['node_modules', 'dist', '.local', '.adminjs']);

export interface Source {
  /** From the repository's root, with slashes. */
  path: string;
  text: string;
}

export interface Import {
  line: number;
  /** A path from the repository's root without its ending, or a package's name. */
  target: string;
  ours: boolean;
  typeOnly: boolean;
}

/** Every file of code below these folders. */
export function sourcesOf(folders: string[]): Source[] {
  const root = repositoryRoot();
  const read = (folder: string): Source[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : read(path);
      return CODE.has(extname(entry.name)) ? [{ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }] : [];
    });
  return folders.flatMap((folder) => read(join(root, folder)));
}

const IMPORT = /(?:^|[;\n])\s*(?:import|export)\b(\s+type\b)?([^;'"]*?)\bfrom\s*['"]([^'"]+)['"]|(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Everything a file imports, exports from or loads later. */
export function importsOf(source: Source): Import[] {
  return [...source.text.matchAll(IMPORT)].map((match) => {
    const given = (match[3] ?? match[4] ?? match[5]) as string;
    const ours = given.startsWith('.');
    return {
      line: lineOf(source.text, match.index + match[0].lastIndexOf(given)),
      target: ours ? normalize(join(dirname(source.path), given)).replaceAll('\\', '/').replace(/\.[jt]sx?$|\.mjs$/, '') : packageOf(given),
      ours,
      typeOnly: match[1] !== undefined || /^\s*\{\s*(?:type\s+[\w$]+(?:\s+as\s+[\w$]+)?\s*,?\s*)+\}\s*$/.test(match[2] ?? ''),
    };
  });
}

function packageOf(name: string): string {
  return name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/');
}

/** The line of a place in a text, from 1. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** Comments become spaces, so that a rule reads code only and lines keep their numbers. */
export function withoutComments(text: string): string {
  const blank = (found: string) => found.replace(/[^\n]/g, ' ');
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(^|[^:'"`\\])\/\/[^\n]*/gm, (found, before: string) => before + blank(found.slice(before.length)));
}
