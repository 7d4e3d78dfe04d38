import type { KnownBlock } from '@slack/web-api';
import type { DeskPage } from '../../src/domain/reports/desk.js';
import type { QueueFilter } from '../../src/domain/reports/queue.js';
import { ACTIONS } from '../surface.js';
import { deskRow, type HomeLook } from './home/rows.js';
import { pageButtons } from './page-buttons.js';
import { context, section } from './parts.js';

/** Rows of a page. */
export const QUEUE_ROWS = 20;
/** Own waiting conversations below it; Slack shows 50 blocks. */
export const MINE_ROWS = 12;
const PAGES = { previous: ACTIONS.queuePrevious, next: ACTIONS.queueNext };

/** `/fila` as it is shown; `null` for a part that this filter does not list. */
export interface Queue {
  filter: QueueFilter;
  page: number;
  unowned: DeskPage | null;
  mine: DeskPage | null;
}

/** Who waits for an owner, with "Assumir", and who waits for the reader. */
export function queueBlocks({ filter, page, unowned, mine }: Queue, look: HomeLook): KnownBlock[] {
  const { t } = look;
  const paged = unowned ?? mine;
  const pages = Math.ceil((paged?.total ?? 0) / QUEUE_ROWS);
  return [
    section(`*${t('slack:queue.title')}* · ${t(`slack:queue.filter.${filter}`)}`),
    ...(unowned ? [section(t('slack:home.unowned', { count: unowned.total })), ...rowsOf(unowned, look, true, 'slack:home.unowned_none')] : []),
    ...(unowned && mine ? pageButtons(PAGES, page, pages, (to) => `${filter}:${to}`, t) : []),
    ...(mine ? [section(t('slack:queue.mine', { count: mine.total })), ...rowsOf(mine, look, false, 'slack:queue.mine_none')] : []),
    ...(unowned && mine && mine.total > mine.rows.length ? [context(t('slack:queue.more_mine', { count: mine.total - mine.rows.length }))] : []),
    ...(unowned && mine ? [] : pageButtons(PAGES, page, pages, (to) => `${filter}:${to}`, t)),
    context(t('slack:queue.how')),
  ];
}

function rowsOf(part: DeskPage, look: HomeLook, take: boolean, none: string): KnownBlock[] {
  return part.rows.length === 0 ? [context(look.t(none))] : part.rows.map((row) => deskRow(row, look, { take }));
}
