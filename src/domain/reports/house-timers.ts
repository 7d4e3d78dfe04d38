import { DateTime } from 'luxon';
import { later } from '../../kit/clock.js';
import type { Ctx } from '../ctx.js';
import { HOUSE, planTimer } from '../timers/timers.js';

const MINUTE_MS = 60_000;

/** Timer `catch_up`: look into open threads for replies Slack did not tell us of; plans the next look. */
export async function lookForLostReplies(ctx: Ctx): Promise<void> {
  ctx.record({ kind: 'watch_due', watch: 'catch_up' });
  await planTimer(ctx.tx, 'catch_up', HOUSE, later(ctx.now, Math.max(1, ctx.settings.catch_up_minutes) * MINUTE_MS));
}

/** Timer `gateway`: ask Z-API how it is, each minute; its webhooks about that can get lost. */
export async function watchGateway(ctx: Ctx): Promise<void> {
  ctx.record({ kind: 'watch_due', watch: 'gateway' });
  await planTimer(ctx.tx, 'gateway', HOUSE, later(ctx.now, MINUTE_MS));
}

/** Timer `boards`: the live cards of the levels, drawn again when something changed on them (bot/deliveries/sla-board.ts). */
export async function drawBoards(ctx: Ctx): Promise<void> {
  ctx.record({ kind: 'boards_due' });
  await planTimer(ctx.tx, 'boards', HOUSE, later(ctx.now, ctx.settings.board_seconds * 1000));
}

/** Timer `day`: the reconciliation of the business day that ended; plans the next. */
export async function reportDay(ctx: Ctx, zone: string): Promise<void> {
  const today = DateTime.fromJSDate(ctx.now, { zone }).startOf('day');
  ctx.record({ kind: 'day_ended', from: today.minus({ days: 1 }).startOf('day').toJSDate(), to: today.toJSDate() });
  await planTimer(ctx.tx, 'day', HOUSE, nextReport(ctx.now, ctx.settings.report_hour, zone));
}

/**
 * The next instant after `now` at which it is `hour` o'clock in the zone. On a day whose clocks skip that hour it is the
 * hour after; some zones skip midnight, so each day is counted from its own start.
 */
export function nextReport(now: Date, hour: number, zone: string): Date {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  const [first, second] = [0, 1].map((days) => today.plus({ days }).startOf('day').set({ hour }).toJSDate()) as [Date, Date];
  return first > now ? first : second;
}
