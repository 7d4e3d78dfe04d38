import { escapeText, inlineElements, inlineText } from './inline-markup.js';
import type { Mentionables } from './inline-markup.js';
import type { Block } from './model.js';
import type { Store } from './store.js';
import { slackId } from './timestamps.js';

/** Message content as it goes over the wire. */
export interface WireContent {
  text: string;
  blocks: Block[];
}

interface Part {
  element: Block;
  text: string;
}

/**
 * What Slack's composer makes of typed text: `text` in escaped mrkdwn and one rich_text block. Lists (`- a`, `• a`, `1. a`),
 * quotes (`> a`) and fenced code become elements of their own.
 */
export function composeTyped(store: Store, typed: string): WireContent {
  const names: Mentionables = { users: [...store.users.values()], channels: [...store.channels.values()] };
  const channelName = (id: string): string => store.channels.get(id)?.name ?? '';
  const parts: Part[] = [];
  const pieces = typed.replaceAll('\r\n', '\n').split(/```\n?([\s\S]*?)\n?```\n?/);
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) {
      const element = { type: 'rich_text_preformatted', border: 0, elements: [{ type: 'text', text: piece }] };
      parts.push({ element, text: `\`\`\`${escapeText(piece)}\`\`\`` });
    } else if (piece) parts.push(...lineParts(piece, names, channelName));
  });
  const elements = parts.map((part) => part.element);
  return { text: parts.map((part) => part.text).join('\n'), blocks: [{ type: 'rich_text', block_id: slackId('', 5), elements }] };
}

type LineKind = 'plain' | 'bullet' | 'ordered' | 'quote';

function lineParts(piece: string, names: Mentionables, channelName: (id: string) => string): Part[] {
  const runs: { kind: LineKind; lines: string[] }[] = [];
  for (const line of piece.replace(/\n$/, '').split('\n')) {
    const { kind, content } = readLine(line);
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(content);
    else runs.push({ kind, lines: [content] });
  }
  return runs.map(({ kind, lines }) => {
    const rows = lines.map((line) => inlineElements(line, names));
    const texts = rows.map((row) => inlineText(row, channelName));
    if (kind === 'bullet' || kind === 'ordered') {
      const elements = rows.map((row) => ({ type: 'rich_text_section', elements: row }));
      const marks = texts.map((text, index) => (kind === 'bullet' ? `• ${text}` : `${index + 1}. ${text}`));
      return { element: { type: 'rich_text_list', style: kind, indent: 0, border: 0, elements }, text: marks.join('\n') };
    }
    const joined = inlineElements(lines.join('\n'), names);
    if (kind === 'quote') return { element: { type: 'rich_text_quote', elements: joined }, text: texts.map((text) => `&gt; ${text}`).join('\n') };
    return { element: { type: 'rich_text_section', elements: joined }, text: inlineText(joined, channelName) };
  });
}

function readLine(line: string): { kind: LineKind; content: string } {
  const bullet = /^\s*[-•]\s+(.*)$/.exec(line);
  if (bullet) return { kind: 'bullet', content: bullet[1] };
  const ordered = /^\s*\d+[.)]\s+(.*)$/.exec(line);
  if (ordered) return { kind: 'ordered', content: ordered[1] };
  const quote = /^>\s(.*)$/.exec(line);
  return quote ? { kind: 'quote', content: quote[1] } : { kind: 'plain', content: line };
}

/** What Slack does to text sent by an app: loose `&` escaped, bare URLs made into links. */
export function normalizeAppText(text: string): string {
  return text
    .replaceAll(/&(?!amp;|lt;|gt;)/g, '&amp;')
    .replaceAll(/(^|[\s(])(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"*_~`])/g, '$1<$2>');
}
