import { cleanText } from './clean.js';
import { JOINT, STOP } from './invisible.js';
import { isWordAt, markerPairs, webAddresses } from './marker-pairs.js';

const FENCE = /```([^]*?)```/g;
const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const EMOJI_NAME = /:(?=[\p{L}\p{N}\p{M}_+'\u2019＿＋-]+:)/gu;
const MENTION = /(?<![\p{L}\p{N}\p{M}])@(?=[\p{L}\p{N}_])/gu;
const BEFORE_OPENER = /[\s([{"'\-*_~`]/;
const AFTER_CLOSER = /[\s.,;:!?)\]}"'\-*_~`]/;
const NARROW: Record<string, string> = { '＊': '*', '＿': '_', '｀': '`' };

/**
 * A customer's WhatsApp text as Slack mrkdwn that shows what WhatsApp shows, and nothing more.
 *
 * - `&` `<` `>` are escaped (docs.slack.dev, "Escaping text"), so `<!channel>`, `<@U1>`, `<#C1>` and
 *   `<url|label>` stay words. `@name` is broken by an invisible character after the `@`: a mrkdwn text object
 *   is not verbatim by default and "certain mentions will be automatically parsed" (docs.slack.dev, text object).
 * - `*b*` `_i_` `~s~` `` `c` `` and fences act in both. Where only Slack would format (`>x`, `>>>`, full-width
 *   `＞` `＊` `＿` `｀`, `:name:`, doubled or crossing markers) STOP prevents it; where Slack might miss what
 *   WhatsApp formats (a marker against what Slack takes for no boundary) a JOINT outside helps it.
 * - `- x` and `* x` become `• x`, the bullet WhatsApp draws (mrkdwn has no lists); `1. x` and `> x` stay.
 *
 * Web addresses are not touched but for `&`. The text goes through cleanText first. Linear in its length.
 */
export function whatsappToSlack(text: string): string {
  const clean = cleanText(text);
  let out = '';
  let from = 0;
  for (const match of clean.matchAll(FENCE)) {
    const end = match.index + match[0].length;
    if (match[1]?.trim() === '') continue;
    out += plainPart(clean, from, match.index);
    out += fence(match[1] ?? '', isWordAt(clean, match.index - 1), isWordAt(clean, end));
    from = end;
  }
  return out + plainPart(clean, from, clean.length);
}

function fence(content: string, wordBefore: boolean, wordAfter: boolean): string {
  const inner = content.replace(MENTION, `@${STOP}`).replace(/[&<>]/g, (char) => ENTITY[char] ?? char);
  const start = content.startsWith('`') ? STOP : '';
  const end = content.endsWith('`') ? STOP : '';
  return `${wordBefore ? JOINT : ''}\`\`\`${start}${inner}${end}\`\`\`${wordAfter ? JOINT : ''}`;
}

function plainPart(text: string, from: number, to: number): string {
  const startsLine = from === 0 || text[from - 1] === '\n';
  return text
    .slice(from, to)
    .split('\n')
    .map((line, i) => (i > 0 || startsLine ? wholeLine(line) : inline(line)))
    .join('\n');
}

function wholeLine(line: string): string {
  if (/^> \s*\S/.test(line)) return `&gt; ${inline(line.slice(2))}`;
  if (/^[-*] \s*\S/.test(line)) return `• ${inline(line.slice(2))}`;
  const lead = /^[\s\p{Cf}]*(?=[>＞])/u.exec(line)?.[0];
  return lead === undefined ? inline(line) : `${lead}${STOP}${inline(line.slice(lead.length))}`;
}

function inline(line: string): string {
  if (!/[*_~`:@&<>＊＿｀]/.test(line)) return line;
  const before = new Map<number, string>();
  const after = new Map<number, string>();
  const quiet = new Uint8Array(line.length);
  for (const [start, end] of webAddresses(line)) quiet.fill(1, start, end);
  for (const match of line.matchAll(MENTION)) if (!quiet[match.index]) after.set(match.index, STOP);
  for (const { open, close } of markerPairs(line)) {
    quiet.fill(1, line[open] === '`' ? open : close, close + 1);
    quiet[open] = 1;
    if (open > 0 && !BEFORE_OPENER.test(line[open - 1] ?? '')) before.set(open, JOINT);
    if (close + 1 < line.length && !AFTER_CLOSER.test(line[close + 1] ?? '')) after.set(close, JOINT);
  }
  for (const match of line.matchAll(EMOJI_NAME)) if (!quiet[match.index]) after.set(match.index, STOP);
  for (const i of strayOpeners(line, quiet)) {
    before.set(i, STOP);
    after.set(i, STOP);
  }
  return assemble(line, before, after);
}

/** Markers WhatsApp shows as typed that Slack could take for an opener, there being a closer further on. */
function strayOpeners(line: string, quiet: Uint8Array): number[] {
  const lastCloser = new Map<string, number>();
  const openers: [number, string][] = [];
  for (let i = 0; i < line.length; i += 1) {
    const char = line[i] ?? '';
    const marker = NARROW[char] ?? char;
    if (!/^[*_~`]$/.test(marker)) continue;
    if (i > 0 && !/\s/.test(line[i - 1] ?? '')) lastCloser.set(marker, i);
    const next = line[i + 1];
    const insideRun = marker !== '`' && next === char;
    if (quiet[i] || next === undefined || insideRun || /\s/.test(next) || isWordAt(line, i - 1)) continue;
    openers.push([i, marker]);
  }
  return openers.filter(([i, marker]) => (lastCloser.get(marker) ?? -1) > i).map(([i]) => i);
}

function assemble(line: string, before: ReadonlyMap<number, string>, after: ReadonlyMap<number, string>): string {
  let out = '';
  for (let i = 0; i < line.length; i += 1) {
    const char = line[i] ?? '';
    out += `${before.get(i) ?? ''}${ENTITY[char] ?? char}${after.get(i) ?? ''}`;
  }
  return out;
}
