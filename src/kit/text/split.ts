import { SEAM_UNITS, rangeAround, readMarkup, seamAt } from './reopened-markup.js';
import type { Markup } from './reopened-markup.js';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const SENTENCE_END = /[.!?…。！？]["')\]»”’*_~]*(?=\s)/g;
/** Below this many UTF-16 units there is no room to close and reopen formatting; pieces are cut bare. */
const ROOM_FOR_SEAMS = 64;

/**
 * Cuts text into pieces of at most `max` UTF-16 units (Slack: 3,000 a section, 3,500 a post, peers.md §4.5;
 * WhatsApp: 4,096, zapi.md §4). Joined, the pieces lose nothing but white space at the cuts; each cut is at a
 * paragraph, else a line, a sentence, a word, a grapheme, preferring the higher when it leaves the piece at
 * least a third full. Never inside a surrogate pair, an emoji sequence, or a Slack entity (`&amp;`,
 * `<url|label>`) unless it alone is longer than a piece. A code block, quote or style that is cut is closed
 * and opened again. `''` gives []; `max` below 2 counts as 2 (a surrogate pair).
 */
export function splitText(text: string, max: number): string[] {
  const limit = Number.isFinite(max) ? Math.max(2, Math.trunc(max)) : Math.max(2, text.length);
  const markup = limit < ROOM_FOR_SEAMS ? { ...readMarkup(text), fences: [] } : readMarkup(text);
  const pieces: string[] = [];
  let from = 0;
  let reopen = '';
  while (from < text.length) {
    const rest = text.length - from;
    if (reopen.length + rest <= limit) {
      pieces.push(reopen + text.slice(from));
      break;
    }
    const room = limit - reopen.length - (limit < ROOM_FOR_SEAMS ? 0 : SEAM_UNITS);
    const cut = cutPoint(text, from, from + room, markup);
    const seam = limit < ROOM_FOR_SEAMS ? { close: '', reopen: '' } : seamAt(text, markup, cut);
    const inCode = rangeAround(markup.fences, cut) !== undefined;
    const body = text.slice(from, cut);
    const shown = inCode ? body.replace(/\n$/, '') : body.trimEnd();
    if (shown.trim() !== '') pieces.push(reopen + shown + seam.close);
    from = skipSpace(text, cut, inCode);
    reopen = seam.reopen;
  }
  return pieces.filter((piece) => piece.trim() !== '');
}

/** After a line break the next line keeps its indentation; after a word cut all white space goes. */
function skipSpace(text: string, cut: number, inCode: boolean): number {
  if (inCode) return text[cut] === '\n' ? cut + 1 : cut;
  const space = /\s*/y;
  space.lastIndex = cut;
  const found = space.exec(text)?.[0] ?? '';
  const atLine = found.includes('\n') || text[cut - 1] === '\n';
  return cut + (atLine ? found.lastIndexOf('\n') + 1 : found.length);
}

function cutPoint(text: string, from: number, end: number, markup: Markup): number {
  const least = from + Math.ceil((end - from) / 3);
  const window = text.slice(from, end + 1);
  for (const floor of [least, from + 1]) {
    for (const candidates of [breaks(window, '\n\n'), breaks(window, '\n'), sentences(window), words(window)]) {
      for (const at of candidates) {
        if (from + at < floor) break;
        if (!rangeAround(markup.whole, from + at)) return from + at;
      }
    }
  }
  return graphemeCut(text, from, end, markup);
}

/** Offsets of a separator in the window, last first. */
function* breaks(window: string, separator: string): Generator<number> {
  for (let at = window.lastIndexOf(separator); at > 0; at = window.lastIndexOf(separator, at - 1)) yield at;
}

function sentences(window: string): number[] {
  return [...window.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length).reverse();
}

function* words(window: string): Generator<number> {
  for (let at = window.length - 1; at > 0; at -= 1) if (/\s/.test(window[at] ?? '')) yield at;
}

function graphemeCut(text: string, from: number, end: number, markup: Markup): number {
  const range = rangeAround(markup.whole, end);
  if (range && range[0] > from) return graphemeCut(text, from, range[0], markup);
  const cluster = graphemes.segment(text.slice(from, end + 256)).containing(end - from);
  if (cluster && cluster.index > 0) {
    const at = from + cluster.index;
    const entity = rangeAround(markup.whole, at);
    return entity && entity[0] > from ? entity[0] : at;
  }
  const splitsPair = text.charCodeAt(end) >= 0xdc00 && text.charCodeAt(end) <= 0xdfff && end - 1 > from;
  return splitsPair ? end - 1 : end;
}
