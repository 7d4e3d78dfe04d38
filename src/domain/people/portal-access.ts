import type { Ctx } from '../ctx.js';

/** What happens at the portal's door. `failed`: somebody was not let in. */
export type PortalAccess = 'signed_in' | 'signed_out' | 'failed' | 'locked_out' | 'factor_on' | 'factor_off' | 'factor_recovery';

/** How somebody wants to come in. */
export type PortalWay = 'password' | 'code' | 'slack';

export interface AccessDetail {
  way?: PortalWay;
  /** Failures that this line stands for. */
  tries?: number;
}

/**
 * Puts it in the audit trail; a lock-out is told (routes.ts).
 * @param agentId whom it is about; null when nobody has the e-mail that was tried, which is kept nowhere
 * @param address network address it came from, where it is known
 */
export async function recordPortalAccess(ctx: Ctx, change: PortalAccess, agentId: number | null, address: string | null, detail: AccessDetail = {}): Promise<void> {
  ctx.record({ kind: 'portal_access', change, agentId, address, ...detail });
}
