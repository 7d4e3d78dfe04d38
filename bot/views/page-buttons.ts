import type { KnownBlock } from '@slack/web-api';
import type { Translate } from '../../src/kit/i18n.js';
import { actions, button } from './parts.js';

/** The names of the two buttons: Slack wants each name once in a row. */
export interface PageActions {
  previous: string;
  next: string;
}

/** The pages before and after, where there are any; pages count from 0. `value` makes a button's value of a page. */
export function pageButtons(names: PageActions, page: number, pages: number, value: (page: number) => string, t: Translate): KnownBlock[] {
  const back = page > 0 ? [button(t('slack:pages.previous'), names.previous, value(page - 1))] : [];
  const on = page + 1 < pages ? [button(t('slack:pages.next'), names.next, value(page + 1))] : [];
  return back.length + on.length === 0 ? [] : [actions(...back, ...on)];
}
