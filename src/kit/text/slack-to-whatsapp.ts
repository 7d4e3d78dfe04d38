import { JOINT, isBlankText } from './invisible.js';
import type { SlackNames } from './slack-mention.js';
import { mrkdwnToWhatsapp } from './slack-mrkdwn.js';
import { asCount, asString, jsonList, richTextLines } from './slack-rich-text.js';
import type { Json } from './slack-rich-text.js';
import { styledLine } from './styled-line.js';

export { isBlankText } from './invisible.js';

/** The part of a Slack message that says what its author typed. */
export interface SlackMessageText {
  text: string;
  blocks?: unknown[];
}

const FENCE = '```';
const DEEPEST_INDENT = 8;

/**
 * What an agent typed in Slack as WhatsApp text (zapi.md §4). The rich_text blocks are the truth of what was
 * typed; a message without any (or whose blocks show nothing) is read from its mrkdwn `text`. Never throws.
 *
 * Lists become `- x` and `1. x`, two spaces a level (WhatsApp has no levels); quotes `> x` a line; code blocks
 * a fence; links `label: address`; `@here` and its like vanish; a workspace's own emoji stays `:name:`.
 * Lines that merely look like a list stay (they mean one); a plain line beginning `> ` is kept from
 * becoming a quote by a U+200B. See styledLine for styles.
 */
export function slackToWhatsapp(message: SlackMessageText, names: SlackNames): string {
  const parts = jsonList(message.blocks)
    .filter((block) => block.type === 'rich_text')
    .flatMap((block) => jsonList(block.elements))
    .map((element) => partText(element, names))
    .filter((part): part is string => part !== undefined)
    .map((part, i, all) => (i < all.length - 1 ? part.replace(/\n$/, '') : part));
  const shown = parts.join('\n').replace(/^\n+/, '').trimEnd();
  return isBlankText(shown) ? mrkdwnToWhatsapp(asString(message.text), names).trimEnd() : shown;
}

/** Ids of the colleagues a message mentions, in order and each once, to look up their names beforehand. */
export function userIdsIn(message: SlackMessageText): string[] {
  const inText = [...asString(message.text).matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g)].map((match) => match[1] ?? '');
  const inBlocks = jsonList(message.blocks).flatMap((block) => mentioned(block, 6));
  return [...new Set([...inBlocks, ...inText])];
}

function mentioned(node: Json, depth: number): string[] {
  if (node.type === 'user') return [asString(node.user_id)].filter((id) => id !== '');
  return depth === 0 ? [] : jsonList(node.elements).flatMap((child) => mentioned(child, depth - 1));
}

function partText(element: Json, names: SlackNames): string | undefined {
  switch (element.type) {
    case 'rich_text_list':
      return listText(element, names);
    case 'rich_text_quote':
      return quoted(sectionLines(element.elements, names));
    case 'rich_text_preformatted':
      return codeText(element, names);
    default:
      return sectionLines(element.elements ?? [element], names)
        .map((line) => line.replace(/^(?=>\s)/, JOINT))
        .join('\n');
  }
}

function sectionLines(elements: unknown, names: SlackNames): string[] {
  return richTextLines(elements, names).map(styledLine);
}

function quoted(lines: string[]): string {
  return lines.map((line) => (isBlankText(line) ? '' : `> ${line}`)).join('\n');
}

function listText(list: Json, names: SlackNames): string | undefined {
  const margin = '  '.repeat(asCount(list.indent, DEEPEST_INDENT));
  const first = 1 + asCount(list.offset, 1_000_000);
  const lines = jsonList(list.elements).flatMap((item, i) => {
    const mark = list.style === 'ordered' ? `${first + i}. ` : '- ';
    const [head = '', ...rest] = sectionLines(item.elements ?? [item], names);
    return [margin + mark + head, ...rest.map((line) => (line === '' ? '' : `${margin}  ${line}`))];
  });
  if (lines.length === 0) return undefined;
  return asCount(list.border, 1) === 1 ? quoted(lines) : lines.join('\n');
}

function codeText(element: Json, names: SlackNames): string | undefined {
  const code = richTextLines(element.elements, names)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n')
    .replaceAll(FENCE, `\`\`${JOINT}\``);
  return code.trim() === '' ? undefined : `${FENCE}${code}${FENCE}`;
}
