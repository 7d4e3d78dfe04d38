import { selectOne, write, type Sql } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { recordPortalAccess } from './portal-access.js';

/** A person's second factor as it is stored: the secret encrypted, the recovery codes hashed (by the portal, which knows the key). */
export interface Factor {
  secret: string;
  recovery: string[];
  confirmed: boolean;
}

interface Row {
  secret: string;
  recovery: string;
  confirmed_at: Date | null;
}

const factorOfRow = (row: Row): Factor => ({ secret: row.secret, recovery: JSON.parse(row.recovery) as string[], confirmed: row.confirmed_at !== null });

/** The factor of a person, in force or only begun. */
export async function factorOf(sql: Sql, agentId: number): Promise<Factor | undefined> {
  const row = await selectOne<Row>(sql, 'SELECT secret, recovery, confirmed_at FROM portal_factors WHERE agent_id = ?', [agentId]);
  return row && factorOfRow(row);
}

/** Begins (again) to set a factor up; one in force stays as it is. @throws Refused `portal:factor.already_on` */
export async function beginFactor(ctx: Ctx, agentId: number, secret: string): Promise<void> {
  if ((await factorOf(ctx.tx, agentId))?.confirmed) throw new Refused('portal:factor.already_on');
  await write(ctx.tx, "INSERT INTO portal_factors (agent_id, secret, recovery, created_at) VALUES (?, ?, '[]', ?) ON DUPLICATE KEY UPDATE secret = VALUES(secret), created_at = VALUES(created_at)", [agentId, secret, ctx.now]);
}

/** The person has proved to hold the secret: from now on it is asked for. `recovery`: hashes. */
export async function confirmFactor(ctx: Ctx, agentId: number, step: number, recovery: readonly string[], address: string | null): Promise<void> {
  const { affectedRows } = await write(ctx.tx, 'UPDATE portal_factors SET confirmed_at = ?, last_step = ?, recovery = ? WHERE agent_id = ? AND confirmed_at IS NULL', [ctx.now, step, JSON.stringify(recovery), agentId]);
  if (affectedRows === 0) throw new Refused('portal:factor.already_on');
  await recordPortalAccess(ctx, 'factor_on', agentId, address);
}

/** Takes the code of a step, once. @returns whether it was still to be had */
export async function takeStep(sql: Sql, agentId: number, step: number): Promise<boolean> {
  const { affectedRows } = await write(sql, 'UPDATE portal_factors SET last_step = ? WHERE agent_id = ? AND confirmed_at IS NOT NULL AND last_step < ?', [step, agentId, step]);
  return affectedRows === 1;
}

/** Takes a recovery code, once. @returns whether it was one that is unused */
export async function takeRecovery(ctx: Ctx, agentId: number, hash: string, address: string | null): Promise<boolean> {
  const row = await selectOne<Row>(ctx.tx, 'SELECT secret, recovery, confirmed_at FROM portal_factors WHERE agent_id = ? AND confirmed_at IS NOT NULL FOR UPDATE', [agentId]);
  const recovery = row ? factorOfRow(row).recovery : [];
  if (!recovery.includes(hash)) return false;
  await write(ctx.tx, 'UPDATE portal_factors SET recovery = ? WHERE agent_id = ?', [JSON.stringify(recovery.filter((one) => one !== hash)), agentId]);
  await recordPortalAccess(ctx, 'factor_recovery', agentId, address);
  return true;
}

/** Switches a person's factor off: their own, or by an administrator for who has lost the device. */
export async function dropFactor(ctx: Ctx, agentId: number, address: string | null): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'agent' || (actor.id !== agentId && actor.role !== 'admin')) throw new Refused('portal:manage.admins_only');
  const { affectedRows } = await write(ctx.tx, 'DELETE FROM portal_factors WHERE agent_id = ?', [agentId]);
  if (affectedRows > 0) await recordPortalAccess(ctx, 'factor_off', agentId, address);
}
