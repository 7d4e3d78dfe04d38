import type { Ctx } from '../ctx.js';
import { permitInHouse } from '../people/permissions.js';
import type { Period } from './period.js';

/** Somebody takes a report out of the house: written down before the first line leaves. @throws Refused by role */
export async function recordExport(ctx: Ctx, report: string, period: Period, rows: number): Promise<void> {
  permitInHouse(ctx.actor, 'export a report');
  ctx.record({ kind: 'export_made', report, ...period, rows });
}
