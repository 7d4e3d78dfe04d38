import { createHash, randomBytes } from 'node:crypto';

/** By it a leaked token is recognised, by people and by scanners of repositories. */
export const TOKEN_PREFIX = 'carinho_';

/** A new token: 256 random bits. Shown once; only its hash is kept. */
export function newToken(): string {
  return `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a token, and what a call is found by: SHA-256, hex. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
