import { Refused } from '../../kit/errors.js';
import type { Ctx } from '../ctx.js';
import type { Priority } from '../facts.js';
import { agentIdOf } from '../people/agents.js';
import { writePolicy, type Target } from './policy.js';

const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];
/** A working year or so: more is a slip of the keyboard. */
const MOST_MINUTES = 100_000;
const NOTE_MAX = 500;

/**
 * Saves goals as a new version, in force from now on: what runs is planned again (sla_policy_saved → replan.ts), what has
 * stopped keeps the goal it had.
 * @returns the version's id
 * @throws Refused `portal:sla.…` at the field `<priority>.<column>` that makes no sense
 */
export async function savePolicy(ctx: Ctx, given: readonly Target[], note: string): Promise<number> {
  const targets = checkTargets(given);
  const policyId = await writePolicy(ctx.tx, ctx.now, targets, note.trim().slice(0, NOTE_MAX), agentIdOf(ctx.actor));
  ctx.record({ kind: 'sla_policy_saved', policyId });
  return policyId;
}

/** One goal for each priority: whole minutes above zero, nothing resolved sooner than answered. @throws as savePolicy */
export function checkTargets(given: readonly Target[]): Target[] {
  return PRIORITIES.map((priority) => {
    const [target, second] = given.filter((one) => one.priority === priority);
    if (target === undefined || second !== undefined) throw new Refused('portal:sla.one_each', {}, priority);
    for (const column of ['first_response_minutes', 'next_response_minutes', 'resolution_minutes'] as const) {
      const minutes = target[column];
      if (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES) throw new Refused('portal:sla.minutes', { most: MOST_MINUTES }, `${priority}.${column}`);
    }
    for (const column of ['first_response_minutes', 'next_response_minutes'] as const) {
      if (target.resolution_minutes < target[column]) throw new Refused('portal:sla.resolution_first', { resolution: target.resolution_minutes, response: target[column] }, `${priority}.resolution_minutes`);
    }
    const percent = target.at_risk_percent;
    if (!Number.isInteger(percent) || percent < 1 || percent > 99) throw new Refused('portal:sla.percent', {}, `${priority}.at_risk_percent`);
    return target;
  });
}
