import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../scripts/build.mjs';
import { showSteps } from '../scripts/console/steps.mjs';
import { installNodePackages } from '../scripts/packages/node-packages.mjs';
import { bringUp } from '../scripts/services/bring-up.mjs';

/**
 * `npm run bench -- tick`: brings MySQL and Redis up as `npm test` does, runs bench/<name>.ts from dist/ and leaves its
 * numbers in bench/results/<name>.json. The bench itself decides whether they are good enough.
 */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const names = readdirSync(join(root, 'bench')).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3));
const name = process.argv[2];
const { step } = showSteps();
let services;
try {
  if (!names.includes(name)) throw new Error(`Which one? npm run bench -- <${names.join('|')}>`);
  await step('Node packages', async (note) => ((await installNodePackages({ root, log: note })) ? 'installed' : 'already there'));
  await step('Build', async (note) => ((await build({ log: note })) ? '' : 'nothing has changed'));
  await step('MySQL and Redis', async (note) => {
    services = await bringUp({ dir: join(root, '.local'), name: 'bench', log: note });
  });
  const file = join(root, 'dist/bench', `${name}.js`);
  if (!existsSync(file)) throw new Error(`${file} was not built`);
  const env = { ...process.env, NODE_ENV: 'test', TZ: 'UTC', DATABASE_URL: services.databaseUrl, REDIS_URL: services.redisUrl };
  process.exitCode = spawnSync(process.execPath, [file, join(root, 'bench/results', `${name}.json`)], { env, stdio: 'inherit' }).status ?? 1;
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
} finally {
  if (services) await step('Stopping Redis and MySQL', () => services.stop());
}
