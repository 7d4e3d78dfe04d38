/** WhatsApp's text formatting, as elements. */
import { el } from './dom.js';

const INLINE = [
  { mark: '```', tag: 'code', raw: true },
  { mark: '`', tag: 'code', raw: true },
  { mark: '*', tag: 'strong' },
  { mark: '_', tag: 'em' },
  { mark: '~', tag: 's' },
];
const WORD = /[\p{L}\p{N}]/u;
const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/gu;

/** The closing position of a mark opened at `start`, or -1. Marks hug their words and stay on one line. */
function closing(text, start, mark) {
  const from = start + mark.length;
  if (start > 0 && WORD.test(text[start - 1])) return -1;
  if (from >= text.length || /\s/u.test(text[from])) return -1;
  for (let at = text.indexOf(mark, from + 1); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (mark !== '```' && text.slice(from, at).includes('\n')) return -1;
    const after = text[at + mark.length];
    if (!/\s/u.test(text[at - 1]) && (after === undefined || !WORD.test(after))) return at;
  }
  return -1;
}

function withLinks(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(LINK)) {
    nodes.push(text.slice(last, match.index), el('a', { href: match[0], target: '_blank', rel: 'noopener noreferrer' }, match[0]));
    last = match.index + match[0].length;
  }
  nodes.push(text.slice(last));
  return nodes.filter((node) => node !== '');
}

/** Inline formatting of one piece of text. */
function inline(text) {
  const nodes = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const style = INLINE.find(({ mark }) => text.startsWith(mark, at));
    const end = style ? closing(text, at, style.mark) : -1;
    if (!style || end < 0) { plain += text[at]; at += 1; continue; }
    nodes.push(...withLinks(plain));
    plain = '';
    const inner = text.slice(at + style.mark.length, end);
    nodes.push(el(style.tag, {}, ...(style.raw ? [inner] : inline(inner))));
    at = end + style.mark.length;
  }
  nodes.push(...withLinks(plain));
  return nodes;
}

const BLOCKS = [
  { test: /^> ?(.*)$/u, wrap: 'blockquote', item: 'p' },
  { test: /^[-*•] +(.+)$/u, wrap: 'ul', item: 'li' },
  { test: /^\d{1,2}\. +(.+)$/u, wrap: 'ol', item: 'li' },
];

function lines(text) {
  const nodes = [];
  let open = null;
  let previousWasLine = false;
  for (const line of text.split('\n')) {
    const block = BLOCKS.find(({ test }) => test.test(line));
    if (!block) {
      if (previousWasLine) nodes.push('\n');
      nodes.push(...inline(line));
      open = null;
      previousWasLine = true;
      continue;
    }
    if (open?.tagName.toLowerCase() !== block.wrap) {
      open = el(block.wrap, block.wrap === 'ol' ? { start: Number.parseInt(line, 10) } : {});
      nodes.push(open);
    }
    open.append(el(block.item, {}, ...inline(block.test.exec(line)[1])));
    previousWasLine = false;
  }
  return nodes;
}

/** Formatted text, ready to append. */
export function formatted(text) {
  return text.split(/```([\s\S]+?)```/u).flatMap((part, index) => {
    if (index % 2 === 0) return part === '' ? [] : lines(part);
    return [part.includes('\n') ? el('pre', {}, part.replace(/^\n|\n$/gu, '')) : el('code', {}, part)];
  });
}
