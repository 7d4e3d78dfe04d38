import { selectOne } from '../../src/db/rows.js';
import { liveThread } from '../../src/domain/conversation/threads.js';
import type { FunnelStatus } from '../../src/domain/facts.js';
import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import { activeTags } from '../../src/domain/inbox/tags.js';
import { isNothing, readSearch, type Search } from '../../src/domain/reports/read-search.js';
import { searchConversations } from '../../src/domain/reports/search.js';
import { Refused } from '../../src/kit/errors.js';
import { conversationOfProtocol, protocolOf } from '../../src/kit/protocol.js';
import { listLook } from '../list-look.js';
import type { BotParts } from '../parts.js';
import type { HomeLook } from '../views/home/rows.js';
import { plainWords, section } from '../views/parts.js';
import { oneFound, searchBlocks } from '../views/search-list.js';
import { conversationSummary } from '../views/summary.js';
import type { HouseAct, Shown } from './act.js';
import { bareWord, codeOf } from './codes.js';

/** Rows of a page. */
const PAGE_SIZE = 10;
const STATUSES: FunnelStatus[] = ['new', 'triage', 'proposal', 'waiting', 'active', 'lost', 'closed'];

/** A page of what is found by the words a person typed. @throws Refused `slack:refused.no_conversation`, or naming the tags there are */
export async function searchShown(typed: string, page: number, parts: BotParts): Promise<Shown> {
  const { source, t, clock } = parts;
  const text = t('slack:search.text');
  const search = readSearch(typed, (word) => STATUSES.find((code) => bareWord(t(`slack:status.${code}`)) === bareWord(word)));
  if (isNothing(search)) return { text, blocks: [section(t('slack:search.how'))] };
  const look = await listLook(parts, clock.now());
  if (search.number !== null) return { text, blocks: await oneBlocks(search.number, typed, look, parts) };
  const tagIds = await tagIdsOf(search, parts);
  const { rows, hasMore } = await searchConversations(source.manager, search, tagIds, page, PAGE_SIZE);
  return { text, blocks: searchBlocks({ typed: typed.trim(), page, rows, hasMore, words: search.words }, look) };
}

async function oneBlocks(number: number, typed: string, look: HomeLook, parts: BotParts) {
  const sql = parts.source.manager;
  const row = await selectOne<{ id: number; opened_at: Date }>(sql, 'SELECT COALESCE(merged_into_id, id) AS id, opened_at FROM conversations WHERE id = ?', [number]);
  // A protocol names the day as well: one digit wrong must not show somebody else's conversation.
  const isAnother = row !== undefined && conversationOfProtocol(typed) !== undefined && protocolOf(number, row.opened_at, parts.zone) !== typed.trim();
  const card = row && !isAnother ? await cardOf(sql, row.id) : undefined;
  if (!card) throw new Refused('slack:refused.no_conversation', { number: plainWords(typed.trim().replace(/^#\s*/, '')) });
  const [summary, place] = await Promise.all([conversationSummary(sql, card.id, parts, look.now), liveThread(sql, card.id)]);
  return oneFound(card, summary, place, look);
}

async function tagIdsOf({ tags }: Search, parts: BotParts): Promise<number[]> {
  if (tags.length === 0) return [];
  const known = await activeTags(parts.source.manager);
  const nameOf = (id: string) => known.find((tag) => String(tag.id) === id)?.name ?? '';
  return tags.map((given) => {
    const id = codeOf(given, known.map((tag) => String(tag.id)), nameOf);
    if (id === undefined || id === given) throw new Refused('slack:refused.choice', { given: plainWords(given), allowed: known.map((tag) => plainWords(tag.name)).join(', ') });
    return Number(id);
  });
}

/** `/conversa maria`, `/conversa 11999`, `/conversa #123`: finds conversations, ended ones too. */
export const search: HouseAct = {
  is: 'house',
  deed: 'search conversations',
  show: (words, parts) => searchShown(words, 0, parts),
};
