import { write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';

/** No send waits this long for its echo or its tick, ms. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** Rows deleted at once, so that the tables are not locked for long; what is left goes the next day. */
const AT_ONCE = 20_000;

/** Ticks, amendments and echoes whose message never became known (another system sends through the same gateway) are forgotten. */
export async function forgetLeftovers(ctx: Ctx): Promise<void> {
  const before = later(ctx.now, -KEPT_MS);
  for (const table of ['early_statuses', 'echoes', 'outbound_calls']) await write(ctx.tx, `DELETE FROM ${table} WHERE occurred_at < ? LIMIT ${AT_ONCE}`, [before]);
}
