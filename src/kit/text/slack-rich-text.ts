import { slackEmoji } from './emoji.js';
import { JOINT, dropOurInvisibles } from './invisible.js';
import { channelText, groupText, linkText, userText } from './slack-mention.js';
import type { SlackNames } from './slack-mention.js';
import { STYLES } from './styled-line.js';
import type { Run, Style } from './styled-line.js';

/** A JSON object of unknown shape: what a Slack payload is until looked at. */
export type Json = Record<string, unknown>;

/** The value as a JSON object; an empty one when it is none. */
export function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The objects of a JSON array; none when it is no array. */
export function jsonList(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(asJson) : [];
}

/** The value when it is a string, else ''. */
export function asString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A whole number within bounds; the lower bound for anything else. */
export function asCount(value: unknown, most: number): number {
  return typeof value === 'number' && value > 0 ? Math.min(Math.trunc(value), most) : 0;
}

/** Three backticks in plain text would open a code block on WhatsApp; a U+200B among them keeps them three. */
function plainFence(text: string, styles: readonly Style[]): string {
  return styles.includes('code') ? text : text.replaceAll('```', `\`\`${JOINT}\``);
}

/** What the elements inside a section, quote, list item or preformatted block say, split into lines. */
export function richTextLines(elements: unknown, names: SlackNames): Run[][] {
  const lines: Run[][] = [[]];
  let afterDropped = false;
  for (const element of jsonList(elements)) {
    for (const run of elementRuns(element, names)) {
      const text = plainFence(dropOurInvisibles(run.text), run.styles).replace(/\r\n?/g, '\n');
      const [first = '', ...rest] = (afterDropped ? text.replace(/^ /, '') : text).split('\n');
      lines.at(-1)?.push({ ...run, text: first });
      for (const line of rest) lines.push([{ ...run, text: line }]);
    }
    afterDropped = element.type === 'broadcast';
  }
  return lines;
}

/** `@here` and its like are dropped: they call colleagues and mean nothing to a customer. */
function elementRuns(element: Json, names: SlackNames): Run[] {
  const styles = stylesOf(element.style);
  const run = (text: string): Run[] => [{ text, styles }];
  switch (element.type) {
    case 'link': {
      const [label, address] = linkText(asString(element.url), asString(element.text));
      return [...(label === undefined ? [] : run(label).concat({ text: ': ', styles: [] })), { text: address, styles: [] }];
    }
    case 'emoji':
      return run(emojiText(element));
    case 'user':
      return run(userText(asString(element.user_id), names));
    case 'channel':
      return run(channelText(asString(element.channel_id), names));
    case 'usergroup':
      return run(groupText(asString(element.usergroup_id), names));
    case 'broadcast':
      return [];
    case 'date':
      return run(asString(element.fallback) || dateText(element.timestamp));
    case 'color':
      return run(asString(element.value));
    default:
      return run(asString(element.text) || asString(element.fallback));
  }
}

function stylesOf(style: unknown): Style[] {
  const set = asJson(style);
  return STYLES.filter((name) => set[name] === true);
}

function emojiText(element: Json): string {
  const name = asString(element.name);
  const tone = typeof element.skin_tone === 'number' ? element.skin_tone : undefined;
  return slackEmoji(name, asString(element.unicode) || undefined, tone) ?? (name === '' ? '' : `:${name}:`);
}

/** A date without the fallback Slack asks for: UTC, to the minute. */
function dateText(timestamp: unknown): string {
  const ms = typeof timestamp === 'number' ? timestamp * 1000 : Number.NaN;
  return Math.abs(ms) <= 8.64e15 ? `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
}
