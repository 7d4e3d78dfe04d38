import type { EmailBlock, EmailDocument, Words } from '../../domain/email/document.js';

/** Words as plain text; a link's address stands behind what it is called. */
export function plainWordsOf(spans: readonly Words[]): string {
  return spans.map(({ text, href }) => (href === undefined || href === text || href === `mailto:${text}` ? text : `${text} (${href.replace(/^mailto:/, '')})`)).join('');
}

function blockText(block: EmailBlock): string {
  switch (block.is) {
    case 'rule':
      return '-'.repeat(40);
    case 'heading': {
      const words = plainWordsOf(block.spans);
      return block.level === 1 ? words.toUpperCase() : `${words}\n${'-'.repeat(Math.min(40, [...words].length))}`;
    }
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${plainWordsOf(item).replace(/\n/g, '\n  ')}`).join('\n');
    case 'table':
      return block.rows.map(([label, ...cells]) => `${plainWordsOf(label ?? [])}: ${cells.map((cell) => plainWordsOf(cell).replace(/\n/g, '\n  ')).join(' | ')}`).join('\n');
    default:
      return plainWordsOf(block.spans);
  }
}

/** The text part of an e-mail: everything the HTML says, for those who read without it. */
export function textPart(document: EmailDocument, foot: readonly string[]): string {
  return `${document.map(blockText).join('\n\n')}\n\n-- \n${foot.join('\n')}\n`;
}
