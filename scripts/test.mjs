import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { showSteps } from './console/steps.mjs';
import { installDebianPackages, mayInstallPackages } from './packages/debian-packages.mjs';
import { installNodePackages } from './packages/node-packages.mjs';
import { killAllBackground } from './processes/background-process.mjs';
import { runCommand } from './processes/foreground-command.mjs';
import { onStopSignals } from './processes/stop-signals.mjs';
import { bringUp } from './services/bring-up.mjs';
import { findProgram } from './services/installed-servers.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const onlyJest = process.argv.includes('--only-jest');
const jestArguments = process.argv.slice(2).filter((argument) => argument !== '--only-jest');
const { step } = showSteps();
const stopping = new AbortController();
const { signal } = stopping;
let services;

onStopSignals({
  stop: (name) => {
    process.exitCode = name === 'SIGINT' ? 130 : 143;
    stopping.abort(new Error('stopped'));
  },
  kill: () => {
    killAllBackground();
    process.exit(130);
  },
});

try {
  await prepare();
  const failures = [...(onlyJest ? [] : await check()), ...(await failureOf('Tests', jest))];
  if (failures.length > 0) throw new Error(failures.join('\n'));
} catch (error) {
  if (!signal.aborted) {
    console.error(`\n${error.message}\n`);
    process.exitCode = 1;
  }
} finally {
  if (services) await step('Stopping Redis and MySQL', () => services.stop());
  process.exit(); // keeps the exit code
}

async function prepare() {
  await step('Node packages', async (note) => ((await installNodePackages({ root, log: note, signal })) ? 'installed' : 'already there'));
  await step('MySQL and Redis', async (note) => {
    services = await bringUp({ dir: join(root, '.local'), name: 'test', eachCommitOnDisk: false, log: note });
    signal.throwIfAborted();
  });
  await step('Chromium', async (note) => {
    const chromium = process.env.CHROMIUM_PATH || findProgram(['chromium', 'chromium-browser', 'google-chrome']);
    if (chromium) return chromium;
    if (!mayInstallPackages()) return 'not here: the tests in the browser need it; install it or set CHROMIUM_PATH';
    await installDebianPackages(['chromium'], note);
    return '/usr/bin/chromium';
  });
}

/** Runs every check, so that one run tells all that is wrong; returns the failures. */
async function check() {
  const [npm, ...cli] = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  return [
    ...(await failureOf('Lint', () => runCommand({ what: 'npm run lint', command: npm, args: [...cli, 'run', '--silent', 'lint'], cwd: root, signal }))),
    ...(await failureOf('Build and type check', async (note) => ((await build({ log: note, signal })) ? '' : 'nothing has changed'))),
  ];
}

async function failureOf(title, work) {
  try {
    await step(title, work, { theirOutput: true });
    return [];
  } catch (error) {
    signal.throwIfAborted();
    return [`${title}: ${error.message}`];
  }
}

async function jest() {
  const results = join(services.dir, 'jest-results.json');
  rmSync(results, { force: true });
  try {
    await runCommand({
      what: 'jest',
      command: process.execPath,
      args: ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${results}`, ...jestArguments],
      cwd: root,
      env: testEnvironment(),
      signal,
    });
  } finally {
    countTests(results);
  }
}

/** What tests find in their environment beside what the shell gives; nothing of the real systems. */
function testEnvironment() {
  return {
    ...process.env,
    NODE_ENV: 'test',
    TZ: 'UTC',
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl,
    TEST_DATABASE_ADMIN_URL: services.adminUrl ?? services.databaseUrl,
    TEST_SERVICES_DIR: join(services.dir, 'own'), // where a test that breaks a server starts one of its own
    CHROMIUM_PATH: process.env.CHROMIUM_PATH || findProgram(['chromium', 'chromium-browser', 'google-chrome']) || '/usr/bin/chromium',
  };
}

/** Prints the closing line, and fails a run that executed nothing. */
function countTests(file) {
  let counts;
  try {
    counts = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return; // jest never got that far; its own failure is reported
  }
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = counts;
  console.log(`\nTests: ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  if (passed + failed === 0) throw new Error('No test was run: is the path given after -- right?');
}
