import { foldedWords, standIn } from '../../kit/text/folded-words.js';

/**
 * The red-flag phrases that stand in a text: whole words in the phrase's order, accents, case and punctuation aside, and
 * with the plural `s` of Portuguese and English. "queda" is in "teve duas quedas", not in "quedar". A false alarm ("queda
 * de cabelo") costs a look, a missed one a life, so nothing else is judged.
 */
export function redFlagsIn(text: string, phrases: readonly string[]): string[] {
  const words = foldedWords(text).map(singular);
  return phrases.filter((phrase) => standIn(foldedWords(phrase).map(singular), words));
}

const singular = (word: string) => (word.length > 3 ? word.replace(/s$/, '') : word);
