import type { EmailBlock, EmailDocument, Words } from '../../src/domain/email/document.js';
import { JOINT } from '../../src/kit/text/invisible.js';
import { plainWords } from './parts.js';

/** What would format in mrkdwn, made to stand there as it is. */
const literal = (text: string) => plainWords(text).replace(/[*_~`]/g, (mark) => `${JOINT}${mark}${JOINT}`);

function styled({ text, bold, italic, href }: Words): string {
  const words = literal(text);
  const marker = `${bold ? '*' : ''}${italic ? '_' : ''}`;
  const inner = marker === '' || words.trim() === '' ? words : words.split('\n').map((line) => (line.trim() === '' ? line : `${marker}${line.trim()}${[...marker].reverse().join('')}`)).join('\n');
  return href === undefined ? inner : `${inner} (${literal(href.replace(/^mailto:/, ''))})`;
}

const line = (spans: readonly Words[]) => spans.map(styled).join('');

function blockText(block: EmailBlock): string {
  switch (block.is) {
    case 'rule':
      return '───────────';
    case 'heading':
      return `*${literal(block.spans.map(({ text }) => text).join('').trim())}*`;
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '•'} ${line(item)}`).join('\n');
    case 'table':
      return block.rows.map(([label = [], ...cells]) => `• *${literal(label.map(({ text }) => text).join('').trim())}:* ${cells.map(line).join(' · ')}`).join('\n');
    default:
      return line(block.spans);
  }
}

/** An e-mail's text in Slack's mrkdwn, a piece for each of its blocks: what people typed can do nothing there. */
export function emailText(document: EmailDocument): string[] {
  return document.map(blockText);
}
