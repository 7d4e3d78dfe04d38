import express, { Router } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { selectOne, write, type Sql } from '../db/rows.js';
import type { Calendar } from '../domain/working-hours/calendar.js';
import type { MovableClock } from '../kit/clock.js';
import { requireBearer } from './bearer.js';

export interface DevClockParts {
  sql: Sql;
  clock: MovableClock;
  calendar: () => Promise<Calendar>;
  internalToken: string | undefined;
}

/** The offset of a steered clock, kept beside the settings so that every process has the same time, also after a restart. */
const OFFSET = 'dev_clock_offset_ms';
const YEAR_MS = 366 * 86_400_000;
const asked = z.union([z.object({ advanceMs: z.number().int().min(1).max(YEAR_MS) }).strict(), z.object({ to: z.literal('opening') }).strict()]);

/**
 * GET and POST /dev/clock: tells and moves the product's time. For development alone (web.ts mounts it nowhere else), with
 * the internal token. Body: `{ advanceMs }`, or `{ to: "opening" }` for the next time the house opens. Only forward.
 */
export function devClockRoute({ sql, clock, calendar, internalToken }: DevClockParts): Router {
  const router = Router();
  router.use('/dev/clock', helmet(), requireBearer(internalToken));
  router.get('/dev/clock', (_request, response) => void response.json({ now: clock.now().toISOString() }));
  router.post('/dev/clock', express.json({ limit: '1kb' }), async (request, response) => {
    const given = asked.safeParse(request.body);
    if (!given.success) {
      response.status(400).json({ error: 'send {"advanceMs": 60000} (whole, up to a year) or {"to": "opening"}' });
      return;
    }
    const advanceMs = 'to' in given.data ? await untilOpening(await calendar(), clock.now()) : given.data.advanceMs;
    clock.advance(advanceMs);
    await write(sql, `INSERT INTO settings (name, value, updated_at) VALUES ('${OFFSET}', ?, ?) ON DUPLICATE KEY UPDATE value = value + ?, updated_at = VALUES(updated_at)`, [String(advanceMs), clock.now(), advanceMs]);
    response.json({ now: clock.now().toISOString(), advancedMs: advanceMs });
  });
  return router;
}

/** The next opening that is not now: from within a day's hours, the day after's. */
async function untilOpening(calendar: Calendar, now: Date): Promise<number> {
  let at = now;
  while (calendar.isOpen(at)) at = calendar.nextClosing(at) ?? now;
  return (calendar.nextOpening(at)?.getTime() ?? now.getTime()) - now.getTime();
}

/** How far the house's clock was moved so far, ms. */
export async function devClockOffset(sql: Sql): Promise<number> {
  return Number((await selectOne<{ value: string }>(sql, `SELECT value FROM settings WHERE name = '${OFFSET}'`))?.value ?? 0);
}
