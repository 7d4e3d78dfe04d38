import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isAlive } from './process-identity.mjs';

/**
 * Takes a lock file for this process. A lock whose owner is dead is taken over.
 * @param {string} file
 * @returns {{ release: () => void, busyWith?: undefined } | { busyWith: number }} `busyWith`: pid of the living owner
 */
export function takeLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = JSON.stringify({ ...identityOf(process.pid), token: randomUUID() });
  const draft = `${file}.${process.pid}.${randomUUID()}`;
  writeFileSync(draft, mine);
  try {
    for (;;) {
      if (linked(draft, file)) return { release: () => { if (contents(file) === mine) rmSync(file, { force: true }); } };
      const theirs = contents(file);
      if (theirs === undefined) continue;
      const owner = parsed(theirs);
      if (isAlive(owner)) return { busyWith: owner.pid };
      setAside(file, theirs);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Waits for the lock while another living process has it.
 * @param {string} file
 * @param {{ timeoutMs: number, log?: (message: string) => void, what: string }} options `what`: what the other is doing, for the message
 * @throws when it is still taken after `timeoutMs`
 */
export async function waitForLock(file, { timeoutMs, log = () => {}, what }) {
  const deadline = Date.now() + timeoutMs;
  for (let first = true; ; first = false) {
    const lock = takeLock(file);
    if (lock.busyWith === undefined) return lock;
    if (first) log(`process ${lock.busyWith} is ${what}: waiting for it`);
    if (Date.now() > deadline) throw new Error(`Process ${lock.busyWith} has been ${what} for ${Math.round(timeoutMs / 60000)} minutes. Look at what it does, stop it, and start again.`);
    await sleep(200);
  }
}

function linked(draft, file) {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead owner's lock; if another process replaced it meanwhile, puts that one back. */
function setAside(file, expected) {
  const aside = `${file}.dead.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (contents(aside) !== expected) linked(aside, file);
  rmSync(aside, { force: true });
}

function contents(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
