import type { Delivery, Outcome, SendContext } from '../../src/domain/outbox/drain.js';
import { previousPeriod, type Period } from '../../src/domain/reports/period.js';
import { weekOf } from '../../src/domain/reports/weekly.js';
import type { BotParts } from '../parts.js';
import { weeklyText } from '../views/weekly-report.js';
import { toSupervision } from './alert.js';

/** The week's quality report to the supervisors, with the week before; the figures are read when it is sent. */
export async function sendWeeklyReport(delivery: Delivery, context: SendContext, parts: BotParts): Promise<Outcome> {
  const period = JSON.parse(delivery.payload ?? '{}') as Period;
  const [week, before] = [await weekOf(context.sql, period, parts.zone), await weekOf(context.sql, previousPeriod(period), parts.zone)];
  return toSupervision(delivery, context, parts, weeklyText(period, week, before, parts));
}
