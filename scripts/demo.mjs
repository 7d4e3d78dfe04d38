import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { showSteps } from './console/steps.mjs';
import { openBrowser } from './demo/open-browser.mjs';
import { demoEnvironment, demoPeople } from './demo/settings.mjs';
import { untilHealthy } from './demo/until-healthy.mjs';
import { welcome } from './demo/welcome.mjs';
import { installNodePackages } from './packages/node-packages.mjs';
import { killAllBackground, lastLines, startBackground, stopLeftover } from './processes/background-process.mjs';
import { runCommand } from './processes/foreground-command.mjs';
import { onStopSignals } from './processes/stop-signals.mjs';
import { bringUp } from './services/bring-up.mjs';
import { nextFreePort } from './services/free-port.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { step } = showSteps();
/** The product gives itself 20 s to finish what it has in hand. */
const PRODUCT_DRAINS_MS = 25_000;
const stopping = new AbortController();
const { signal } = stopping;
/** What runs, in the order it was started. */
const running = { services: undefined, simulator: undefined, product: [] };

onStopSignals({
  stop: () => {
    console.log('\n  Stopping (press Ctrl-C again to kill everything at once) …');
    stopping.abort(new Error('stopped'));
  },
  kill: () => {
    killAllBackground();
    process.exit(130);
  },
});

try {
  await start();
  await untilStoppedOrBroken();
} catch (error) {
  if (!signal.aborted) {
    console.error(`\n${error.message}\n`);
    process.exitCode = 1;
  }
} finally {
  await stopEverything();
  process.exit(); // keeps the exit code; nothing may hold the command open now
}

async function start() {
  await step('Node packages', async (note) => ((await installNodePackages({ root, log: note, signal })) ? 'installed' : 'already there'));
  await step('MySQL and Redis', async (note) => {
    running.services = await bringUp({ dir: join(root, '.local'), name: 'demo', whenBusy: 'refuse', log: note });
    signal.throwIfAborted();
  });
  const { dir, databaseUrl, redisUrl } = running.services;
  const logs = join(dir, 'logs');
  await step('Build', async (note) => ((await build({ log: note, logFile: join(logs, 'build.log'), signal })) ? '' : 'nothing has changed'));
  for (const name of ['worker', 'web', 'simulator']) await stopLeftover(join(dir, `${name}.process.json`));
  const webPort = await nextFreePort(Number(process.env.PORT) || 3000);
  const simulatorPort = await nextFreePort(Number(process.env.SIM_PORT) || 4000);
  const mailPort = await nextFreePort(Number(process.env.SIM_SMTP_PORT) || 2525);
  const env = await demoEnvironment({ root, dir, databaseUrl, redisUrl, webPort, simulatorPort, mailPort });
  const cli = (what, file, args = []) => runCommand({ what, command: process.execPath, args: [join(root, 'dist/src', file), ...args], cwd: root, env, logFile: join(logs, `${what}.log`), signal });
  const launch = (name, file, more = {}) =>
    startBackground({ name, command: process.execPath, args: [join(root, 'dist', file)], cwd: root, env: { ...env, ...more }, logFile: join(logs, `${name}.log`), record: join(dir, `${name}.process.json`) });

  await step('Database tables', () => cli('migrate', 'db/migrate-cli.js'));
  await step('First data and people', async (note) => {
    await cli('seed', 'db/seed-cli.js');
    for (const { name, email, role, slack } of demoPeople) {
      note(name);
      await cli('agents-add', 'agents-add-cli.js', ['--name', name, '--email', email, '--role', role, '--slack', slack]);
    }
  });
  const simulator = `http://127.0.0.1:${simulatorPort}`;
  await step('Simulator: WhatsApp phone and Slack workspace', async (note) => {
    running.simulator = launch('simulator', 'simulator/main.js');
    await untilHealthy(running.simulator, { url: `${simulator}/`, timeoutMs: 60_000, note, signal });
  });
  await step('Product: web and worker', async (note) => {
    running.product = [launch('web', 'src/main.js', { ROLE: 'web', PORT: String(webPort) }), launch('worker', 'src/main.js', { ROLE: 'worker', PORT: '0' })];
    await untilHealthy(running.product[0], { url: `${env.PUBLIC_URL}/health/ready`, timeoutMs: 120_000, note, signal });
  });
  console.log(`\n${welcome({ simulator, product: env.PUBLIC_URL, email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD, logs: relative(root, logs) })}\n`);
  if (process.argv.includes('--open')) openBrowser(`${simulator}/`);
}

function parts() {
  const { services, simulator, product } = running;
  return [...product, simulator, services?.redis, services?.mysql].filter(Boolean);
}

async function untilStoppedOrBroken() {
  const asked = new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  const broken = parts().map(async (part) => {
    const how = await part.exited;
    const tail = part.logFile ? ` The end of ${part.logFile}:\n${lastLines(part.logFile, 20).map((line) => `    ${line}`).join('\n')}` : ` Its log is in ${part.dir}.`;
    throw new Error(`${part.name} stopped by itself (${how}).${tail}`);
  });
  await Promise.race([asked, ...broken]);
}

async function stopEverything() {
  const { services, simulator, product } = running;
  if (product.length > 0) await step('Stopping the product', () => Promise.all(product.map((part) => part.stop(PRODUCT_DRAINS_MS))));
  if (simulator) await step('Stopping the simulator', () => simulator.stop());
  if (services) await step('Stopping Redis and MySQL', () => services.stop());
}
