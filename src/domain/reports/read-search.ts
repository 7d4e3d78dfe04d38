import { conversationOfProtocol } from '../../kit/protocol.js';
import type { FunnelStatus } from '../facts.js';

/** What somebody looks for. Everything given must be true of a conversation. */
export interface Search {
  /** Conversation numbers that are meant, when it can be nothing else. */
  number: number | null;
  /** Words in names and messages; the index finds them by their beginning. */
  words: string[];
  /** Words too short for the index: the beginning of a name. */
  name: string | null;
  /** Digits of a phone. */
  phone: string | null;
  /** Names of tags, as typed. */
  tags: string[];
  statuses: FunnelStatus[];
}

/** Longer ones are cut: nobody types them, and the index has no longer words. Characters. */
export const SEARCH_MAX = 200;
const WORD_MAX = 60;
const MOST_WORDS = 8;
/** InnoDB's index leaves shorter words out (innodb_ft_min_token_size). */
const INDEXED_FROM = 3;
/** InnoDB's own stop words of three letters and more: asked for, they would find nothing (INNODB_FT_DEFAULT_STOPWORD). */
const NOT_INDEXED = new Set(['about', 'are', 'com', 'for', 'from', 'how', 'that', 'the', 'this', 'was', 'what', 'when', 'where', 'who', 'will', 'with', 'und', 'www']);
const PHONE = /^\+?[\d\s().-]+$/;
const PIECES = /(?:etiqueta|tag):\s*(?:"([^"]*)"|(\S+))|"([^"]*)"|(\S+)/giu;

/**
 * Reads what stands behind `/conversa`: `maria`, `11999` (part of a phone), `#123`, a protocol number, words in messages,
 * `etiqueta:hospital`, a status by its name; in quotes a status is a word like any other. Whatever else was typed (`%`,
 * `+`, `*`, quotes) is no part of a word, so none of it can act in the index.
 * @param statusOf the status a word names
 */
export function readSearch(typed: string, statusOf: (word: string) => FunnelStatus | undefined): Search {
  const text = [...typed.normalize('NFC').replace(/[“”„«»]/g, '"').trim()].slice(0, SEARCH_MAX).join('');
  const search: Search = { number: null, words: [], name: null, phone: null, tags: [], statuses: [] };
  const number = /^#\s*(\d{1,9})$|^(\d{1,3})$/.exec(text);
  search.number = conversationOfProtocol(text) ?? (number ? Number(number[1] ?? number[2]) : null);
  if (search.number !== null) return search;
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  if (PHONE.test(text) && digits.length >= 4) return { ...search, phone: digits.slice(0, 20) };
  const words: string[] = [];
  for (const [, quotedTag, tag, quoted, word] of text.matchAll(PIECES)) {
    const status = word === undefined ? undefined : statusOf(word);
    if (quotedTag !== undefined || tag !== undefined) search.tags.push((quotedTag ?? tag ?? '').trim());
    else if (status !== undefined) search.statuses.push(status);
    else words.push(...(quoted ?? word ?? '').split(/[^\p{L}\p{N}\p{M}]+/u).filter((one) => /[\p{L}\p{N}]/u.test(one)));
  }
  search.tags = search.tags.filter((tag) => tag !== '');
  const isIndexed = (word: string) => [...word].length >= INDEXED_FROM && !NOT_INDEXED.has(word.toLowerCase());
  const indexed = words.filter(isIndexed);
  if (indexed.length > 0) search.words = indexed.slice(0, MOST_WORDS).map((word) => [...word].slice(0, WORD_MAX).join(''));
  else if (words.length > 0) search.name = words.slice(0, MOST_WORDS).join(' ');
  return search;
}

/** Is there nothing to look for? */
export function isNothing({ number, words, name, phone, tags, statuses }: Search): boolean {
  return number === null && name === null && phone === null && words.length + tags.length + statuses.length === 0;
}
