/** Without accents, spaces and case: how people type the name of something. */
export function bareWord(text: string): string {
  return text.normalize('NFD').replace(/[\p{M}\s]/gu, '').toLowerCase();
}

/** The code a person means: written as the code itself, or as the start of its label (three letters at least). */
export function codeOf<Code extends string>(given: string, codes: readonly Code[], label: (code: Code) => string): Code | undefined {
  const word = bareWord(given);
  const exact = codes.find((code) => bareWord(code) === word || bareWord(label(code)) === word);
  if (exact !== undefined || word.length < 3) return exact;
  const begun = codes.filter((code) => bareWord(label(code)).startsWith(word));
  return begun.length === 1 ? begun[0] : undefined;
}
