import { selectOne, write, type Sql } from '../../db/rows.js';
import { Broken } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import { permitInHouse } from '../people/permissions.js';

export interface RunningShift {
  id: number;
  started_at: Date;
}

/** The shift a person is in. */
export function runningShift(sql: Sql, agentId: number): Promise<RunningShift | undefined> {
  return selectOne<RunningShift>(sql, 'SELECT id, started_at FROM shifts WHERE running_agent_id = ?', [agentId]);
}

/** The person whose shift this is about. @throws Refused when the role may not keep one */
export function keeper(ctx: Ctx): number {
  permitInHouse(ctx.actor, 'keep a shift');
  if (ctx.actor.kind !== 'agent') throw new Broken('only people have shifts');
  return ctx.actor.id;
}

/** Begins the actor's shift; harmless while it runs (unique key shifts_running). @returns whether it began now */
export async function startShift(ctx: Ctx): Promise<boolean> {
  const agentId = keeper(ctx);
  const { affectedRows, insertId } = await write(ctx.tx, 'INSERT IGNORE INTO shifts (agent_id, running_agent_id, started_at) VALUES (?, ?, ?)', [agentId, agentId, ctx.now]);
  if (affectedRows === 0) return false;
  ctx.record({ kind: 'shift_moved', agentId, shiftId: insertId, change: 'started' });
  return true;
}

/** Ends the actor's shift; harmless when none runs. @returns whether it ended now */
export async function endShift(ctx: Ctx): Promise<boolean> {
  const agentId = keeper(ctx);
  const shift = await selectOne<RunningShift>(ctx.tx, 'SELECT id, started_at FROM shifts WHERE running_agent_id = ? FOR UPDATE', [agentId]);
  if (!shift) return false;
  await write(ctx.tx, 'UPDATE shifts SET running_agent_id = NULL, ended_at = ? WHERE id = ?', [ctx.now, shift.id]);
  ctx.record({ kind: 'shift_moved', agentId, shiftId: shift.id, change: 'ended' });
  return true;
}
