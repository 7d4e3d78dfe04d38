import type { ActionContext, ActionHandler, ActionRequest, ActionResponse } from 'adminjs';
import { effectOfGoals } from '../../src/domain/sla/goal-effect.js';
import { checkTargets, GOAL_FIGURES, GOAL_PRIORITIES, savePolicy, type GoalFigure } from '../../src/domain/sla/save-policy.js';
import { whatIf, type WhatIf } from '../../src/domain/sla/what-if.js';
import { policyInForce, type Target } from '../../src/domain/sla/policy.js';
import { Refused } from '../../src/kit/errors.js';
import type { House } from '../../src/wire.js';
import { labelOf } from '../codes.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { objectIn, PAGE } from './edit-actions.js';
import { inTheirName, refusalOf } from './in-their-name.js';

const FIGURES = Object.keys(GOAL_FIGURES) as GoalFigure[];

/** New goals: first what they would do to the clocks that run and would have meant for the last 30 days, then, confirmed, a new version. */
export function goalsAction(house: House): Record<string, ActionOptions> {
  const { t } = house;

  async function read(): Promise<ActionResponse> {
    const policy = await policyInForce(house.source.manager, house.clock.now());
    const rows = GOAL_PRIORITIES.map((priority) => {
      const target = policy.targets.find((one) => one.priority === priority);
      return { priority, label: labelOf(t, 'priority', priority), values: Object.fromEntries(FIGURES.map((figure) => [figure, String(target?.[figure] ?? '')])) };
    });
    return { policy: policy.id, rows, figures: FIGURES.map((figure) => ({ figure, label: t(`portal:goals.figure.${figure}`), min: GOAL_FIGURES[figure][0], max: GOAL_FIGURES[figure][1] })) };
  }

  async function preview(targets: Target[]): Promise<ActionResponse> {
    const [sql, now] = [house.source.manager, house.clock.now()];
    const row = ({ priority, kind, ...counts }: WhatIf) => ({ priority: labelOf(t, 'priority', priority), kind: t(`portal:goals.figure.${kind}_minutes`), ...counts });
    return { effect: { ...(await effectOfGoals(sql, targets, await house.calendar.get(), now)), past: (await whatIf(sql, now, targets)).map(row) } };
  }

  async function save(request: ActionRequest, context: ActionContext): Promise<ActionResponse> {
    try {
      const targets = checkTargets(readGoals(objectIn(request.payload, 'goals')));
      if (request.payload?.['confirmed'] !== true) return await preview(targets);
      const answer = await inTheirName(house, context, (ctx) => savePolicy(ctx, targets, String(request.payload?.['note'] ?? ''), Number(request.payload?.['policy'])));
      if ('refused' in answer) return answer;
      return { notice: { type: 'success', message: t('portal:goals.saved') }, redirectUrl: context.h.resourceUrl({ resourceId: 'slaPolicies' }) };
    } catch (error) {
      if (error instanceof Refused) return { refused: refusalOf(error, house) };
      throw error;
    }
  }

  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => (request.method === 'post' ? save(request, context) : read());
  return { goals: { ...PAGE, actionType: 'resource', icon: 'Target', variant: 'primary', component: Components.SlaGoals, handler } };
}

/** What the form gave, as numbers; NaN where it is none. */
function readGoals(given: Record<string, unknown>): Target[] {
  return GOAL_PRIORITIES.map((priority) => {
    const row = (given[priority] ?? {}) as Record<string, unknown>;
    return { priority, ...Object.fromEntries(FIGURES.map((figure) => [figure, String(row[figure] ?? '').trim() === '' ? Number.NaN : Number(row[figure])])) } as Target;
  });
}
