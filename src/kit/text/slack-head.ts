import { INVISIBLE } from './invisible.js';

/** The beginning of a text as a suspicious reader sees it. */
export interface Head {
  /**
   * NFKC, lower case, each run of white space as one space and none in front, and without combining marks,
   * invisible characters, `* _ ~ > •` and backticks anywhere.
   */
  readonly text: string;
  /** For each UTF-16 unit of `text`, the offset in the source just after what it came from. */
  readonly ends: readonly number[];
  /** Formatting marks passed over so far, with the offset just after each. */
  readonly marks: readonly (readonly [string, number])[];
}

const HEAD_UNITS = 64;
const UNSEEN = new RegExp(`^[\\p{M}${INVISIBLE}]$`, 'u');
const MARK = /^[*_~`>•◦▪■‣]$/;
const CONTROL = /^<([^<>\n]*)>/;
const ENTITY = /^&(amp|lt|gt);/;
const CHARACTER: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
/** Slashes, colons and points NFKC does not fold; the emoji ‼ ⁉ ⁈ it would fold into `!` stay emoji. */
const LOOKALIKE: Record<string, string> = {
  '⁄': '/', '∕': '/', '⧸': '/', '⫽': '//', '╱': '/', '∶': ':', '꞉': ':', 'ː': ':', 'ǃ': '!', '‼': '‼', '⁉': '⁉', '⁈': '⁈',
};

/**
 * Reads the head of a Slack mrkdwn text. A mention of anyone becomes `<@`, a date or link its label. Skips any
 * amount of what comes before the first visible character, then reads at most 64 units.
 */
export function readHead(source: string): Head {
  const ends: number[] = [];
  const marks: [string, number][] = [];
  let text = '';
  for (let at = 0; at < source.length && text.length < HEAD_UNITS; ) {
    const [seen, length] = unitAt(source, at);
    at += length;
    for (const char of fold(seen)) {
      if (UNSEEN.test(char)) continue;
      if (MARK.test(char)) marks.push([char, at]);
      else if (!/\s/.test(char) || (text !== '' && !text.endsWith(' '))) {
        text += /\s/.test(char) ? ' ' : char;
        for (let i = 0; i < char.length; i += 1) ends.push(at);
      }
    }
  }
  return { text, ends, marks };
}

function unitAt(source: string, at: number): [string, number] {
  const char = String.fromCodePoint(source.codePointAt(at) ?? 0);
  if (char !== '<' && char !== '&') return [char, char.length];
  const near = source.slice(at, at + 2000);
  const entity = ENTITY.exec(near);
  if (entity) return [CHARACTER[entity[1] ?? ''] ?? '', entity[0].length];
  const control = CONTROL.exec(near);
  return control ? [controlHead(control[1] ?? ''), control[0].length] : [char, char.length];
}

function controlHead(control: string): string {
  const [target = '', label] = control.split('|');
  if (target.startsWith('@') || (target.startsWith('!') && !target.startsWith('!date^'))) return '<@';
  return label ?? target;
}

function fold(seen: string): string {
  return [...seen].map((char) => LOOKALIKE[char] ?? char.normalize('NFKC').toLowerCase()).join('');
}
