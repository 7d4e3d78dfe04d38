import { selectOne } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import { lane } from '../outbox/lanes.js';
import { contactToLookAt, isPhotoDue } from '../people/contact-photo.js';
import { planTimerOnce } from '../timers/timers.js';

/** Between two looks at photos, ms: four a minute, whoever writes. */
const APART_MS = 15_000;

/** A contact wrote whose photo may be old: it is looked for behind those that wait, apart from the message itself. */
export async function planPhotoCheck(ctx: Ctx, conversationId: number, checkedAt: Date | null): Promise<void> {
  if (!isPhotoDue(checkedAt, ctx.now)) return;
  const last = await selectOne<{ due: Date | null }>(ctx.tx, "SELECT MAX(due_at) AS due FROM timers WHERE kind = 'photo'");
  const behind = last?.due && last.due > ctx.now ? last.due : ctx.now;
  await planTimerOnce(ctx.tx, 'photo', conversationId, later(behind, APART_MS));
}

/**
 * Timer `photo`: the gateway is asked, when it is still worth while, behind those it is going to be asked about: of people
 * who wrote in the same instant, each was planned without seeing the others.
 */
export async function askForPhoto(ctx: Ctx): Promise<void> {
  const { id: conversationId, contact_id: contactId } = ctx.conversation;
  if (!(await contactToLookAt(ctx.tx, contactId, ctx.now))) return;
  const last = await selectOne<{ at: Date | null }>(ctx.tx, "SELECT MAX(next_attempt_at) AS at FROM deliveries WHERE lane = ? AND status = 'pending'", [lane.photos]);
  ctx.record({ kind: 'photo_wanted', conversationId, contactId, lookAt: last?.at ? later(last.at, APART_MS) : ctx.now });
}
