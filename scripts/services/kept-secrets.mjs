import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Secrets made once and kept in a file that only its owner reads (0600), so that a later start finds the same ones.
 * @template {string} Name
 * @param {string} file
 * @param {Record<Name, () => string>} makers what to make when the file does not have it yet
 * @returns {Record<Name, string>}
 */
export function keptSecrets(file, makers) {
  mkdirSync(dirname(file), { recursive: true });
  const kept = readKept(file);
  const missing = Object.keys(makers).filter((name) => typeof kept[name] !== 'string');
  for (const name of missing) kept[name] = makers[name]();
  if (missing.length > 0) {
    writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  chmodSync(file, 0o600);
  return kept;
}

/** Letters, digits, - and _ only: safe in a URL, a configuration file and SQL. @param {number} bytes of randomness */
export function randomSecret(bytes = 24) {
  return randomBytes(bytes).toString('base64url');
}

function readKept(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
