import { select } from '../../db/rows.js';
import type { Ctx } from '../ctx.js';
import type { Calendar } from '../working-hours/calendar.js';
import { instantAfter } from './clock-rules.js';
import { CLOCK_COLUMNS, pausesOf, type Clock } from './clocks.js';
import { goalOf, type Policy, type Target } from './policy.js';

/** Running clocks looked at for the warning; with more, it says so. */
const MOST = 2000;

/** What new goals would do to the clocks that run now. `overdue`: late at once. */
export interface GoalEffect {
  running: number;
  sooner: number;
  later: number;
  overdue: number;
  more: boolean;
}

/** Counts it, by the same arithmetic as replanning. Changes nothing. */
export async function effectOfGoals(sql: Pick<Ctx['tx'], 'query'>, targets: Target[], calendar: Calendar, now: Date): Promise<GoalEffect> {
  const clocks = await select<Clock>(sql, `SELECT ${CLOCK_COLUMNS} FROM sla_clocks WHERE outcome = 'running' ORDER BY id LIMIT ?`, [MOST + 1]);
  const policy: Policy = { id: 0, targets };
  const effect: GoalEffect = { running: Math.min(clocks.length, MOST), sooner: 0, later: 0, overdue: 0, more: clocks.length > MOST };
  for (const clock of clocks.slice(0, MOST)) {
    const goal = goalOf(policy, clock.priority, clock.kind);
    if (goal.minutes === clock.goal_minutes || clock.due_at === null) continue;
    const due = instantAfter(calendar, clock.started_at, goal.minutes, await pausesOf(sql, clock.conversation_id));
    if (due === null) continue;
    if (due < clock.due_at) effect.sooner += 1;
    else effect.later += 1;
    if (due <= now && clock.due_at > now) effect.overdue += 1;
  }
  return effect;
}
