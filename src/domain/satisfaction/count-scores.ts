import { select, selectOne, type Sql } from '../../db/rows.js';
import type { Level } from '../facts.js';
import { npsOf, tallyOf, type Tally } from './nps.js';

/** [from, to) of the answers, and whose: who owned the conversation when it was closed, and its level then. */
export interface Slice {
  from: Date;
  to: Date;
  agentId?: number;
  level?: Level;
}

export interface Satisfaction extends Tally {
  nps: number | null;
  answered: number;
}

const satisfactionOf = (scores: { score: number; n: number }[]): Satisfaction => {
  const tally = tallyOf(scores);
  return { ...tally, nps: npsOf(tally), answered: tally.promoters + tally.neutral + tally.detractors };
};

/** What customers said in a slice, and how many were asked in that time. */
export async function satisfactionIn(sql: Sql, { from, to, agentId, level }: Slice): Promise<Satisfaction & { sent: number }> {
  const where = `${agentId === undefined ? '' : ' AND agent_id = ?'}${level === undefined ? '' : ' AND level = ?'}`;
  const values = [from, to, ...(agentId === undefined ? [] : [agentId]), ...(level === undefined ? [] : [level])];
  const scores = await select<{ score: number; n: string }>(sql, `SELECT score, COUNT(*) AS n FROM satisfaction_surveys WHERE answered_at >= ? AND answered_at < ?${where} GROUP BY score`, values);
  const sent = await selectOne<{ n: string }>(sql, `SELECT COUNT(*) AS n FROM satisfaction_surveys WHERE sent_at >= ? AND sent_at < ?${where}`, values);
  return { ...satisfactionOf(scores.map(({ score, n }) => ({ score, n: Number(n) }))), sent: Number(sent?.n ?? 0) };
}

/** The same for each person or level that has answers; `key`: the agent's id (null: nobody owned it) or the level. */
export async function satisfactionBy(sql: Sql, by: 'agent' | 'level', { from, to }: Pick<Slice, 'from' | 'to'>): Promise<({ key: string | number | null } & Satisfaction)[]> {
  const column = by === 'agent' ? 'agent_id' : 'level';
  const rows = await select<{ one: string | number | null; score: number; n: string }>(
    sql,
    `SELECT ${column} AS one, score, COUNT(*) AS n FROM satisfaction_surveys WHERE answered_at >= ? AND answered_at < ? GROUP BY ${column}, score ORDER BY ${column}`,
    [from, to],
  );
  return [...new Set(rows.map(({ one }) => one))].map((key) => ({ key, ...satisfactionOf(rows.filter(({ one }) => one === key).map(({ score, n }) => ({ score, n: Number(n) }))) }));
}
