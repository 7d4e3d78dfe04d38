import { selectOne, write, type Sql } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import { SCOPES, SCOPE_NAMES, type Scope } from './scopes.js';
import { tokenHash } from './token.js';

/** A system that calls our API. */
export interface Client {
  /** Null: the house's own, which carries INTERNAL_API_TOKEN. */
  id: number | null;
  name: string;
  scopes: ReadonlySet<Scope>;
  /** Calls it may make in a minute. */
  perMinute: number;
}

type Row = { id: number; name: string; per_minute: number } & Record<(typeof SCOPES)[Scope], number>;

/** Whether a client was there in the last minute is enough to know; a write for every call is not worth it. */
const USE_STEP_MS = 60_000;

/** The client that carries this token; undefined for a token that nobody has (any more), and while it is switched off. */
export async function clientOfToken(sql: Sql, token: string): Promise<(Client & { id: number }) | undefined> {
  const row = await selectOne<Row>(sql, `SELECT id, name, per_minute, ${Object.values(SCOPES).join(', ')} FROM api_clients WHERE token_hash = ? AND active = 1`, [tokenHash(token)]);
  return row && { id: row.id, name: row.name, scopes: new Set(SCOPE_NAMES.filter((scope) => row[SCOPES[scope]] === 1)), perMinute: row.per_minute };
}

/** Notes that the client was there, once a minute at most. */
export async function noteUse(sql: Sql, id: number, now: Date): Promise<void> {
  await write(sql, 'UPDATE api_clients SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)', [now, id, later(now, -USE_STEP_MS)]);
}
