import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npx tsc -p . && node docs/tools/write-schemas.mjs`: writes docs/schemas from what validates the bodies that leave. */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const { SCHEMAS, jsonSchemaOf } = await import(join(root, 'dist/src/integrations/partners/schemas/all.js'));
mkdirSync(join(root, 'docs/schemas'), { recursive: true });
for (const name of Object.keys(SCHEMAS)) writeFileSync(join(root, 'docs/schemas', `${name}.json`), jsonSchemaOf(name));
process.stdout.write(`written: ${Object.keys(SCHEMAS).join(', ')}\n`);
