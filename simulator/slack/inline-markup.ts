import { emojiName, emojiUnicode, isEmojiName } from './emoji.js';
import type { Block, JsonObject, SimChannel, SimUser } from './model.js';

/** Who and what can be mentioned in typed text. */
export interface Mentionables {
  users: Iterable<SimUser>;
  channels: Iterable<SimChannel>;
}

type Style = 'bold' | 'italic' | 'strike' | 'code';
const MARKS: Record<string, Style> = { '*': 'bold', '_': 'italic', '~': 'strike', '`': 'code' };
const URL_FORM = /^(https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]'"*_~]|www\.[^\s<>]+\.[^\s<>.,;:!?)\]'"*_~]+)/i;
const MAIL_FORM = /^[\w.+-]+@[\w-]+(\.[\w-]+)+/;
const PICTURE = /^(\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(\uFE0F|\p{Emoji_Modifier})?(\u200D\p{Extended_Pictographic}\uFE0F?)*|[0-9#*]\uFE0F?\u20E3)/u;

/** Turns one run of typed text into the inline elements of a rich_text section. */
export function inlineElements(typed: string, names: Mentionables, style: Partial<Record<Style, true>> = {}): Block[] {
  const out: Block[] = [];
  const styled = (element: Block): Block => (Object.keys(style).length > 0 ? { ...element, style: { ...style } } : element);
  const addText = (text: string): void => {
    const last = out.at(-1);
    if (last?.type === 'text' && JSON.stringify(last.style) === JSON.stringify(styled({ type: 'text' }).style)) last.text = `${String(last.text)}${text}`;
    else out.push(styled({ type: 'text', text }));
  };
  let at = 0;
  while (at < typed.length) {
    const rest = typed.slice(at);
    const before = at === 0 ? '' : typed[at - 1];
    const marked = markedRun(rest, before, style);
    if (marked) {
      const inner = { ...style, [marked.style]: true as const };
      if (marked.style === 'code') out.push({ type: 'text', text: marked.text, style: inner });
      else out.push(...inlineElements(marked.text, names, inner));
      at += marked.length;
      continue;
    }
    const special = specialElement(rest, before, names);
    if (special) {
      out.push(styled(special.element));
      at += special.length;
      continue;
    }
    const character = String.fromCodePoint(typed.codePointAt(at) ?? 0);
    addText(character);
    at += character.length;
  }
  return out;
}

function markedRun(rest: string, before: string, open: Partial<Record<Style, true>>): { style: Style; text: string; length: number } | null {
  const mark = rest[0];
  const style = MARKS[mark];
  if (!style || open[style] || /[\p{L}\p{N}]/u.test(before)) return null;
  const close = new RegExp(`^[${mark}](?!\\s)([^${mark}\\n]*[^\\s${mark}])[${mark}](?![\\p{L}\\p{N}])`, 'u').exec(rest);
  return close ? { style, text: close[1], length: close[0].length } : null;
}

function specialElement(rest: string, before: string, names: Mentionables): { element: Block; length: number } | null {
  const wordStart = !/[\p{L}\p{N}]/u.test(before);
  if (rest[0] === '@' && wordStart) return mention(rest, names);
  if (rest[0] === '#' && wordStart) return channelLink(rest, names);
  if (rest[0] === ':') {
    const named = /^:([a-z0-9_+-]+):/.exec(rest);
    if (named && isEmojiName(named[1])) return { element: emojiElement(named[1]), length: named[0].length };
  }
  const url = wordStart ? URL_FORM.exec(rest) : null;
  if (url) {
    const scheme = url[0].toLowerCase().startsWith('www.') ? 'http://' : '';
    return { element: { type: 'link', url: scheme + url[0], ...(scheme ? { text: url[0] } : {}) }, length: url[0].length };
  }
  const mail = wordStart ? MAIL_FORM.exec(rest) : null;
  if (mail) return { element: { type: 'link', url: `mailto:${mail[0]}`, text: mail[0] }, length: mail[0].length };
  const picture = PICTURE.exec(rest);
  const name = picture ? emojiName(picture[0]) : undefined;
  return picture && name ? { element: emojiElement(name), length: picture[0].length } : null;
}

function emojiElement(name: string): Block {
  const unicode = emojiUnicode(name);
  return { type: 'emoji', name, ...(unicode ? { unicode } : {}) };
}

function mention(rest: string, names: Mentionables): { element: Block; length: number } | null {
  const range = /^@(here|channel|everyone)\b/.exec(rest);
  if (range) return { element: { type: 'broadcast', range: range[1] }, length: range[0].length };
  const spelled = [...names.users].flatMap((user) => [user.realName, user.name, user.id].map((name) => ({ name, id: user.id })));
  const found = spelled.sort((a, b) => b.name.length - a.name.length).find(({ name }) => startsWithWord(rest.slice(1), name));
  return found ? { element: { type: 'user', user_id: found.id }, length: found.name.length + 1 } : null;
}

function channelLink(rest: string, names: Mentionables): { element: Block; length: number } | null {
  const found = [...names.channels].filter((channel) => channel.name).find((channel) => startsWithWord(rest.slice(1), channel.name));
  return found ? { element: { type: 'channel', channel_id: found.id }, length: found.name.length + 1 } : null;
}

function startsWithWord(text: string, word: string): boolean {
  return text.toLowerCase().startsWith(word.toLowerCase()) && !/^[\p{L}\p{N}]/u.test(text.slice(word.length));
}

/** Escapes what Slack escapes in message text. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The mrkdwn that stands for inline elements in a message's `text`. */
export function inlineText(elements: Block[], channelName: (id: string) => string): string {
  return elements.map((element) => withMarks(bareText(element, channelName), element.style)).join('');
}

function bareText(element: Block, channelName: (id: string) => string): string {
  const text = String(element.text ?? '');
  switch (element.type) {
    case 'link': return text && text !== element.url ? `<${String(element.url)}|${escapeText(text)}>` : `<${escapeText(String(element.url))}>`;
    case 'user': return `<@${String(element.user_id)}>`;
    case 'channel': return `<#${String(element.channel_id)}|${channelName(String(element.channel_id))}>`;
    case 'broadcast': return `<!${String(element.range)}>`;
    case 'emoji': return `:${String(element.name)}:`;
    default: return escapeText(text);
  }
}

function withMarks(text: string, style: unknown): string {
  const on = (style ?? {}) as JsonObject;
  let marked = text;
  if (on.code) marked = `\`${marked}\``;
  if (on.strike) marked = `~${marked}~`;
  if (on.italic) marked = `_${marked}_`;
  if (on.bold) marked = `*${marked}*`;
  return marked;
}
