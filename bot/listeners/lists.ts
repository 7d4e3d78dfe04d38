import type { App } from '@slack/bolt';
import { isQueueFilter } from '../../src/domain/reports/queue.js';
import { permitInHouse } from '../../src/domain/people/permissions.js';
import { answering, toThem } from '../actor.js';
import type { Person, Shown } from '../acts/act.js';
import { queueShown } from '../acts/queue.js';
import { personOf } from '../acts/run.js';
import { searchShown } from '../acts/search.js';
import type { BotParts } from '../parts.js';
import { ACTIONS } from '../surface.js';

const PAGE = /^([a-z0-9]+):(\d{1,6})$/;
const SEARCH = /^(\d{1,6}):([^]*)$/;

/** The pages of what `/fila` and `/conversa` show: the answer itself turns over, drawn from what is so now. */
export function registerLists(app: App, parts: BotParts): void {
  const turning = (actionIds: string[], deed: 'see the queue' | 'search conversations', draw: (value: string, person: Person) => Promise<Shown> | undefined) => {
    for (const actionId of actionIds) app.action(actionId, async ({ ack, body, action, respond }) => {
      let page: Shown | undefined;
      await answering(parts, toThem(respond), async () => {
        const person = await personOf(parts, body.user.id);
        permitInHouse(person, deed);
        page = await draw('value' in action ? (action.value ?? '') : '', person);
        return undefined;
      });
      if (page) await respond({ ...page, response_type: 'ephemeral', replace_original: true });
      await ack();
    });
  };
  turning([ACTIONS.queueNext, ACTIONS.queuePrevious], 'see the queue', (value, person) => {
    const [, filter = '', page] = PAGE.exec(value) ?? [];
    return isQueueFilter(filter) ? queueShown(filter, Number(page), parts, person) : undefined;
  });
  turning([ACTIONS.searchNext, ACTIONS.searchPrevious], 'search conversations', (value) => {
    const [, page, typed] = SEARCH.exec(value) ?? [];
    return typed === undefined ? undefined : searchShown(typed, Number(page), parts);
  });
}
