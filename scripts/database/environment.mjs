import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The environment, completed from .env where it is silent. */
export function environment() {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}

/**
 * @param {string | undefined} url DATABASE_URL
 * @throws naming what is wrong with it
 */
export function databaseFrom(url) {
  if (!url) throw new Error('DATABASE_URL is missing: set it (mysql://user:password@host:3306/database) or write it into .env.');
  let parsed;
  try {
    parsed = new URL(url);
  } catch (error) {
    throw new Error('DATABASE_URL is not a URL: it must look like mysql://user:password@host:3306/database.', { cause: error });
  }
  const name = decodeURIComponent(parsed.pathname.slice(1));
  if (!['mysql:', 'mariadb:'].includes(parsed.protocol) || name === '') throw new Error('DATABASE_URL must look like mysql://user:password@host:3306/database.');
  return {
    name,
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port || '3306',
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
  };
}
