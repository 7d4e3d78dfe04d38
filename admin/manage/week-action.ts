import type { ActionHandler, ActionResponse } from 'adminjs';
import type { Hours } from '../../src/domain/working-hours/day-plan.js';
import { readWeek, saveWeek } from '../../src/domain/working-hours/save-hours.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { forAdmins, objectIn, PAGE } from './edit-actions.js';
import { inTheirName } from './in-their-name.js';

/** The usual week, read by everybody of the portal, changed by administrators. */
export function weekAction(house: House): Record<string, ActionOptions> {
  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    if (request.method !== 'post') {
      const { week, text } = await readWeek(house.source.manager);
      return { week, seen: text, zone: house.config.TZ_BUSINESS, editable: forAdmins(context) };
    }
    const week = weekIn(objectIn(request.payload, 'week'));
    const answer = await inTheirName(house, context, (ctx) => saveWeek(ctx, week, String(request.payload?.['seen'] ?? '')));
    if ('refused' in answer) return answer;
    return { notice: { type: 'success', message: house.t('portal:manage.week_saved') } };
  };
  return { week: { ...PAGE, isAccessible: true, actionType: 'resource', icon: 'Clock', component: Components.Week, handler } };
}

function weekIn(given: Record<string, unknown>): Hours['week'] {
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const list = Array.isArray(given[weekday]) ? (given[weekday] as { from: unknown; to: unknown }[]) : [];
    return [weekday, list.map((one) => ({ from: Number(one?.from), to: Number(one?.to) }))] as const;
  });
  return Object.fromEntries(days);
}
