import { JOINT, STOP } from './invisible.js';

/** Two marker characters (UTF-16 indexes in the line) that format what stands between them. */
export interface MarkerPair {
  readonly open: number;
  readonly close: number;
}

const WORD = /[\p{L}\p{N}\p{M}]/u;
/** A web address in running text; needs the flags `iu`. */
export const WEB_ADDRESS = /(?:https?:\/\/|www\.)[\p{L}\p{N}.-]+(?::\d+)?(?:[/?#][^\s<>"`]*)?/giu;
const TRAILING = /[.,;:!?)\]}'*_~`]+$/;

/** True for a letter, digit or combining mark: what WhatsApp and Slack want not to touch a marker outside. */
export function isWordAt(s: string, index: number): boolean {
  return index >= 0 && index < s.length && WORD.test(codePointAround(s, index));
}

/** True where a marker may not touch its own content: white space, U+200B, U+2060, or the end of the line. */
export function isGapAt(s: string, index: number): boolean {
  const char = s[index];
  return char === undefined || char === JOINT || char === STOP || /\s/.test(char);
}

function codePointAround(s: string, index: number): string {
  const low = s.charCodeAt(index) >= 0xdc00 && s.charCodeAt(index) <= 0xdfff;
  return String.fromCodePoint(s.codePointAt(low && index > 0 ? index - 1 : index) ?? 0);
}

/** Web addresses in a line as [start, end) pairs: both clients link them first, so no markup acts inside. */
export function webAddresses(line: string): [number, number][] {
  if (!/:\/\/|www\./i.test(line)) return [];
  return [...line.matchAll(WEB_ADDRESS)].map((m) => [m.index, m.index + m[0].replace(TRAILING, '').length]);
}

/**
 * The pairs of `*` `_` `~` and backtick that WhatsApp turns into formatting in one line, outermost first.
 * An opener follows no letter or digit and touches its content; a closer mirrors it; doubled markers
 * (`**x**`) show as typed; code and web addresses are opaque; crossing pairs do not count.
 * Source: zapi.md §4 and the clients' behaviour; Slack's mrkdwn follows the same rules but for what
 * whatsapp-to-slack.ts neutralises. Linear in the line's length.
 */
export function markerPairs(line: string): MarkerPair[] {
  if (!/[*_~`]/.test(line)) return [];
  const opaque = new Uint8Array(line.length);
  for (const [start, end] of webAddresses(line)) opaque.fill(1, start, end);
  const code = pairsOf(line, '`', opaque);
  for (const { open, close } of code) opaque.fill(1, open + 1, close);
  const all = ['*', '_', '~'].flatMap((char) => pairsOf(line, char, opaque)).concat(code);
  return withoutCrossings(all.sort((a, b) => a.open - b.open));
}

function pairsOf(line: string, char: string, opaque: Uint8Array): MarkerPair[] {
  const pairs: MarkerPair[] = [];
  let open = -1;
  for (let i = line.indexOf(char); i >= 0; i = line.indexOf(char, i + 1)) {
    if (opaque[i] || line[i - 1] === char || line[i + 1] === char) continue;
    if (open >= 0 && !isGapAt(line, i - 1) && !isWordAt(line, i + 1)) {
      pairs.push({ open, close: i });
      open = -1;
    } else if (open < 0 && !isWordAt(line, i - 1) && !isGapAt(line, i + 1)) {
      open = i;
    }
  }
  return pairs;
}

function withoutCrossings(sorted: MarkerPair[]): MarkerPair[] {
  const kept: MarkerPair[] = [];
  const around: number[] = [];
  for (const pair of sorted) {
    while (around.length > 0 && (around.at(-1) ?? 0) < pair.open) around.pop();
    if (around.length > 0 && (around.at(-1) ?? 0) < pair.close) continue;
    kept.push(pair);
    around.push(pair.close);
  }
  return kept;
}
