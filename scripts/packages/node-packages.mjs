import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../processes/foreground-command.mjs';
import { waitForLock } from '../processes/owner-lock.mjs';

/**
 * Runs `npm install` when node_modules is not what package.json and package-lock.json say (not `npm ci`, which refuses
 * a lock file that lacks another platform's optional binaries).
 * @param {{ root: string, log?: (message: string) => void, signal?: AbortSignal }} options
 * @returns {Promise<boolean>} whether it had to install
 */
export async function installNodePackages({ root, log = () => {}, signal }) {
  if (nodePackagesAreInstalled(root)) return false;
  const lock = await waitForLock(join(root, '.local/npm-install.lock'), { timeoutMs: 15 * 60_000, log, what: 'installing node packages' });
  try {
    if (nodePackagesAreInstalled(root)) return false;
    log('npm install (a minute or two the first time)');
    await npmInstall(root, signal);
    return true;
  } finally {
    lock.release();
  }
}

/**
 * Compares versions, not dates: every package the lock file names is there in that version (optional ones may be
 * missing), none is there that it does not name, and package.json asks for what the lock file was made from.
 * @param {string} root
 */
export function nodePackagesAreInstalled(root) {
  const manifest = readJson(join(root, 'package.json'));
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const installed = readJson(join(root, 'node_modules/.package-lock.json'))?.packages;
  if (!manifest || !wanted || !installed) return false;
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    if (asSortedJson(manifest[kind]) !== asSortedJson(wanted['']?.[kind])) return false;
  }
  const complete = Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => path === '' || installed[path]?.version === version || (installed[path] === undefined && (optional || devOptional || peer)));
  return complete && Object.keys(installed).every((path) => wanted[path] !== undefined);
}

function npmInstall(root, signal) {
  const [command, ...cli] = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  return runCommand({
    what: 'npm install',
    command,
    args: [...cli, 'install', '--no-audit', '--no-fund', '--include=dev'], // dev: the tools that build
    cwd: root,
    logFile: join(root, '.local/npm-install.log'),
    signal,
  });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function asSortedJson(record = {}) {
  return JSON.stringify(Object.entries(record).sort());
}
