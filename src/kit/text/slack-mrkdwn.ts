import { slackEmoji } from './emoji.js';
import { dropOurInvisibles } from './invisible.js';
import { WEB_ADDRESS } from './marker-pairs.js';
import { channelText, groupText, linkText, userText } from './slack-mention.js';
import type { SlackNames } from './slack-mention.js';

const CODE = /(```[^]*?```|`[^`\n]+`)/;
const TOKEN = new RegExp(
  `<([^<>\\n]*)>( ?)|:([\\p{L}\\p{N}_+'-]+(?:::skin-tone-[2-6])?):|&(amp|lt|gt);|${WEB_ADDRESS.source}`,
  'giu',
);
const CHARACTER: Record<string, string> = { amp: '&', lt: '<', gt: '>' };
const QUOTE_TO_END = /^&gt;&gt;&gt; ?/;

/**
 * Slack's `text` field (mrkdwn) as WhatsApp text, for messages that carry no rich_text. The markers are the
 * same in both and stay; entities, emoji names, quotes (`&gt;x` → `> x`, `&gt;&gt;&gt;` to the end) and the
 * bullets Slack writes for its lists are translated. In code only entities are.
 */
export function mrkdwnToWhatsapp(text: string, names: SlackNames): string {
  const shown = text
    .split(CODE)
    .map((part, i) => (i % 2 === 1 ? inlineToWhatsapp(part, names, true) : plainLines(part, names, i === 0)))
    .join('');
  return dropOurInvisibles(shown);
}

function plainLines(part: string, names: SlackNames, atStart: boolean): string {
  let quoting = false;
  return part
    .split('\n')
    .map((raw, i) => {
      if (i === 0 && !atStart) return inlineToWhatsapp(raw, names, false);
      if (QUOTE_TO_END.test(raw)) quoting = true;
      const quoted = quoting || raw.startsWith('&gt;');
      const line = bullet(quoted ? raw.replace(QUOTE_TO_END, '').replace(/^&gt; ?/, '') : raw);
      const shown = inlineToWhatsapp(line, names, false);
      return quoted && shown.trim() !== '' ? `> ${shown}` : shown;
    })
    .join('\n');
}

/** Slack writes list levels as `• `, `    ◦ `, `        ▪︎ `: four spaces a level; we keep two. */
function bullet(line: string): string {
  return line.replace(/^( *)[•◦▪■‣]\uFE0E? +/u, (_, spaces: string) => `${' '.repeat(Math.floor(spaces.length / 2))}- `);
}

function inlineToWhatsapp(text: string, names: SlackNames, code: boolean): string {
  return text.replace(TOKEN, (whole: string, control?: string, space = '', emoji?: string, entity?: string) => {
    if (control !== undefined) return controlText(control, names, space);
    if (emoji !== undefined) return (code ? undefined : slackEmoji(emoji)) ?? whole;
    return entity === undefined ? unescape(whole) : (CHARACTER[entity] ?? whole);
  });
}

function controlText(control: string, names: SlackNames, space: string): string {
  const bar = control.indexOf('|');
  const target = bar < 0 ? control : control.slice(0, bar);
  const label = unescape(bar < 0 ? '' : control.slice(bar + 1));
  if (target.startsWith('@')) return userText(target.slice(1), names, label) + space;
  if (target.startsWith('#')) return channelText(target.slice(1), names, label) + space;
  if (target.startsWith('!subteam^')) return groupText(target.slice(9), names, label) + space;
  if (/^!(here|channel|everyone|group)$/.test(target)) return '';
  if (target.startsWith('!')) return (label || unescape(target.slice(1))) + space;
  const [name, address] = linkText(unescape(target), label);
  return (name === undefined ? address : `${name}: ${address}`) + space;
}

function unescape(s: string): string {
  return s.replace(/&(amp|lt|gt);/g, (whole, entity: string) => CHARACTER[entity] ?? whole);
}
