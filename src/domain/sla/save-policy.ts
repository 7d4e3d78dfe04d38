import { select } from '../../db/rows.js';
import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { Priority } from '../facts.js';
import { agentIdOf } from '../people/agents.js';
import { mayManage } from '../settings/may-manage.js';
import { ChangedMeanwhile, FieldsRefused } from '../settings/refusals.js';
import { policyInForce, writePolicy, type Target } from './policy.js';

/** A working year or so: more is a slip of the keyboard. */
const MOST_MINUTES = 100_000;
/** The figures of a priority's goal with their bounds: business minutes, and per cent of them. */
export const GOAL_FIGURES = { first_response_minutes: [1, MOST_MINUTES], next_response_minutes: [1, MOST_MINUTES], resolution_minutes: [1, MOST_MINUTES], at_risk_percent: [1, 99] } as const;
export type GoalFigure = keyof typeof GOAL_FIGURES;

export const GOAL_PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];
const FIGURES = Object.keys(GOAL_FIGURES) as GoalFigure[];
const RESPONSES = ['first_response_minutes', 'next_response_minutes'] as const;
const NOTE_MAX = 500;

/**
 * Saves goals as a new version, in force from now on: what runs is planned again (sla_policy_saved → replan.ts), what has
 * stopped keeps the goal it had. Administrators only.
 * @param seen the version the person's page showed
 * @returns the version's id
 * @throws FieldsRefused (checkTargets), ChangedMeanwhile when another version is in force
 */
export async function savePolicy(ctx: Ctx, given: readonly Target[], note: string, seen: number): Promise<number> {
  mayManage(ctx.actor);
  const targets = checkTargets(given);
  await select(ctx.tx, 'SELECT id FROM sla_policies ORDER BY id DESC LIMIT 1 FOR UPDATE');
  const before = await policyInForce(ctx.tx, ctx.now);
  if (before.id !== seen) throw new ChangedMeanwhile({});
  const policyId = await writePolicy(ctx.tx, ctx.now, targets, note.trim().slice(0, NOTE_MAX), agentIdOf(ctx.actor));
  ctx.record({ kind: 'sla_policy_saved', policyId, before: byPriority(before.targets), after: byPriority(targets) });
  return policyId;
}

/**
 * One goal for each priority: whole minutes above zero, nothing resolved sooner than answered.
 * @throws FieldsRefused with every problem, `portal:sla.…` at `<priority>.<figure>`
 */
export function checkTargets(given: readonly Target[]): Target[] {
  const problems: Refused[] = [];
  const targets = GOAL_PRIORITIES.flatMap((priority) => {
    const [target, second] = given.filter((one) => one.priority === priority);
    if (target === undefined || second !== undefined) problems.push(new Refused('portal:sla.one_each', {}, priority));
    else problems.push(...problemsOf(target));
    return target ?? [];
  });
  if (problems.length > 0) throw new FieldsRefused(problems);
  return targets;
}

function problemsOf(target: Target): Refused[] {
  const outside = FIGURES.filter((figure) => !Number.isInteger(target[figure]) || target[figure] < GOAL_FIGURES[figure][0] || target[figure] > GOAL_FIGURES[figure][1]);
  if (outside.length > 0) return outside.map((figure) => new Refused(figure === 'at_risk_percent' ? 'portal:sla.percent' : 'portal:sla.minutes', { most: MOST_MINUTES }, `${target.priority}.${figure}`));
  const response = RESPONSES.find((figure) => target.resolution_minutes < target[figure]);
  if (!response) return [];
  return [new Refused('portal:sla.resolution_first', { resolution: target.resolution_minutes, response: target[response] }, `${target.priority}.resolution_minutes`)];
}

function byPriority(targets: readonly Target[]): Record<string, string> {
  return Object.fromEntries(targets.map((target) => [target.priority, FIGURES.map((figure) => target[figure]).join(' / ')]));
}
