import { foldedWords, standIn } from '../../kit/text/folded-words.js';

/** `São Paulo, Moema - SP` in its parts, as folded words; the state's two letters tell nothing. */
function partsOf(place: string): string[][] {
  return place.split(/[,;/·|()]|\s[-–]\s/).map(foldedWords).filter((words) => words.length > 0 && !(words.length === 1 && words[0]?.length === 2));
}

/**
 * Is this place in one of the served regions? A region is a city, a neighbourhood, or both with a comma between; all its
 * parts must be named. A place of one part that a region names (`Moema`) is served: offering to give a family up asks for
 * certainty. Without a list of regions, every place is.
 */
export function isServed(place: string, regions: readonly string[]): boolean {
  if (regions.length === 0) return true;
  const words = foldedWords(place);
  const parts = partsOf(place);
  if (parts.length === 0) return true;
  return regions.some((region) => {
    const named = partsOf(region);
    if (named.length > 0 && named.every((part) => standIn(part, words))) return true;
    return parts.length === 1 && named.some((part) => part.join(' ') === parts[0]?.join(' '));
  });
}
