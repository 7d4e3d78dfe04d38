import { select, selectOne, write, type Sql } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import { afterFailure, afterRefusal, afterSuccess, CLOSED, TRIAL_MS, waitFor, type Breaker } from './breaker-rules.js';
import { PARTNERS, type Partner } from './outside.js';

export interface BreakerState extends Breaker {
  name: string;
  reason: string | null;
  failed_at: Date | null;
  succeeded_at: Date | null;
}

const COLUMNS = 'name, failures, opens, open_since, not_before, reason, failed_at, succeeded_at';

/** While all is well, a success is noted this often, ms. */
const NOTED_EVERY_MS = 60_000;

const isWell = ({ failures, open_since: open, not_before: notBefore }: Breaker): boolean => failures === 0 && open === null && notBefore === null;

/** What was last seen of every system that was ever called. */
export function breakerStates(sql: Sql): Promise<BreakerState[]> {
  return select<BreakerState>(sql, `SELECT ${COLUMNS} FROM circuit_breakers`);
}

/** How long a call to this system must wait, ms; 0: now. */
export async function waitForBreaker(sql: Sql, name: string, now: Date): Promise<number> {
  const state = await selectOne<BreakerState>(sql, `SELECT ${COLUMNS} FROM circuit_breakers WHERE name = ?`, [name]);
  return state ? waitFor(state, now) : 0;
}

/**
 * Leave to call now. While the system is left alone, one call at a time gets it: whoever moves `not_before` first.
 * @returns 0, or how long to wait, ms
 */
export async function enterBreaker(sql: Sql, name: string, now: Date): Promise<number> {
  const state = await selectOne<BreakerState>(sql, `SELECT ${COLUMNS} FROM circuit_breakers WHERE name = ?`, [name]);
  if (!state) return 0;
  const wait = waitFor(state, now);
  if (wait > 0 || state.open_since === null) return wait;
  const { affectedRows } = await write(sql, 'UPDATE circuit_breakers SET not_before = ? WHERE name = ? AND open_since IS NOT NULL AND (not_before IS NULL OR not_before <= ?)', [later(now, TRIAL_MS), name, now]);
  return affectedRows === 1 ? 0 : TRIAL_MS;
}

/**
 * A call succeeded. The system is called again by everybody, and what waited for it becomes due at once, unless it has asked
 * to be left alone.
 * Costs a read while all is well.
 */
export async function recordSuccess(ctx: Ctx, name: string): Promise<void> {
  const before = await lock(ctx, name);
  if (before && isWell(before) && before.succeeded_at !== null && before.succeeded_at > later(ctx.now, -NOTED_EVERY_MS)) return;
  const after = afterSuccess(before ?? CLOSED, ctx.now);
  await save(ctx, name, after, null, { succeeded: true });
  if (!before || after.not_before !== null || (before.open_since === null && before.not_before === null)) return;
  await write(ctx.tx, "UPDATE deliveries SET next_attempt_at = ? WHERE lane LIKE ? AND status IN ('pending', 'sending') AND next_attempt_at > ?", [ctx.now, `partner:${name}:%`, ctx.now]);
  if (before.open_since !== null) told(ctx, name, true, '');
}

/** A call failed by the system's own doing. @returns whether it is left alone now, and for how long, ms */
export async function recordFailedCall(ctx: Ctx, name: string, reason: string): Promise<{ open: boolean; pauseMs: number }> {
  const before = (await lock(ctx, name)) ?? CLOSED;
  const after = afterFailure(before, ctx.now);
  await save(ctx, name, after, reason, { failed: true });
  if (before.open_since === null && after.open_since !== null) told(ctx, name, false, reason);
  return { open: after.open_since !== null, pauseMs: waitFor(after, ctx.now) };
}

/** The system asks to be left alone for a while. */
export async function recordRefusedCall(ctx: Ctx, name: string, pauseMs: number, reason: string): Promise<void> {
  const before = (await lock(ctx, name)) ?? CLOSED;
  await save(ctx, name, afterRefusal(before, ctx.now, pauseMs), reason, {});
}

const lock = (ctx: Ctx, name: string) => selectOne<BreakerState>(ctx.tx, `SELECT ${COLUMNS} FROM circuit_breakers WHERE name = ? FOR UPDATE`, [name]);

async function save(ctx: Ctx, name: string, { failures, opens, open_since: openSince, not_before: notBefore }: Breaker, reason: string | null, seen: { failed?: true; succeeded?: true }): Promise<void> {
  await write(
    ctx.tx,
    `INSERT INTO circuit_breakers (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE failures = VALUES(failures), opens = VALUES(opens), open_since = VALUES(open_since), not_before = VALUES(not_before), reason = VALUES(reason),
       failed_at = COALESCE(VALUES(failed_at), failed_at), succeeded_at = COALESCE(VALUES(succeeded_at), succeeded_at)`,
    [name, failures, opens, openSince, notBefore, reason?.slice(0, 300) ?? null, seen.failed ? ctx.now : null, seen.succeeded ? ctx.now : null],
  );
}

/** Of the house's own systems the supervisors learn it; whoever only asked for events may see it in the portal. */
function told(ctx: Ctx, name: string, connected: boolean, detail: string): void {
  const partner = PARTNERS.find((one) => one === name) as Partner | undefined;
  if (partner) ctx.record({ kind: 'connection_moved', name: partner, connected, detail });
}
