import { outToken } from '../../domain/media/out-token.js';

/** Makes the address at which the gateway fetches a file, from now on for a while. */
export type OutLinks = (attachmentId: number, now: Date) => string;

/**
 * The links by which the gateway fetches files that are too large for a call (src/http/media-out.ts answers them).
 * Undefined where there can be none: without an address or a secret, and in production without https, for a link is the
 * only key to its file.
 */
export function outLinks(config: { PUBLIC_URL?: string | undefined; SESSION_SECRET?: string | undefined; NODE_ENV: string }): OutLinks | undefined {
  const { PUBLIC_URL: base, SESSION_SECRET: secret, NODE_ENV: mode } = config;
  if (!base || !secret || (mode === 'production' && !base.startsWith('https://'))) return undefined;
  return (attachmentId, now) => `${base.replace(/\/$/, '')}/media/out/${outToken(secret, attachmentId, now)}`;
}
