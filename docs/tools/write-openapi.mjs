import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npx tsc -p . && node docs/tools/write-openapi.mjs`: writes docs/openapi.json, the document of /api/v1 in English. */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { openApiDocument } = await import(join(root, 'dist/src/http/api/openapi.js'));
const { createTranslate } = await import(join(root, 'dist/src/kit/i18n.js'));
writeFileSync(join(root, 'docs/openapi.json'), `${JSON.stringify(openApiDocument(createTranslate('en'), 'Carinho', ''), null, 2)}\n`);
process.stdout.write('written: openapi.json\n');
