import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Runs one built program, with the variables of .env when there is one: `node scripts/run-built.mjs src/main.js [arguments]`. In a fresh checkout it builds first;
 * an image brings dist/ and no compiler.
 */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [program] = process.argv.splice(2, 1);
const built = resolve(root, 'dist', program);
if (!existsSync(built)) {
  const { build } = await import('./build.mjs');
  await build({ log: (message) => process.stderr.write(`${message}\n`) });
}
// What the shell's environment names wins over the file.
if (existsSync(resolve(root, '.env'))) process.loadEnvFile(resolve(root, '.env'));
process.argv[1] = built;
await import(pathToFileURL(built).href);
