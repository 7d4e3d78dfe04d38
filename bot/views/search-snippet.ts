import { hideInWords } from '../../src/kit/mask.js';
import { JOINT } from '../../src/kit/text/invisible.js';
import { bareWord } from '../acts/codes.js';
import { plainWords } from './parts.js';

/** Words shown on each side of what was found, characters. */
const AROUND = 60;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Words of a customer between marks of ours: escaped, and nothing in them formats. */
const inert = (text: string) => plainWords(text.replace(/[*_~`]/g, ''));

/**
 * The place of a message that has one of the words (at a word's beginning, accents and case aside), that word bold. Personal
 * numbers are hidden, so one that was looked for by its digits is not shown either. Without the word: the beginning.
 */
export function searchSnippet(body: string, words: string[]): string {
  const text = hideInWords(body.normalize('NFC').replace(/\s+/g, ' ').trim());
  const sought = words.map(bareWord);
  for (const match of text.matchAll(WORD)) {
    const word = bareWord(match[0]);
    if (!sought.some((one) => word.startsWith(one))) continue;
    const before = [...text.slice(0, match.index)];
    const after = [...text.slice(match.index + match[0].length)];
    const head = (before.length > AROUND ? '…' : '') + inert(before.slice(-AROUND).join(''));
    const tail = inert(after.slice(0, AROUND).join('')) + (after.length > AROUND ? '…' : '');
    return `${head}${JOINT}*${inert(match[0])}*${JOINT}${tail}`;
  }
  const characters = [...text];
  return inert(characters.slice(0, 2 * AROUND).join('')) + (characters.length > 2 * AROUND ? '…' : '');
}
