import { DateTime } from 'luxon';
import type { Ctx, DeliverySpec } from '../ctx.js';
import { QUIET_HOURS } from '../settings/settings.js';

/** When the quiet hours `now` lies in end; null outside them, and when none are set. From one time to the same: none. */
export function quietUntil(now: Date, zone: string, hours: string): Date | null {
  const found = QUIET_HOURS.exec(hours);
  if (!found) return null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number);
  const local = DateTime.fromJSDate(now, { zone });
  const minute = local.hour * 60 + local.minute;
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  const isQuiet = from < to ? minute >= from && minute < to : from > to && (minute >= from || minute < to);
  if (!isQuiet) return null;
  const day = minute < to ? local : local.plus({ days: 1 });
  return day.set({ hour: toHour, minute: toMinute, second: 0, millisecond: 0 }).toJSDate();
}

/**
 * What the clock by itself would say to a person at night waits until the quiet hours end, in a lane of its own so that it
 * holds nothing else up. What a person causes, and an urgent conversation, does not wait.
 */
export function quietly(ctx: Ctx, spec: DeliverySpec): DeliverySpec {
  if (ctx.actor.kind !== 'system' || ctx.conversation.priority === 'urgent') return spec;
  const notBefore = quietUntil(ctx.now, ctx.house.zone, ctx.settings.quiet_hours);
  return notBefore === null ? spec : { ...spec, lane: `${spec.lane}:quiet`, notBefore };
}
