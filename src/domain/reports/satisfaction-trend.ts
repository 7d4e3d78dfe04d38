import { select, type Sql } from '../../db/rows.js';
import { npsOf, tallyOf } from '../satisfaction/nps.js';
import { localTime, quarterOf } from './local-time.js';
import { daysOf } from './period.js';
import { filterBy, numberOf, percent, type Query, type ReportRow } from './query.js';

/** Longer periods are told by month. */
const MOST_DAYS = 31;

interface Asked {
  sent: number;
  answered: number;
}

/**
 * Answers by the day (or, over 31 days, the month) they came, and surveys by the day they were sent. Whose they are: who
 * owned the conversation when it was closed, and its level then. Indexes satisfaction_surveys_answered and _sent.
 */
export async function satisfactionTrend(sql: Sql, query: Query): Promise<ReportRow[]> {
  const filter = filterBy(query, { agent: 's.agent_id', priority: 'c.priority', level: 's.level' });
  const from = `FROM satisfaction_surveys s${query.priority === undefined ? '' : ' JOIN conversations c ON c.id = s.conversation_id'}`;
  const values = [query.from, query.to, ...filter.values];
  const [scores, asked] = await Promise.all([
    select<{ quarter: string; score: number; n: string }>(sql, `SELECT ${quarterOf('s.answered_at')} AS quarter, s.score, COUNT(*) AS n ${from} WHERE s.answered_at >= ? AND s.answered_at < ? AND s.score IS NOT NULL${filter.where} GROUP BY quarter, s.score`, values),
    select<{ quarter: string; sent: string; answered: string }>(sql, `SELECT ${quarterOf('s.sent_at')} AS quarter, COUNT(*) AS sent, SUM(s.answered_at IS NOT NULL) AS answered ${from} WHERE s.sent_at >= ? AND s.sent_at < ?${filter.where} GROUP BY quarter`, values),
  ]);
  const format = daysOf(query.period) > MOST_DAYS ? 'yyyy-MM' : 'yyyy-MM-dd';
  const days = new Map<string, string>();
  const dayOf = (quarter: string) => {
    const day = days.get(quarter) ?? localTime(quarter, query.zone).toFormat(format);
    days.set(quarter, day);
    return day;
  };
  const answers = new Map<string, { score: number; n: number }[]>();
  for (const { quarter, score, n } of scores) {
    const day = dayOf(quarter);
    const known = answers.get(day) ?? [];
    answers.set(day, known);
    known.push({ score, n: numberOf(n) });
  }
  const sent = new Map<string, Asked>();
  for (const row of asked) {
    const before = sent.get(dayOf(row.quarter)) ?? { sent: 0, answered: 0 };
    sent.set(dayOf(row.quarter), { sent: before.sent + numberOf(row.sent), answered: before.answered + numberOf(row.answered) });
  }
  return [...new Set([...answers.keys(), ...sent.keys()])].sort().map((day) => ({ keys: [day], values: valuesOf(answers.get(day) ?? [], sent.get(day) ?? { sent: 0, answered: 0 }) }));
}

/** The figures of some answers and of some surveys that were sent. */
function valuesOf(scores: { score: number; n: number }[], asked: Asked): Record<string, number | null> {
  const tally = tallyOf(scores);
  const answered = tally.promoters + tally.neutral + tally.detractors;
  const sum = scores.reduce((total, { score, n }) => total + score * n, 0);
  return { sent: asked.sent, rate: percent(asked.answered, asked.sent), answered, ...tally, nps: npsOf(tally), average: answered === 0 ? null : sum / answered };
}
