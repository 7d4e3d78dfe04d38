import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf, identityOf, isAlive } from './process-identity.mjs';

const living = new Set();
let exitHookSet = false;

/**
 * Starts a process in a group of its own (a Ctrl-C in the terminal reaches only us, so that we can stop things in
 * order), its output in `logFile` (begun anew), its identity kept in `record` for `stopLeftover`. When this process ends
 * for whatever reason but SIGKILL, the other is sent SIGTERM.
 * @param {{ name: string, command: string, args: string[], logFile: string, record: string, cwd?: string, env?: NodeJS.ProcessEnv }} options
 */
export function startBackground({ name, command, args, logFile, record, cwd, env = process.env }) {
  mkdirSync(dirname(logFile), { recursive: true });
  mkdirSync(dirname(record), { recursive: true });
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  if (child.pid !== undefined) writeFileSync(record, JSON.stringify({ name, ...identityOf(child.pid) }));
  hookExit();
  living.add(child);
  let ended = false;
  const exited = new Promise((resolve) => {
    const end = (how) => {
      ended = true;
      living.delete(child);
      rmSync(record, { force: true });
      resolve(how);
    };
    child.once('error', (error) => end(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  return {
    name,
    pid: child.pid,
    logFile,
    /** How it ended, as words for the operator. */
    exited,
    get running() {
      return !ended;
    },
    /** SIGTERM, then SIGKILL to its whole group after `graceMs`; resolves when it is gone. */
    async stop(graceMs = 20_000) {
      if (ended || child.pid === undefined) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    /** SIGKILL at once, to its whole group; resolves when it is gone. */
    async kill() {
      if (ended || child.pid === undefined) return;
      signalGroup(child.pid, 'SIGKILL');
      await exited;
    },
  };
}

/**
 * Stops what an earlier run left behind because it was killed itself.
 * @param {string} record the file given to `startBackground`
 * @param {{ pidFile?: string, commandIncludes?: string, graceMs?: number }} [also] a pid file the program itself writes, trusted only when
 *   that process's command line includes `commandIncludes`
 * @returns {Promise<boolean>} whether something had to be stopped
 */
export async function stopLeftover(record, { pidFile, commandIncludes, graceMs = 20_000 } = {}) {
  const identities = [recorded(record), fromPidFile(pidFile, commandIncludes)].filter(isAlive);
  rmSync(record, { force: true });
  for (const identity of identities) {
    process.kill(identity.pid, 'SIGTERM');
    const deadline = Date.now() + graceMs;
    while (isAlive(identity)) {
      if (Date.now() > deadline) signalGroup(identity.pid, 'SIGKILL');
      await sleep(50);
    }
  }
  return identities.length > 0;
}

/** Kills everything started here that still lives, at once and without waiting. */
export function killAllBackground() {
  for (const child of living) signalGroup(child.pid, 'SIGKILL');
}

/** The last lines of a log file. @param {string} file @param {number} count */
export function lastLines(file, count) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
  } catch {
    return [];
  }
}

function hookExit() {
  if (exitHookSet) return;
  exitHookSet = true;
  process.on('exit', () => {
    for (const child of living) child.kill('SIGTERM');
  });
  // A signal nobody handles ends Node without 'exit': handle it, unless the command has its own orderly stop.
  for (const [signal, number] of [['SIGHUP', 1], ['SIGINT', 2], ['SIGTERM', 15]]) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(128 + number);
    });
  }
}

function signalGroup(pid, signal) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
    } catch {
      // already gone, or never a group leader
    }
  }
}

function recorded(record) {
  try {
    return JSON.parse(readFileSync(record, 'utf8'));
  } catch {
    return undefined;
  }
}

function fromPidFile(pidFile, commandIncludes) {
  if (pidFile === undefined || commandIncludes === undefined) return undefined;
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').trim());
    return pid > 0 && commandLineOf(pid).includes(commandIncludes) ? identityOf(pid) : undefined;
  } catch {
    return undefined;
  }
}
