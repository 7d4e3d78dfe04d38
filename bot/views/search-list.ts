import type { KnownBlock } from '@slack/web-api';
import type { CardData } from '../../src/domain/inbox/find-conversations.js';
import { SEARCH_MAX } from '../../src/domain/reports/read-search.js';
import type { Found } from '../../src/domain/reports/search.js';
import { displayMaskedPhone } from '../../src/kit/mask.js';
import { ACTIONS } from '../surface.js';
import { cardButtons } from './card.js';
import { kindName } from './content/kind-name.js';
import { threadLink, type HomeLook } from './home/rows.js';
import { pageButtons } from './page-buttons.js';
import { actions, clockTime, context, plainWords, section, shorten } from './parts.js';
import { searchSnippet } from './search-snippet.js';

/** What was found, as a page shows it. */
export interface SearchPage {
  typed: string;
  page: number;
  rows: Found[];
  hasMore: boolean;
  words: string[];
}

/** A page of conversations with the words they were found by. */
export function searchBlocks({ typed, page, rows, hasMore, words }: SearchPage, look: HomeLook): KnownBlock[] {
  const { t } = look;
  const query = [...typed].slice(0, SEARCH_MAX).join('');
  const shown = plainWords(query).replace(/[*_~`]/g, '');
  if (rows.length === 0) return [section(t('slack:search.none', { query: shown })), section(t('slack:search.how'))];
  return [
    section(t('slack:search.title', { query: shown })),
    ...rows.map((row) => foundRow(row, words, look)),
    ...pageButtons({ previous: ACTIONS.searchPrevious, next: ACTIONS.searchNext }, page, page + (hasMore ? 2 : 1), (to) => `${to}:${query}`, t),
  ];
}

/** Who, masked phone, how far, whose, when last; then the words it was found by. */
function foundRow(row: Found, words: string[], look: HomeLook): KnownBlock {
  const { t, now, zone, locale } = look;
  const name = plainWords(shorten(row.name || t('slack:card.no_name'), 60)).replace(/[*_~`]/g, '');
  const head = [
    `*${threadLink(row, `#${row.id} ${name}`, look)}*`,
    displayMaskedPhone(row.phone),
    t(`slack:status.${row.status}`),
    row.assignee_name === null ? t('slack:card.nobody') : plainWords(row.assignee_name),
    clockTime(row.last_at ?? row.opened_at, now, zone, locale),
    ...(row.closed_at === null ? [] : [`⚪ _${t('slack:search.ended')}_`]),
  ].join(' · ');
  if (row.hit_kind === null) return section(head);
  const kind = row.hit_kind === 'text' ? '' : `${kindName(row.hit_kind, t)} · `;
  return section(`${head}\n> ${kind}${searchSnippet(row.hit_body ?? '', words)}`);
}

/** One conversation, looked up by its number: what it is about, the way there, and what can be done with it. */
export function oneFound(card: CardData, summary: KnownBlock[], place: { channel_id: string; thread_ts: string } | undefined, look: HomeLook): KnownBlock[] {
  const { t } = look;
  const link = place ? threadLink(place, t('slack:summons.open'), look) : t('slack:search.no_thread');
  const buttons = cardButtons(card, { t, replyMode: 'reply' });
  return [section(`*${t('slack:search.one', { number: card.id })}* · ${link}`), ...summary, ...(buttons.length > 0 ? [actions(...buttons)] : []), ...(card.closed_at === null ? [] : [context(`⚪ _${t('slack:search.ended')}_`)])];
}
