import { z } from 'zod';
import { NAMED_PERIODS } from '../../../domain/reports/period.js';
import { level, priority } from './codes.js';
import { recordNumber } from './values.js';

const day = z.iso.date();
const figure = z.number().nullable();

/** `period`, or `from` and `to`; thirty days without either. */
export const reportQuery = z.object({ period: z.enum(NAMED_PERIODS).optional(), from: day.optional(), to: day.optional(), assignee: recordNumber.optional(), priority: priority.optional(), level: level.optional() })
  .strict()
  .refine(({ period, from, to }) => (period === undefined || (from === undefined && to === undefined)) && (from === undefined) === (to === undefined), { path: ['period'] });

export const reportRow = z.object({ keys: z.array(z.union([z.string(), z.number()]).nullable()), names: z.array(z.string()), values: z.record(z.string(), figure), before: z.record(z.string(), figure).nullable() });
const days = z.object({ from: day, to: day });

export const report = z.object({ report: z.string(), period: days, previous: days, dimensions: z.array(z.string()), figures: z.array(z.object({ code: z.string(), name: z.string(), unit: z.string() })), rows: z.array(reportRow) });

export const present = z.object({
  at: z.iso.datetime(),
  open: z.int(),
  by_status: z.record(z.string(), z.int()),
  unowned: z.int(),
  waiting: z.int(),
  oldest_waiting_since: z.iso.datetime().nullable(),
  failed_deliveries: z.int(),
});
