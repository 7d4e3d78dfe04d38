import type { KnownBlock } from '@slack/web-api';
import { DESK_FILTERS, type DeskFilter, type DeskRow, type DueFollowUp } from '../../../src/domain/reports/desk.js';
import { ACTIONS } from '../../surface.js';
import { actions, button, context, mrkdwn, plainWords, section, shorten } from '../parts.js';
import { deskRow, dueTime, threadLink, type HomeLook } from './rows.js';
import type { HomeState } from './state.js';

/** Conversations on a page of one's own list. */
export const PAGE_SIZE = 20;

export interface MineData {
  mine: { rows: DeskRow[]; total: number };
  unowned: { rows: DeskRow[]; total: number };
  followUps: DueFollowUp[];
  done: { replies: number; taken: number; closed: number; won: number };
}

/** An attendant's desk: own conversations by urgency, what nobody owns, what was promised for today, the day's numbers. */
export function mineBlocks(data: MineData, state: HomeState, look: HomeLook): KnownBlock[] {
  const { t } = look;
  const filters = (Object.keys(DESK_FILTERS) as DeskFilter[]).map((filter) => ({ value: filter, text: t(`slack:home.filter.${filter}`) }));
  const { rows, total } = data.mine;
  return [
    context(t('slack:home.done', { ...data.done })),
    ...(data.followUps.length > 0 ? [heading(`⏰ ${t('slack:home.follow_ups', { count: data.followUps.length })}`), ...data.followUps.map((one) => followUpRow(one, look))] : []),
    heading(`📥 ${t('slack:home.mine', { count: total })}`),
    { type: 'actions', elements: [select(t('slack:home.filter_label'), filters, state.filter)] },
    ...(rows.length === 0 ? [section(`_${t(state.filter === 'all' ? 'slack:home.mine_none' : 'slack:home.filter_none')}_`)] : rows.map((row) => deskRow(row, look))),
    ...pages(state, total, t),
    heading(`🙋 ${t('slack:home.unowned', { count: data.unowned.total })}`),
    ...(data.unowned.rows.length === 0 ? [section(`_${t('slack:home.unowned_none')}_`)] : data.unowned.rows.map((row) => deskRow(row, look, { take: true }))),
    ...(data.unowned.total > data.unowned.rows.length ? [context(t('slack:home.more_in_queue', { count: data.unowned.total - data.unowned.rows.length }))] : []),
  ];
}

/** A heading of a part. */
export function heading(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: shorten(text, 150), emoji: true } };
}

function followUpRow(one: DueFollowUp, look: HomeLook): KnownBlock {
  const overdue = one.due_at < look.now ? '❗ ' : '';
  const who = threadLink(one, `#${one.conversation_id} ${plainWords(shorten(one.name || look.t('slack:card.no_name'), 60))}`, look);
  return section(`${overdue}*${dueTime(one.due_at, look)}* · ${who}${one.note === '' ? '' : `\n> ${plainWords(shorten(one.note, 200))}`}`);
}

function select(placeholder: string, options: { value: string; text: string }[], chosen: string) {
  const given = options.map(({ value, text }) => ({ value, text: { type: 'plain_text' as const, text: shorten(text, 75) } }));
  const initial = given.find(({ value }) => value === chosen);
  return { type: 'static_select' as const, action_id: ACTIONS.homeFilter, placeholder: { type: 'plain_text' as const, text: placeholder }, options: given, ...(initial ? { initial_option: initial } : {}) };
}

/** "Anteriores · Próximas", when there is more than a page. value = page number */
function pages(state: HomeState, total: number, t: HomeLook['t']): KnownBlock[] {
  const last = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1);
  if (last === 0) return [];
  return [
    { type: 'context', elements: [mrkdwn(t('slack:home.page', { page: state.page + 1, pages: last + 1 }))] },
    actions(
      ...(state.page > 0 ? [button(t('slack:home.previous'), ACTIONS.homePrevious, String(state.page - 1))] : []),
      ...(state.page < last ? [button(t('slack:home.next'), ACTIONS.homeNext, String(state.page + 1))] : []),
    ),
  ];
}
