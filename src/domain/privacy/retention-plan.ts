import { selectOne, type Sql } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import { LEFTOVERS, LEFTOVERS_KEPT_DAYS } from '../inbox/forget-leftovers.js';
import type { SettingName, Settings } from '../settings/settings.js';

export type RetentionKind = 'webhooks' | 'leftovers' | 'files' | 'conversations' | 'history';

/** What one policy would remove now. */
export interface RetentionCount {
  kind: RetentionKind;
  /** The setting that says how long; null: not for choice (inbox/forget-leftovers.ts). */
  setting: SettingName | null;
  /** 0: kept for good. */
  days: number;
  rows: number;
  /** What the files take, octets; null for other kinds. */
  bytes: number | null;
  /** Of what would go. */
  oldest: Date | null;
}

interface Counted {
  rows: string | number;
  bytes?: string | number | null;
  oldest: Date | null;
}

const DAY_MS = 24 * 3_600_000;

/** Each reads one index only (migrations 0003, 0053), and of it what is too old. */
const COUNTS: Record<Exclude<RetentionKind, 'leftovers'>, { setting: SettingName & `keep_${string}`; count: string }> = {
  // What is not taken yet stays, however old; there are few of those, and an index that finds them.
  webhooks: { setting: 'keep_webhooks_days', count: "SELECT COUNT(*) - (SELECT COUNT(*) FROM webhook_events WHERE status = 'pending' AND received_at < ?) AS `rows`, MIN(received_at) AS oldest FROM webhook_events WHERE received_at < ?" },
  files: { setting: 'keep_files_days', count: "SELECT COUNT(*) AS `rows`, SUM(bytes) AS bytes, MIN(stored_at) AS oldest FROM attachments WHERE state = 'stored' AND stored_at < ?" },
  conversations: { setting: 'keep_conversations_days', count: 'SELECT COUNT(*) AS `rows`, MIN(closed_at) AS oldest FROM conversations WHERE closed_at < ? AND anonymised_at IS NULL AND open_contact_id IS NULL' },
  history: { setting: 'keep_history_days', count: 'SELECT COUNT(*) AS `rows`, MIN(created_at) AS oldest FROM conversation_history WHERE created_at < ?' },
};

/** What every retention policy would remove if it ran now; nothing is changed. */
export async function retentionPlan(sql: Sql, settings: Settings, now: Date): Promise<RetentionCount[]> {
  const counted = await Promise.all(
    (Object.keys(COUNTS) as (keyof typeof COUNTS)[]).map(async (kind) => {
      const { setting, count } = COUNTS[kind];
      const days = Number(settings[setting]);
      const before = later(now, -days * DAY_MS);
      const found = days === 0 ? undefined : await selectOne<Counted>(sql, count, count.split('?').slice(1).map(() => before));
      const rows = Number(found?.rows ?? 0);
      return { kind, setting, days, rows, bytes: kind === 'files' ? Number(found?.bytes ?? 0) : null, oldest: rows > 0 ? (found?.oldest ?? null) : null };
    }),
  );
  return [...counted, await leftovers(sql, now)];
}

async function leftovers(sql: Sql, now: Date): Promise<RetentionCount> {
  const before = later(now, -LEFTOVERS_KEPT_DAYS * DAY_MS);
  const each = LEFTOVERS.map((table) => `SELECT COUNT(*) AS n, MIN(occurred_at) AS oldest FROM ${table} WHERE occurred_at < ?`).join(' UNION ALL ');
  const found = await selectOne<Counted>(sql, `SELECT SUM(n) AS \`rows\`, MIN(oldest) AS oldest FROM (${each}) counted`, LEFTOVERS.map(() => before));
  return { kind: 'leftovers', setting: null, days: LEFTOVERS_KEPT_DAYS, rows: Number(found?.rows ?? 0), bytes: null, oldest: found?.oldest ?? null };
}
