import { select } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { Priority } from '../facts.js';
import { mayManage } from '../settings/may-manage.js';
import { ChangedMeanwhile, FieldsRefused } from '../settings/refusals.js';
import type { Calendar } from '../working-hours/calendar.js';
import { instantAfter } from './clock-rules.js';
import { CLOCK_COLUMNS, pausesOf, type Clock } from './clocks.js';
import { goalOf, policyInForce, writePolicy, type Policy, type Target } from './policy.js';

export const GOAL_PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

/** The figures of a priority, with their bounds: business minutes, and per cent. */
export const GOAL_FIGURES = { first_response_minutes: [1, 100_000], next_response_minutes: [1, 100_000], resolution_minutes: [1, 500_000], at_risk_percent: [10, 99] } as const;

export type GoalFigure = keyof typeof GOAL_FIGURES;
const FIGURES = Object.keys(GOAL_FIGURES) as GoalFigure[];

/**
 * Goals as they were written, by priority and figure.
 * @throws FieldsRefused at `urgent.first_response_minutes` and the like
 */
export function readGoals(given: Record<string, unknown>): Target[] {
  const problems: Refused[] = [];
  const targets = GOAL_PRIORITIES.map((priority) => {
    const row = (given[priority] ?? {}) as Record<string, unknown>;
    const figures = FIGURES.map((figure) => {
      const [min, max] = GOAL_FIGURES[figure];
      const text = String(row[figure] ?? '').trim();
      const number = Number(text);
      if (!/^\d{1,7}$/.test(text) || number < min || number > max) problems.push(new Refused('portal:manage.whole', { min, max }, `${priority}.${figure}`));
      return [figure, number] as const;
    });
    const target = { priority, ...Object.fromEntries(figures) } as Target;
    if (target.resolution_minutes < target.first_response_minutes) problems.push(new Refused('portal:goals.resolution_first', {}, `${priority}.resolution_minutes`));
    return target;
  });
  if (problems.length > 0) throw new FieldsRefused(problems);
  return targets;
}

/**
 * Saves a new version of the goals; running clocks follow in the background (replan.ts), stopped ones keep theirs.
 * Administrators only.
 * @param seen the version the person's page showed
 * @throws ChangedMeanwhile when another version is in force
 */
export async function saveGoals(ctx: Ctx, targets: Target[], note: string, seen: number): Promise<void> {
  mayManage(ctx.actor);
  await select(ctx.tx, 'SELECT id FROM sla_policies ORDER BY id DESC LIMIT 1 FOR UPDATE');
  const before = await policyInForce(ctx.tx, ctx.now);
  if (before.id !== seen) throw new ChangedMeanwhile({});
  const policyId = await writePolicy(ctx.tx, ctx.now, targets, note.trim(), ctx.actor.kind === 'agent' ? ctx.actor.id : null);
  ctx.record({ kind: 'sla_policy_saved', policyId, before: byPriority(before.targets), after: byPriority(targets) });
}

function byPriority(targets: readonly Target[]): Record<string, string> {
  return Object.fromEntries(targets.map((target) => [target.priority, FIGURES.map((figure) => target[figure]).join(' / ')]));
}

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
