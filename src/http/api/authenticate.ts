import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { clientOfToken, noteUse, type Client } from '../../domain/clients/clients.js';
import { SCOPE_NAMES } from '../../domain/clients/scopes.js';
import { tokenHash } from '../../domain/clients/token.js';
import type { ApiParts } from './api-parts.js';
import { Problem } from './problem.js';

/** The house's own client: as much a minute as any may have. */
const HOUSE: Omit<Client, 'name'> = { id: null, scopes: new Set(SCOPE_NAMES), perMinute: 6000 };

/**
 * Who calls, by the bearer token. Looked up at every call: a revoked token is worth nothing at once.
 * @throws Problem unauthorized; too_many for an address that keeps sending wrong ones
 */
export async function authenticate(request: Request, parts: ApiParts): Promise<Client> {
  const address = request.ip ?? '';
  const shutFor = await parts.limits.shutOut(address);
  if (shutFor > 0) throw new Problem('too_many', { retryAfterSeconds: shutFor });
  const token = /^Bearer +([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
  const client = token === undefined ? undefined : await whoseIs(token, parts);
  if (client) return client;
  if (token !== undefined) await parts.limits.countWrong(address);
  throw new Problem('unauthorized');
}

async function whoseIs(token: string, { sql, clock, internalToken, brand }: ApiParts): Promise<Client | undefined> {
  // Hashes have one length: nothing is told about the token's.
  if (internalToken !== undefined && timingSafeEqual(Buffer.from(tokenHash(token)), Buffer.from(tokenHash(internalToken)))) return { ...HOUSE, name: brand };
  const client = await clientOfToken(sql, token);
  if (client) await noteUse(sql, client.id, clock.now());
  return client;
}
