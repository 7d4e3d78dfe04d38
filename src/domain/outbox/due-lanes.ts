import { select, type Sql } from '../../db/rows.js';

/**
 * Lanes whose work is due although no wake-up came for it: after a retry's pause, an undo window, a lost Redis or a
 * killed worker. What counts is the lane's head (the order of drain.ts): what waits behind a head that is put off is not
 * due, and lanes that wait must not crowd out lanes that can go on. Costs what is due (index deliveries_due) and what
 * waits in the same lanes, not what is open elsewhere.
 */
export async function dueLanes(sql: Sql, dueBefore: Date, limit = 200): Promise<string[]> {
  const rows = await select<{ lane: string }>(
    sql,
    `SELECT lane FROM (
       SELECT d.lane, d.next_attempt_at, ROW_NUMBER() OVER (PARTITION BY d.lane ORDER BY (d.status = 'sending') DESC, d.\`rank\`, d.id) AS place
       FROM (SELECT DISTINCT lane FROM deliveries WHERE status IN ('pending', 'sending') AND next_attempt_at <= ?) due
       JOIN deliveries d ON d.lane = due.lane AND d.status IN ('pending', 'sending')) waiting
     WHERE place = 1 AND next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ?`,
    [dueBefore, dueBefore, limit],
  );
  return rows.map((row) => row.lane);
}
