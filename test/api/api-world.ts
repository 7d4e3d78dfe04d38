import type { World } from '../support/world.js';
import { newToken } from '../../src/domain/clients/token.js';
import { issueToken } from '../../src/domain/clients/move-token.js';
import { SCOPES, SCOPE_NAMES, type Scope } from '../../src/domain/clients/scopes.js';
import { write } from '../../src/db/rows.js';

/** The token of the house's own client in every world. */
export const HOUSE_TOKEN = 'internal-token-of-the-tests';

export interface ApiAnswer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

/** A client of the API, made and given its token as the portal does it. */
export async function makeClient(world: World, name: string, scopes: readonly Scope[] = SCOPE_NAMES, perMinute = 6000): Promise<string> {
  const columns = scopes.map((scope) => SCOPES[scope]);
  const now = world.clock.now();
  const { insertId } = await write(
    world.house.source.manager,
    `INSERT INTO api_clients (name, per_minute, created_at, updated_at${columns.map((column) => `, ${column}`).join('')}) VALUES (?)`,
    [[name, perMinute, now, now, ...columns.map(() => 1)]],
  );
  const token = newToken();
  await world.house.ledger.run({ kind: 'system' }, {}, (ctx) => issueToken(ctx, insertId, token));
  return token;
}

/** Calls the API as whoever carries this token. */
export async function call<T = Record<string, unknown>>(at: { url: string }, token: string | undefined, path: string, init: { method?: string; headers?: Record<string, string>; body?: unknown; raw?: string | Buffer } = {}): Promise<ApiAnswer<T>> {
  const body = init.raw ?? (init.body === undefined ? undefined : JSON.stringify(init.body));
  const answer = await fetch(`${at.url}/api/v1${path}`, {
    method: init.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...init.headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: (text === '' ? {} : JSON.parse(text)) as T };
}

let last = 0;
/** A key no other call has. */
export const freshKey = (): Record<string, string> => ({ 'idempotency-key': `chave-${(last += 1)}-${process.pid}` });
