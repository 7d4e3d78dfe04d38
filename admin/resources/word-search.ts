import { Raw, type FindOperator } from 'typeorm';

/** InnoDB's index leaves shorter words out (innodb_ft_min_token_size), and these (INNODB_FT_DEFAULT_STOPWORD). */
const INDEXED_FROM = 3;
const NOT_INDEXED = new Set(['about', 'are', 'com', 'for', 'from', 'how', 'that', 'the', 'this', 'was', 'what', 'when', 'where', 'who', 'will', 'with', 'und', 'www']);
const MOST_WORDS = 8;

/** `%`, `_` and `\` as the signs they are. */
export const asTyped = (value: string): string => value.replace(/[\\%_]/g, '\\$&');

/** The words of what was typed that the key knows. */
export function indexedWords(typed: string): string[] {
  return typed.normalize('NFC').split(/[^\p{L}\p{N}\p{M}_]+/u).filter((word) => [...word].length >= INDEXED_FROM && !NOT_INDEXED.has(word.toLowerCase()));
}

/**
 * Texts with what was typed, found by the words' beginnings in a FULLTEXT key. Without a word that the key knows: texts
 * that begin so. Only letters, digits and `_` are left in a word: `+` and `*` are ours.
 */
export function wordSearch(typed: string): FindOperator<unknown> {
  const text = typed.normalize('NFC').trim().slice(0, 200);
  const words = indexedWords(text);
  if (words.length === 0) return Raw((column) => `${column} LIKE :begins`, { begins: `${asTyped(text)}%` });
  const all = words.slice(0, MOST_WORDS).map((word) => `+${word.slice(0, 60)}*`).join(' ');
  return Raw((column) => `MATCH(${column}) AGAINST (:all IN BOOLEAN MODE) AND ${column} LIKE :typed`, { all, typed: `%${asTyped(text)}%` });
}

/** Fewer digits would be half of all phones. */
const FEWEST_DIGITS = 4;

/** Phones that begin so, with or without the country's code, or end so (contacts.phone_backwards). */
export function phoneSearch(digits: string): FindOperator<unknown> | undefined {
  if (digits.length < FEWEST_DIGITS) return undefined;
  const backwards = `${[...digits].reverse().join('')}%`;
  return Raw((column) => `(${column} LIKE :phone OR ${column} LIKE :national OR ${column.replace(/phone(\W*)$/, 'phone_backwards$1')} LIKE :backwards)`, { phone: `${digits}%`, national: `55${digits}%`, backwards });
}
