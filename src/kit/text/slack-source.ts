import { slackEmoji } from './emoji.js';
import { asString, jsonList } from './slack-rich-text.js';
import type { Json } from './slack-rich-text.js';

const DEEPEST = 6;

/**
 * What a message's blocks say, in the order typed, written like Slack's `text` field: escaped, mentions as
 * `<@U1>` and the like, links as their label, without list marks and styles; and whether it begins with a quote.
 * Only for deciding what a message is for: slackToWhatsapp renders. `source` is '' without any block text.
 */
export function blocksSource(blocks: unknown): { source: string; quote: boolean } {
  const list = jsonList(blocks);
  const source = list.map((block) => nodeSource(block, DEEPEST)).join('\n');
  const first = list.flatMap((block) => jsonList(block.elements)).find((part) => nodeSource(part, DEEPEST).trim() !== '');
  return { source, quote: first?.type === 'rich_text_quote' };
}

function nodeSource(node: Json, depth: number): string {
  const { type } = node;
  if (type === 'user') return `<@${asString(node.user_id)}>`;
  if (type === 'usergroup') return `<!subteam^${asString(node.usergroup_id)}>`;
  if (type === 'broadcast') return `<!${asString(node.range) || 'here'}>`;
  if (type === 'channel') return `<#${asString(node.channel_id)}>`;
  if (type === 'emoji') return slackEmoji(asString(node.name), asString(node.unicode) || undefined) ?? `:${asString(node.name)}:`;
  if (type === 'link') return escaped(asString(node.text) || asString(node.url));
  if (type === 'date') return escaped(asString(node.fallback));
  if (type === 'color') return escaped(asString(node.value));
  if (typeof node.text === 'string') return type === 'mrkdwn' || type === 'markdown' ? node.text : escaped(node.text);
  if (typeof node.text === 'object' && node.text !== null && depth > 0) return nodeSource(node.text as Json, depth - 1);
  const inner = depth === 0 ? [] : jsonList(node.elements).map((child) => nodeSource(child, depth - 1));
  return inner.join(type === 'rich_text' || type === 'rich_text_list' ? '\n' : '');
}

function escaped(s: string): string {
  return s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
