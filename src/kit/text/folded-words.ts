/** The words of a text without accents, case, punctuation and invisible characters, in order: how people's spellings are compared. */
export function foldedWords(text: string): string[] {
  return text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Do these words stand in the others, whole, one after the other? No words stand nowhere. */
export function standIn(words: readonly string[], others: readonly string[]): boolean {
  if (words.length === 0) return false;
  return others.some((_, start) => words.every((word, offset) => others[start + offset] === word));
}
