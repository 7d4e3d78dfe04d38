import type { ActionHandler, ActionResponse } from 'adminjs';
import Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import { importHolidays, previewHolidays } from '../../src/domain/working-hours/import-holidays.js';
import { Refused } from '../../src/kit/errors.js';
import type { House } from '../../src/wire.js';
import { Components } from '../component-loader.js';
import type { ActionOptions } from '../resources/actions.js';
import { PAGE } from './edit-actions.js';
import { inTheirName, refusalOf } from './in-their-name.js';

/** A year's holidays of a state and city: what would be added is shown first; confirming adds exactly the new ones. */
export function importHolidaysAction(house: House): Record<string, ActionOptions> {
  const handler: ActionHandler<ActionResponse> = async (request, _response, context) => {
    if (request.method !== 'post') return { year: DateTime.fromJSDate(house.clock.now(), { zone: house.config.TZ_BUSINESS }).year, places: places() };
    const { year, state, city } = { year: Number(request.payload?.['year']), state: text(request.payload?.['state']), city: text(request.payload?.['city']) };
    try {
      if (request.payload?.['confirmed'] !== true) return { proposals: await previewHolidays(house.source.manager, year, state, city) };
    } catch (error) {
      if (error instanceof Refused) return { refused: refusalOf(error, house) };
      throw error;
    }
    const answer = await inTheirName(house, context, (ctx) => importHolidays(ctx, year, state, city));
    if ('refused' in answer) return answer;
    return { notice: { type: 'success', message: answer.done === 0 ? house.t('portal:manage.nothing_new') : house.t('portal:manage.imported', { count: answer.done }) }, redirectUrl: context.h.resourceUrl({ resourceId: 'holidays' }) };
  };
  return { importYear: { ...PAGE, actionType: 'resource', icon: 'Download', component: Components.ImportHolidays, handler } };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** States with the cities whose holidays the library knows. */
function places(): { code: string; name: string; cities: { code: string; name: string }[] }[] {
  const list = new Holidays();
  const states = list.getStates('BR', 'pt') as Record<string, string>;
  return Object.entries(states).map(([code, name]) => ({
    code, name, cities: Object.entries((list.getRegions('BR', code, 'pt') as Record<string, string> | undefined) ?? {}).map(([city, label]) => ({ code: city, name: label })),
  }));
}
