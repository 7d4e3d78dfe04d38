import type { DataSource } from 'typeorm';
import type { Ctx } from '../src/domain/ctx.js';
import { onTimer, type TimerKind } from '../src/domain/reactions.js';
import type { Ledger } from '../src/domain/ledger/ledger.js';
import { dueTimers, HOUSE, planTimerOnce, postponeTimer, takeTimer } from '../src/domain/timers/timers.js';
import { nextReport } from '../src/domain/reports/house-timers.js';
import { nextWeekly } from '../src/domain/reports/weekly.js';
import type { Settings } from '../src/domain/settings/settings.js';
import { later, type Clock } from '../src/kit/clock.js';
import type { Log } from '../src/kit/log.js';
import type { Metrics } from '../src/kit/metrics.js';

export interface ClockParts {
  source: DataSource;
  ledger: Ledger;
  clock: Clock;
  settings: () => Promise<Settings>;
  /** Business time zone. */
  zone: string;
  /** Is there a gateway to watch? */
  watchesGateway: boolean;
  log: Log;
  metrics: Metrics;
}

const POSTPONE_MS = 30_000;

/**
 * One beat: takes every due timer and runs its reaction, each in a transaction of its own that also takes the timer away.
 * Any number of workers may beat at once (SKIP LOCKED). Returns how many ran.
 */
export async function beat(parts: ClockParts): Promise<number> {
  const now = parts.clock.now();
  const due = await dueTimers(parts.source.manager, now);
  let ran = 0;
  for (const timer of due) {
    const react = onTimer[timer.kind as TimerKind] as ((ctx: Ctx, zone: string) => Promise<void>) | undefined;
    try {
      if (!react) throw new Error(`no reaction for timer ${timer.kind}`);
      const where = timer.conversation_id === HOUSE ? {} : { conversation: timer.conversation_id };
      await parts.ledger.run({ kind: 'system' }, where, async (ctx) => {
        const taken = await takeTimer(ctx.tx, timer.id, ctx.now);
        if (!taken) return;
        parts.metrics.clockLateness.set((ctx.now.getTime() - taken.due_at.getTime()) / 1000);
        await react(ctx, parts.zone);
        ran += 1;
      });
    } catch (error) {
      parts.log.error({ err: error, timer: timer.kind, conversation: timer.conversation_id }, 'a timer’s reaction failed; trying again');
      await postponeTimer(parts.source.manager, timer.id, later(parts.clock.now(), POSTPONE_MS));
    }
  }
  return ran;
}

/** The house's own timers, planned once; they plan themselves from then on. */
export async function planHouseTimers(parts: ClockParts): Promise<void> {
  const now = parts.clock.now();
  const settings = await parts.settings();
  await planTimerOnce(parts.source.manager, 'catch_up', HOUSE, now);
  await planTimerOnce(parts.source.manager, 'boards', HOUSE, now);
  if (parts.watchesGateway) await planTimerOnce(parts.source.manager, 'gateway', HOUSE, now);
  await planTimerOnce(parts.source.manager, 'day', HOUSE, nextReport(now, settings.report_hour, parts.zone));
  await planTimerOnce(parts.source.manager, 'weekly', HOUSE, nextWeekly(now, settings.weekly_report_weekday, settings.weekly_report_hour, parts.zone));
}
