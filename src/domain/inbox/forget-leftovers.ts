import { write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';

/** No send waits this long for its echo or its tick, and no system asks again after it whether its call was taken. */
export const LEFTOVERS_KEPT_DAYS = 7;
/** Rows deleted at once, so that the tables are not locked for long; what is left goes the next day. */
const AT_ONCE = 20_000;

/** Where they are; each has an index on `occurred_at`. */
export const LEFTOVERS = ['early_statuses', 'early_amendments', 'echoes', 'outbound_calls', 'api_requests'] as const;

/** Ticks, amendments and echoes whose message never became known (another system sends through the same gateway) are forgotten, and answers of calls that nobody repeats any more. */
export async function forgetLeftovers(ctx: Ctx): Promise<void> {
  const before = later(ctx.now, -LEFTOVERS_KEPT_DAYS * 24 * 3_600_000);
  for (const table of LEFTOVERS) await write(ctx.tx, `DELETE FROM ${table} WHERE occurred_at < ? LIMIT ${AT_ONCE}`, [before]);
}
