import { select, selectOne, type Sql } from '../../db/rows.js';

/** One day's account of every customer message and every reply: nothing may be unaccounted for. */
export interface Reconciliation {
  /** Message events that arrived; the gateway's echoes of what we sent ourselves are not among them. */
  received: number;
  /** Of these: shown in a thread. */
  mirrored: number;
  /** Not for a thread: groups, statuses, repeated ids. */
  ignored: number;
  /** Not processed, or waiting to be posted. */
  pending: number;
  /** Given up: dead letters, and what was discarded of them. */
  dead: number;
  /** Messages people answered with. */
  replies: number;
  sent: number;
  /** Kept inside by whoever decided (taken back before leaving). */
  withdrawn: number;
  waiting: number;
  failed: number;
}

/** received = mirrored + ignored + pending + dead, and likewise what was sent. */
export function isBalanced(day: Reconciliation): boolean {
  return day.received === day.mirrored + day.ignored + day.pending + day.dead && day.replies === day.sent + day.withdrawn + day.waiting + day.failed;
}

const RECEIVED = `
  SELECT COUNT(*) AS received,
    SUM(e.status = 'done' AND m.id IS NOT NULL AND d.status IN ('sent', 'obsolete')) AS mirrored,
    SUM(e.status = 'done' AND m.id IS NULL) AS ignored,
    SUM(e.status = 'pending' OR (m.id IS NOT NULL AND (d.id IS NULL OR d.status IN ('pending', 'sending')))) AS pending,
    SUM(e.status IN ('dead', 'discarded') OR (m.id IS NOT NULL AND d.status IN ('dead', 'discarded'))) AS dead
  FROM webhook_events e
  LEFT JOIN messages m ON m.event_id = e.id
  LEFT JOIN deliveries d ON d.post_id = m.post_id AND d.kind = 'slack.post'
  WHERE e.provider = 'zapi' AND e.kind IN ('message', 'waiting', 'call', 'payment', 'other_chat') AND COALESCE(e.outcome, '') NOT IN ('echo', 'echo_early') AND e.received_at >= ? AND e.received_at < ?`;

const SENT = `
  SELECT status, COUNT(*) AS n FROM messages
  WHERE direction = 'outbound' AND author_kind = 'agent' AND created_at >= ? AND created_at < ? GROUP BY status`;

/** Counts a period (instants, UTC), each figure by a query of its own sources: events, messages and deliveries. */
export async function reconcile(sql: Sql, from: Date, to: Date): Promise<Reconciliation> {
  const received = await selectOne<Record<'received' | 'mirrored' | 'ignored' | 'pending' | 'dead', string | null>>(sql, RECEIVED, [from, to]);
  const rows = await select<{ status: string; n: number }>(sql, SENT, [from, to]);
  const count = (...statuses: string[]) => rows.filter((row) => statuses.includes(row.status)).reduce((sum, row) => sum + Number(row.n), 0);
  return {
    received: Number(received?.received ?? 0),
    mirrored: Number(received?.mirrored ?? 0),
    ignored: Number(received?.ignored ?? 0),
    pending: Number(received?.pending ?? 0),
    dead: Number(received?.dead ?? 0),
    replies: rows.reduce((sum, row) => sum + Number(row.n), 0),
    sent: count('sent', 'delivered', 'read', 'played'),
    withdrawn: count('deleted'),
    waiting: count('queued'),
    failed: count('failed'),
  };
}
