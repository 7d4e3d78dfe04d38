const SHOWN = 5;

/** Without accents, spaces, marks and case: `Boas-Vindas` and `boas vindas` are the same name. */
export function bareName(text: string): string {
  return text.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

const pairsOf = (word: string) => new Set(Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2)));

/** How alike two names are, 0 to 1: the share of neighbouring letters they have in common (Dice). */
function likeness(a: string, b: string): number {
  const [one, other] = [pairsOf(bareName(a)), pairsOf(bareName(b))];
  const common = [...one].filter((pair) => other.has(pair)).length;
  return one.size + other.size === 0 ? 0 : (2 * common) / (one.size + other.size);
}

/** The few things whose code or title is most like what was typed, most alike first; among equals the order they came in. */
export function closestTo<T extends { code: string; title: string }>(given: string, things: T[]): T[] {
  const rated = things.map((thing) => ({ thing, like: Math.max(likeness(given, thing.code), likeness(given, thing.title)) }));
  return rated.sort((a, b) => b.like - a.like).slice(0, SHOWN).map(({ thing }) => thing);
}
