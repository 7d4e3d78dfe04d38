import { select, type Sql } from '../../db/rows.js';
import { later } from '../../kit/clock.js';
import type { ClockKind, Priority } from '../facts.js';
import type { Target } from './policy.js';

const DAYS = 30;
const DAY_MS = 86_400_000;

/** How one priority's clocks of one kind ended, and how they would have ended under other goals. */
export interface WhatIf {
  priority: Priority;
  kind: ClockKind;
  met: number;
  breached: number;
  wouldMeet: number;
  wouldBreach: number;
}

/**
 * What new goals would have meant for the clocks that stopped within the last 30 days, from the business minutes they
 * spent: asked before the goals are saved. One statement on the index sla_clocks_stopped. A clock stopped in its last
 * minute counts as the clock does: spent equal to the goal is met.
 */
export async function whatIf(sql: Sql, now: Date, targets: readonly Target[]): Promise<WhatIf[]> {
  const goals = targets.flatMap((target) => (['first_response', 'next_response', 'resolution'] as const).map((kind) => [target.priority, kind, target[`${kind}_minutes`]] as const));
  const goal = `CASE ${goals.map(() => 'WHEN priority = ? AND kind = ? THEN ?').join(' ')} END`;
  const rows = await select<{ priority: Priority; kind: ClockKind; met: string; breached: string; meets: string; total: string }>(
    sql,
    `SELECT priority, kind, SUM(outcome = 'met') AS met, SUM(outcome = 'breached') AS breached, SUM(spent_minutes <= ${goal}) AS meets, COUNT(*) AS total
     FROM sla_clocks WHERE stopped_at >= ? AND stopped_at <= ? GROUP BY priority, kind ORDER BY priority, kind`,
    [...goals.flat(), later(now, -DAYS * DAY_MS), now],
  );
  return rows.map(({ priority, kind, met, breached, meets, total }) => ({
    priority, kind, met: Number(met), breached: Number(breached), wouldMeet: Number(meets), wouldBreach: Number(total) - Number(meets),
  }));
}
