import type { ActionHandler, ActionResponse } from 'adminjs';
import { retentionPlan } from '../../src/domain/privacy/retention-plan.js';
import { permitInHouse } from '../../src/domain/people/permissions.js';
import type { House } from '../../src/wire.js';
import { actorFor } from '../access/person.js';
import { Components } from '../component-loader.js';
import { PAGE } from '../manage/edit-actions.js';
import type { ActionOptions } from '../resources/actions.js';

/** How long each kind of data is kept, and what would go if every policy ran now; nothing is removed here. */
export function retentionAction(house: House): Record<string, ActionOptions> {
  const { source, settings, clock, config } = house;
  const handler: ActionHandler<ActionResponse> = async (_request, _response, context) => {
    permitInHouse(actorFor(context.currentAdmin), 'see what is kept how long');
    return { locale: config.LOCALE, zone: config.TZ_BUSINESS, policies: await retentionPlan(source.manager, await settings.get(), clock.now()) };
  };
  return { retention: { ...PAGE, actionType: 'resource', icon: 'Archive', component: Components.Retention, handler } };
}
