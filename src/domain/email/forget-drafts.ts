import { write } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';

/** A preview is sent within minutes, or not at all. */
const KEPT_MS = 24 * 3_600_000;
/** Rows deleted at once; what is left goes the next day. */
const AT_ONCE = 5000;

/** Reaction of each day's end: previews that nobody sent are forgotten, with the address and the text in them. */
export async function forgetDrafts({ tx, now }: Ctx): Promise<void> {
  await write(tx, "DELETE FROM emails WHERE state = 'draft' AND created_at < ? LIMIT ?", [later(now, -KEPT_MS), AT_ONCE]);
}
