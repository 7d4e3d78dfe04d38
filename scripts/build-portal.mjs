import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { hashOf } from './sources/source-hash.mjs';
import { runCommand } from './processes/foreground-command.mjs';

/**
 * Makes the portal's bundle of components (build/admin/bundle.js), after tsc. Skipped while the components, their list
 * and AdminJS's version are those it was made from.
 */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'build/admin');
const bundle = join(folder, 'bundle.js');
const stamp = join(folder, '.made-from');

async function main() {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/adminjs/package.json'), 'utf8'));
  const madeFrom = `${version} ${hashOf(root, ['admin/components', 'admin/brand.ts', 'admin/component-loader.ts', 'scripts/build-portal.mjs'])}`;
  if (existsSync(bundle) && existsSync(stamp) && readFileSync(stamp, 'utf8') === madeFrom) return;
  rmSync(stamp, { force: true });
  await runCommand({ what: 'checking the portal’s components', command: process.execPath, args: ['node_modules/typescript/bin/tsc', '-p', 'admin/components'], cwd: root });
  mkdirSync(folder, { recursive: true });
  await makeBundle();
  if (!existsSync(bundle)) throw new Error('AdminJS made no bundle');
  writeFileSync(stamp, madeFrom);
}

/** AdminJS bundles when it is started in production; it reads these variables when it is imported. */
async function makeBundle() {
  Object.assign(process.env, { NODE_ENV: 'production', ADMIN_JS_TMP_DIR: folder, ADMIN_JS_SKIP_BUNDLE: 'false' });
  const compiled = join(root, 'dist/admin/component-loader.js');
  if (!existsSync(compiled)) throw new Error('dist/admin is missing: run tsc first (npm run build does)');
  const { default: AdminJS } = await import('adminjs');
  const { componentLoader } = await import(pathToFileURL(compiled).href);
  await new AdminJS({ componentLoader }).initialize();
}

try {
  await main();
} catch (error) {
  console.error(`The portal could not be built: ${error.message}`);
  process.exitCode = 1;
}
