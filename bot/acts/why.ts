import type { KnownBlock } from '@slack/web-api';
import { select } from '../../src/db/rows.js';
import { CLOCK_COLUMNS, pausesOf, type Clock } from '../../src/domain/sla/clocks.js';
import { explainClock, type Counted } from '../../src/domain/sla/explain-clock.js';
import type { BotParts } from '../parts.js';
import { clockTime, context, plainWords, section, shorten } from '../views/parts.js';
import type { ReadAct } from './act.js';

/** Stretches shown of one clock; older ones are summed up. */
const LINES = 14;

/** "Por que está atrasado?": each clock with the stretches it counted and those it did not, and why. */
export const why: ReadAct = {
  is: 'read',
  deed: 'read a conversation',
  offered: (card) => card.closed_at === null,
  async show(conversationId, _words, parts) {
    const { t } = parts;
    const sql = parts.source.manager;
    const clocks = await select<Clock>(sql, `SELECT ${CLOCK_COLUMNS} FROM sla_clocks WHERE conversation_id = ? ORDER BY running_key IS NULL, id DESC LIMIT 4`, [conversationId]);
    const text = t('slack:sla.why_title', { number: conversationId });
    if (clocks.length === 0) return { text, blocks: [section(`*${text}*\n_${t('slack:sla.no_clock')}_`)] };
    const [calendar, pauses, now] = [await parts.calendar(), await pausesOf(sql, conversationId), parts.clock.now()];
    return { text, blocks: [section(`*${text}*`), ...clocks.flatMap((clock) => clockBlocks(clock, explainClock(calendar, clock, pauses, now), parts, now))].slice(0, 45) };
  },
};

function clockBlocks(clock: Clock, counted: Counted[], parts: BotParts, now: Date): KnownBlock[] {
  const { t, zone, locale } = parts;
  const time = (instant: Date) => clockTime(instant, now, zone, locale);
  const spent = Math.floor(counted.reduce((sum, one) => sum + (one.counts ? one.minutes : 0), 0));
  const state = clock.stopped_at !== null ? t(`slack:sla.outcome.${clock.outcome}`) : clock.due_at === null ? t('slack:sla.paused') : t(clock.due_at <= now ? 'slack:sla.was_due' : 'slack:sla.due', { time: time(clock.due_at) });
  const head = `*${t(`slack:sla.kind.${clock.kind}`)}* · ${t('slack:sla.spent_of', { spent, goal: clock.goal_minutes })} · ${state}`;
  const lines = counted.slice(-LINES).map((one) => {
    const reason = one.because.is === 'holiday' || one.because.is === 'exception' ? plainWords(shorten(one.because.name, 60)) : t(`slack:sla.because.${one.because.is}`);
    return `${one.counts ? '▶️' : '⏸️'} ${time(one.from)} → ${time(one.to)} · ${one.counts ? t('slack:sla.counted', { minutes: Math.round(one.minutes) }) : `${reason}`}`;
  });
  const more = counted.length > LINES ? [context(t('slack:sla.earlier', { count: counted.length - LINES }))] : [];
  return [section(head), ...more, ...(lines.length > 0 ? [section(lines.join('\n'))] : [])];
}
