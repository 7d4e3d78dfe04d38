import { select, selectOne, write, type Sql } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';

export interface ConnectionState {
  name: 'whatsapp' | 'slack' | 'smtp';
  connected: number;
  detail: string | null;
  since: Date;
  checked_at: Date;
}

/** What was last seen of the outside connections. */
export function connectionStates(sql: Sql): Promise<ConnectionState[]> {
  return select<ConnectionState>(sql, 'SELECT name, connected, detail, since, checked_at FROM connections');
}

/** Writes what was seen of a connection; `since` keeps the moment it last changed. Returns true when it changed. */
export async function recordConnection(tx: Sql, now: Date, name: ConnectionState['name'], connected: boolean, detail: string): Promise<boolean> {
  const before = await selectOne<{ connected: number }>(tx, 'SELECT connected FROM connections WHERE name = ? FOR UPDATE', [name]);
  await write(
    tx,
    `INSERT INTO connections (name, connected, detail, since, checked_at) VALUES (?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE since = IF(connected = VALUES(connected), since, VALUES(since)), connected = VALUES(connected), detail = VALUES(detail), checked_at = VALUES(checked_at)`,
    [name, connected ? 1 : 0, detail.slice(0, 300), now, now],
  );
  return before === undefined ? !connected : (before.connected === 1) !== connected;
}

/**
 * The WhatsApp gateway told (or showed) whether it is connected. On a change supervisors are told; when it is back, what
 * waited for it becomes due at once.
 */
export async function recordWhatsApp(ctx: Ctx, connected: boolean, detail: string): Promise<void> {
  const changed = await recordConnection(ctx.tx, ctx.now, 'whatsapp', connected, detail);
  if (!changed) return;
  ctx.record({ kind: 'connection_moved', name: 'whatsapp', connected, detail });
  if (!connected) return;
  await write(ctx.tx, "UPDATE deliveries SET next_attempt_at = ? WHERE kind IN ('whatsapp.send', 'whatsapp.edit', 'whatsapp.delete', 'whatsapp.react') AND status IN ('pending', 'sending') AND last_error IS NOT NULL AND next_attempt_at > ?", [ctx.now, ctx.now]);
}
