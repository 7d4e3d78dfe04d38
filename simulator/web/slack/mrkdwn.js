import { el, safeUrl } from './dom.js';
import { personName, state } from './state.js';
import { dateToken } from './time.js';

const MARKS = { '*': 'b', '_': 'i', '~': 's' };

function unescape(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Text with its :emoji: names as pictures. */
export function emojiText(text) {
  return text.replaceAll(/:([a-z0-9_+-]+):(:skin-tone-\d:)?/g, (whole, name) => state.emoji[name] ?? whole);
}

/** A message's mrkdwn as nodes. */
export function mrkdwn(text) {
  const parts = String(text ?? '').split(/```\n?([\s\S]*?)\n?```/);
  return parts.flatMap((part, index) => (index % 2 === 1 ? [el('pre', { class: 'code-block', text: unescape(part) })] : paragraphs(part)));
}

function paragraphs(text) {
  const out = [];
  let quote = [];
  const flush = () => {
    if (quote.length > 0) out.push(el('blockquote', {}, inline(quote.join('\n'))));
    quote = [];
  };
  const plain = [];
  const flushPlain = () => {
    if (plain.length > 0) out.push(...inline(plain.join('\n')));
    plain.length = 0;
  };
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (quoted) {
      flushPlain();
      quote.push(quoted[1]);
    } else {
      flush();
      plain.push(line);
    }
  }
  flush();
  flushPlain();
  return out;
}

/** One run of mrkdwn without blocks as nodes; line breaks are kept. */
export function inline(text) {
  const out = [];
  let pending = '';
  const flush = () => {
    if (pending) out.push(document.createTextNode(emojiText(unescape(pending))));
    pending = '';
  };
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const before = at === 0 ? '' : text[at - 1];
    const found = token(rest, before);
    if (found) {
      flush();
      out.push(found.node);
      at += found.length;
    } else {
      if (text[at] === '\n') {
        flush();
        out.push(el('br'));
      } else pending += text[at];
      at += 1;
    }
  }
  flush();
  return out;
}

function token(rest, before) {
  if (rest[0] === '<') {
    const angled = /^<([^<>\n]+)>/.exec(rest);
    return angled ? { node: reference(angled[1]), length: angled[0].length } : null;
  }
  if (rest[0] === '`') {
    const code = /^`([^`\n]+)`/.exec(rest);
    return code ? { node: el('code', { text: unescape(code[1]) }), length: code[0].length } : null;
  }
  const tag = MARKS[rest[0]];
  if (!tag || /[\p{L}\p{N}]/u.test(before)) return null;
  const mark = rest[0];
  const marked = new RegExp(`^[${mark}](?!\\s)([^${mark}\\n]*[^\\s${mark}])[${mark}](?![\\p{L}\\p{N}])`, 'u').exec(rest);
  return marked ? { node: el(tag, {}, inline(marked[1])), length: marked[0].length } : null;
}

/** What stands between angle brackets: a person, a channel, a range, a date or a link. */
function reference(inside) {
  const [target, label] = inside.split(/\|(.*)/s);
  if (target.startsWith('@')) return mention(target.slice(1));
  if (target.startsWith('#')) return channelLink(target.slice(1), label);
  if (target.startsWith('!date^')) {
    const [, seconds, format] = target.split('^');
    return el('time', { text: dateToken(seconds, format ?? '', label ?? '') });
  }
  if (target.startsWith('!')) return el('span', { class: 'mention', text: `@${(label ?? target.slice(1)).replace(/^@/, '')}` });
  return link(unescape(target), label === undefined ? undefined : emojiText(unescape(label)));
}

export function mention(id) {
  return el('span', { class: id === state.me ? 'mention mention-me' : 'mention', text: `@${personName(id)}` });
}

export function channelLink(id, label) {
  return el('a', { class: 'mention', href: `#${id}`, text: `#${state.channels.get(id)?.name ?? label ?? id}` });
}

export function link(url, label) {
  const safe = safeUrl(url);
  if (!safe) return document.createTextNode(label ?? url);
  return el('a', { href: safe, target: '_blank', rel: 'noopener noreferrer', text: label ?? safe.replace(/^mailto:/, '') });
}
