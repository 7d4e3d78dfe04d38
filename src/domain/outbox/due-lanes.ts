import { select, type Sql } from '../../db/rows.js';

/**
 * Lanes whose work is due although no wake-up came for it: after a retry's pause, an undo window, a lost Redis or a
 * killed worker. The index deliveries_due makes this cost what is due, not what is open.
 */
export async function dueLanes(sql: Sql, dueBefore: Date, limit = 200): Promise<string[]> {
  const rows = await select<{ lane: string }>(
    sql,
    `SELECT lane FROM deliveries WHERE status IN ('pending', 'sending') AND next_attempt_at <= ? GROUP BY lane ORDER BY MIN(next_attempt_at) LIMIT ?`,
    [dueBefore, limit],
  );
  return rows.map((row) => row.lane);
}
