import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesBelow, hashOf } from './sources/source-hash.mjs';
import { runCommand } from './processes/foreground-command.mjs';
import { waitForLock } from './processes/owner-lock.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Each part is made again only when its sources changed. tsc checks the tests' types as well, so they count. */
const PARTS = [
  {
    name: 'code',
    sources: ['src', 'bot', 'admin', 'workers', 'migrations', 'simulator', 'locales', 'test', 'scripts', 'bench', 'tsconfig.json', 'package-lock.json'],
    madeFrom: 'dist/.made-from',
    make: compile,
  },
  {
    name: 'portal',
    sources: ['admin', 'locales', 'src', 'package-lock.json', 'scripts/build-portal.mjs'],
    madeFrom: 'build/.portal-made-from',
    make: async (options) => {
      if (existsSync(join(root, 'scripts/build-portal.mjs'))) await run('building the portal', ['scripts/build-portal.mjs'], options);
    },
  },
];

/**
 * Builds the product into dist/ and the portal's bundle into build/. Takes under a second when nothing changed.
 * Two builds at once wait for each other.
 * @param {{ log?: (message: string) => void, logFile?: string, signal?: AbortSignal }} [options] `logFile`: where the compiler's output goes instead of the terminal
 * @returns {Promise<boolean>} whether anything was built
 * @throws CommandFailed on a type error
 */
export async function build({ log = () => {}, logFile, signal } = {}) {
  const lock = await waitForLock(join(root, '.local/build.lock'), { timeoutMs: 10 * 60_000, log, what: 'building' });
  try {
    let built = false;
    for (const part of PARTS) {
      const stamp = join(root, part.madeFrom);
      const hash = hashOf(root, part.sources);
      if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
      log(part.name);
      rmSync(stamp, { force: true });
      await part.make({ logFile, signal });
      mkdirSync(dirname(stamp), { recursive: true });
      writeFileSync(stamp, hash);
      built = true;
    }
    return built;
  } finally {
    lock.release();
  }
}

async function compile(options) {
  // An incremental tsc writes only what changed: without the files it believes to be there it would leave dist/ half empty.
  if (!existsSync(join(root, 'dist/src'))) rmSync(join(root, 'dist'), { recursive: true, force: true });
  await run('tsc', ['node_modules/typescript/bin/tsc', '-p', '.'], options);
  removeOutputWithoutSource();
}

/** A source that was renamed or deleted must not live on in dist/. */
function removeOutputWithoutSource() {
  for (const file of filesBelow(join(root, 'dist'))) {
    const source = file.replace(join(root, 'dist'), root).replace(/\.js(\.map)?$/, '');
    if (/\.js(\.map)?$/.test(file) && !['.ts', '.tsx', '.js'].some((ending) => existsSync(source + ending))) rmSync(file);
  }
}

function run(what, args, { logFile, signal }) {
  return runCommand({ what, command: process.execPath, args, cwd: root, logFile, signal });
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    console.log((await build({ log: (message) => console.log(`building ${message}`) })) ? 'built' : 'nothing to build: the sources have not changed');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
