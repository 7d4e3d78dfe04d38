import { markerPairs } from './marker-pairs.js';

/** What formats a text as a whole, with UTF-16 offsets, so that a cut can close it and open it again. */
export interface Markup {
  /** Ranges [start, end) that must not be cut: entities, code fence marks with one character of code. */
  readonly whole: readonly (readonly [number, number])[];
  /** Code blocks, [start of the opening fence, end of the closing one). */
  readonly fences: readonly (readonly [number, number])[];
}

/** What to add at a cut so that both sides stay formatted: `close` ends the piece, `reopen` begins the next. */
export interface Seam {
  readonly close: string;
  readonly reopen: string;
}

export const FENCE = '```';
/** Longest `close` or `reopen`, in UTF-16 units: `&gt; ` and four markers. */
export const SEAM_UNITS = 9;
const NONE: Seam = { close: '', reopen: '' };
const SLACK_ENTITY = /&(?:amp|lt|gt);|<(?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>\n]*>/gi;
const CODE_BLOCK = /```[^]+?```/g;
const QUOTE = /^(?:> |&gt; ?)/;

/** Finds, once for the text, what a cut must respect. Linear. */
export function readMarkup(text: string): Markup {
  const fences = [...text.matchAll(CODE_BLOCK)].map((m) => [m.index, m.index + m[0].length] as const);
  const entities = [...text.matchAll(SLACK_ENTITY)].map((m) => [m.index, m.index + m[0].length] as const);
  const marks = fences.flatMap(([start, end]) => [[start, start + 4] as const, [end - 4, end] as const]);
  return { fences, whole: [...entities, ...marks].sort((a, b) => a[0] - b[0]) };
}

/** The range [start, end) of the list that has `at` strictly inside, if any. The list is sorted by start. */
export function rangeAround(ranges: readonly (readonly [number, number])[], at: number): readonly [number, number] | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.[0] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= Math.max(0, low - 3); i -= 1) {
    const range = ranges[i];
    if (range && at < range[1]) return range;
  }
  return undefined;
}

/** What closes and reopens the formatting a cut at `at` goes through: a code block, a quote, `*_~` and backticks. */
export function seamAt(text: string, markup: Markup, at: number): Seam {
  if (rangeAround(markup.fences, at)) return { close: FENCE, reopen: FENCE };
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  if (lineStart === at) return NONE;
  const lineEnd = text.indexOf('\n', at);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  const cut = at - lineStart;
  if (cut >= line.length) return NONE;
  const open = markerPairs(line).filter((pair) => pair.open < cut && pair.close >= cut);
  const markers = open.map((pair) => line[pair.open] ?? '');
  return { close: [...markers].reverse().join(''), reopen: (QUOTE.exec(line)?.[0] ?? '') + markers.join('') };
}
