import { select, selectOne, write } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import { HOUSE, planTimerBy } from '../timers/timers.js';
import type { Handover } from './handovers.js';

/**
 * Timer `handovers`, one for the house, at the earliest end: what nobody accepted in time goes to the supervisors. Plans
 * itself for the next one; an offer made at the same moment plans it too, and the earlier of the two stands.
 */
export async function expireHandovers(ctx: Ctx): Promise<void> {
  const due = await select<Handover>(ctx.tx, "SELECT id, from_agent_id, to_agent_id FROM handovers WHERE state = 'offered' AND expires_at <= ? ORDER BY id FOR UPDATE", [ctx.now]);
  for (const { id, from_agent_id: fromAgentId, to_agent_id: toAgentId } of due) {
    await write(ctx.tx, "UPDATE handovers SET state = 'expired' WHERE id = ?", [id]);
    ctx.record({ kind: 'handover_moved', handoverId: id, change: 'expired', fromAgentId, toAgentId });
  }
  const next = await selectOne<{ at: Date | null }>(ctx.tx, "SELECT MIN(expires_at) AS at FROM handovers WHERE state = 'offered'");
  if (next?.at) await planTimerBy(ctx.tx, 'handovers', HOUSE, next.at);
}
