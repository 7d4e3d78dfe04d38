import type { ActionContext, ActionHandler, ActionRequest, ActionResponse } from 'adminjs';
import type { GoalFigure } from '../../src/domain/sla/save-goals.js';
import { effectOfGoals, GOAL_FIGURES, GOAL_PRIORITIES, readGoals, saveGoals } from '../../src/domain/sla/save-goals.js';
import { policyInForce } from '../../src/domain/sla/policy.js';
import { Refused } from '../../src/kit/errors.js';
import type { House } from '../../src/wire.js';
import { labelOf } from '../codes.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { objectIn, PAGE } from './edit-actions.js';
import { inTheirName, refusalOf } from './in-their-name.js';

const FIGURES = Object.keys(GOAL_FIGURES) as GoalFigure[];

/** New goals: first what they would do to the clocks that run (`preview`), then, confirmed, a new version. */
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

  async function save(request: ActionRequest, context: ActionContext): Promise<ActionResponse> {
    const given = objectIn(request.payload, 'goals');
    try {
      const targets = readGoals(given);
      if (request.payload?.['confirmed'] !== true) return { effect: await effectOfGoals(house.source.manager, targets, await house.calendar.get(), house.clock.now()) };
      const answer = await inTheirName(house, context, (ctx) => saveGoals(ctx, targets, String(request.payload?.['note'] ?? ''), Number(request.payload?.['policy'])));
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
