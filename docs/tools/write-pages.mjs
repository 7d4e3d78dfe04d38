import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PAGES } from './pages.mjs';

/** `node docs/tools/write-pages.mjs`: writes the pages that are made from the code. */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
for (const [name, page] of Object.entries(PAGES)) writeFileSync(join(root, 'docs', name), page(root));
process.stdout.write(`written: ${Object.keys(PAGES).join(', ')}\n`);
