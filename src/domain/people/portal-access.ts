import type { Ctx } from '../ctx.js';

/** What happens at the portal's door. */
export type PortalAccess = 'signed_in' | 'signed_out' | 'locked_out' | 'factor_on' | 'factor_off' | 'factor_recovery';

/**
 * Puts it in the audit trail.
 * @param agentId whom it is about; null when nobody has the e-mail that was tried
 * @param address network address it came from, where it is known
 */
export async function recordPortalAccess(ctx: Ctx, change: PortalAccess, agentId: number | null, address: string | null): Promise<void> {
  ctx.record({ kind: 'portal_access', change, agentId, address });
}
