import { JOINT } from './invisible.js';
import { isWordAt, markerPairs } from './marker-pairs.js';

/** A text style WhatsApp has; nested ones are written in the order of STYLES, outermost first. */
export type Style = 'bold' | 'italic' | 'strike' | 'code';

/** A piece of one line of text in one style. */
export interface Run {
  readonly text: string;
  readonly styles: readonly Style[];
}

export const STYLES: readonly Style[] = ['bold', 'italic', 'strike', 'code'];
const MARKER: Record<Style, string> = { bold: '*', italic: '_', strike: '~', code: '`' };
const FENCE = '```';

interface Piece {
  text: string;
  readonly kind: 'text' | 'open' | 'close';
}

/**
 * One line of styled runs as WhatsApp markup. White space moves outside the markers, neighbours of the same
 * style share one pair, styles nest in a fixed order, and runs with nothing to see lose their style.
 * A marker against a letter or digit gets U+200B outside, for without it WhatsApp shows the marker.
 * Characters that were plain in Slack but that WhatsApp would take for a pair of markers get U+200B inside,
 * so that the customer sees what the agent saw; `2*3*4` and web addresses need none and get none.
 */
export function styledLine(runs: readonly Run[]): string {
  const pieces = nest(shareSpaces(merge(runs)), 0);
  let out = '';
  const ours = new Set<number>();
  let closing = false;
  for (const { kind, text } of pieces) {
    if (kind === 'open' && (isWordAt(out, out.length - 1) || (out.endsWith(text) && !ours.has(out.length - 1)))) out += JOINT;
    if (kind === 'text' && closing && (isWordAt(text, 0) || text.startsWith(out.at(-1) ?? ''))) out += JOINT;
    if (kind !== 'text') for (let i = 0; i < text.length; i += 1) ours.add(out.length + i);
    closing = kind === 'close';
    out += text;
  }
  return quieten(out, ours);
}

function merge(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (run.text === '') continue;
    if (last && last.styles.join() === run.styles.join()) merged[merged.length - 1] = { ...last, text: last.text + run.text };
    else merged.push(run);
  }
  return merged;
}

/** A run of spaces takes the styles its neighbours share, so that they can share one pair of markers. */
function shareSpaces(runs: readonly Run[]): Run[] {
  return merge(
    runs.map((run, i) => {
      if (run.text.trim() !== '') return run;
      const [before, after] = [runs[i - 1]?.styles ?? [], runs[i + 1]?.styles ?? []];
      return { text: run.text, styles: before.filter((style) => after.includes(style)) };
    }),
  );
}

function nest(runs: readonly Run[], depth: number): Piece[] {
  const style = STYLES[depth];
  if (style === undefined) return runs.map(({ text }) => ({ kind: 'text', text }));
  const pieces: Piece[] = [];
  for (let i = 0; i < runs.length; ) {
    const styled = runs[i]?.styles.includes(style) ?? false;
    let end = i + 1;
    while (end < runs.length && runs[end]?.styles.includes(style) === styled) end += 1;
    const inner = nest(runs.slice(i, end), depth + 1);
    pieces.push(...(styled ? wrap(inner, style) : inner));
    i = end;
  }
  return pieces;
}

function wrap(inner: Piece[], style: Style): Piece[] {
  const content = inner.map(({ text }) => text).join('');
  if (content.trim() === '') return inner;
  const lead = takeSpaces(inner, 0, /^\s+/);
  const trail = takeSpaces(inner, inner.length - 1, /\s+$/);
  const marker = style === 'code' && content.includes('`') ? FENCE : MARKER[style];
  return [...lead, { kind: 'open', text: marker }, ...inner, { kind: 'close', text: marker }, ...trail];
}

function takeSpaces(pieces: Piece[], at: number, spaces: RegExp): Piece[] {
  const piece = pieces[at];
  const found = piece?.kind === 'text' ? spaces.exec(piece.text)?.[0] : undefined;
  if (piece === undefined || found === undefined) return [];
  piece.text = piece.text.replace(spaces, '');
  if (piece.text === '') pieces.splice(at, 1);
  return [{ kind: 'text', text: found }];
}

/** Breaks the pairs WhatsApp would see that are not ours; each pass may uncover a few more, so it ends. */
function quieten(line: string, ours: ReadonlySet<number>): string {
  let [out, own] = [line, ours];
  for (let pass = 0; pass < 4; pass += 1) {
    const breaks = new Set<number>();
    for (const { open, close } of markerPairs(out)) {
      if (!own.has(open)) breaks.add(open + 1);
      else if (!own.has(close)) breaks.add(close);
    }
    if (breaks.size === 0) break;
    const next = new Set<number>();
    let text = '';
    for (let i = 0; i < out.length; i += 1) {
      if (breaks.has(i)) text += JOINT;
      if (own.has(i)) next.add(text.length);
      text += out[i] ?? '';
    }
    [out, own] = [text, next];
  }
  return out;
}
