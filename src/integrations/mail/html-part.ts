import mjml2html from 'mjml';
import type { EmailBlock, EmailDocument, Words } from '../../domain/email/document.js';
import { ACCENT_FOR_TEXT, BRAND, PRIMARY_FOR_TEXT } from '../../kit/brand-colours.js';
import { plainWordsOf } from './text-part.js';

export interface HtmlFrame {
  brand: string;
  subject: string;
  locale: string;
  /** Lines below the text. */
  foot: readonly string[];
}

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
const FONT = "'Noto Sans', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

function html(spans: readonly Words[]): string {
  return spans.map(({ text, bold, italic, href }) => {
    let out = escape(text).replace(/\n/g, '<br />');
    if (bold) out = `<strong>${out}</strong>`;
    if (italic) out = `<em>${out}</em>`;
    return href === undefined ? out : `<a href="${escape(href)}" style="color:${PRIMARY_FOR_TEXT}">${out}</a>`;
  }).join('');
}

const row = ([label, ...cells]: Words[][]): string =>
  `<tr><th scope="row" align="left" valign="top" style="padding:9px 12px 9px 0;border-bottom:1px solid #DDE4E8;font-weight:600;width:42%;color:#3B4A52">${html(label ?? [])}</th>${cells.map((cell) => `<td valign="top" style="padding:9px 0;border-bottom:1px solid #DDE4E8">${html(cell)}</td>`).join('')}</tr>`;

function mjml(block: EmailBlock): string {
  switch (block.is) {
    case 'rule':
      return '<mj-divider border-width="1px" border-color="#DDE4E8" padding="12px 32px" />';
    case 'heading':
      return block.level === 1
        ? `<mj-text font-size="24px" line-height="32px" font-weight="700" padding="12px 32px 4px"><h1 style="margin:0;font-size:24px;line-height:32px">${html(block.spans)}</h1></mj-text>`
        : `<mj-text font-size="18px" line-height="26px" color="${PRIMARY_FOR_TEXT}" padding="18px 32px 2px"><h2 style="margin:0;font-size:18px;line-height:26px">${html(block.spans)}</h2></mj-text>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<mj-text padding="6px 32px"><${tag} style="margin:0;padding-left:22px">${block.items.map((item) => `<li style="margin:0 0 6px">${html(item)}</li>`).join('')}</${tag}></mj-text>`;
    }
    case 'table':
      return `<mj-table padding="6px 32px" font-size="15px" line-height="22px">${block.rows.map(row).join('')}</mj-table>`;
    default:
      return `<mj-text padding="6px 32px"><p style="margin:0">${html(block.spans)}</p></mj-text>`;
  }
}

/** The first words, which a list of mails shows behind the subject. */
function previewOf(document: EmailDocument): string {
  const words = document.flatMap((block) => (block.is === 'paragraph' ? [plainWordsOf(block.spans)] : [])).join(' ');
  return [...words.replace(/\s+/g, ' ')].slice(0, 140).join('');
}

/**
 * The HTML of an e-mail in the company's look, as mail clients take it (tables, styles in place; MJML), on wide and narrow
 * screens. Nothing is loaded from anywhere.
 */
export async function htmlPart(document: EmailDocument, { brand, subject, locale, foot }: HtmlFrame): Promise<string> {
  const source = `<mjml lang="${escape(locale)}" dir="ltr">
  <mj-head>
    <mj-title>${escape(subject)}</mj-title>
    <mj-preview>${escape(previewOf(document))}</mj-preview>
    <mj-attributes>
      <mj-all font-family="${FONT}" />
      <mj-text font-size="16px" line-height="25px" color="${BRAND.text}" />
      <mj-table color="${BRAND.text}" />
    </mj-attributes>
    <mj-raw><meta name="color-scheme" content="light" /><meta name="supported-color-schemes" content="light" /></mj-raw>
  </mj-head>
  <mj-body width="600px" background-color="${BRAND.secondary}">
    <mj-section padding="20px 0 0" />
    <mj-section background-color="${PRIMARY_FOR_TEXT}" border-radius="10px 10px 0 0" padding="18px 0">
      <mj-column><mj-text color="#FFFFFF" font-size="22px" line-height="28px" font-weight="700" padding="0 32px">${escape(brand)}</mj-text></mj-column>
    </mj-section>
    <mj-section background-color="${BRAND.accent}" padding="0"><mj-column><mj-spacer height="4px" /></mj-column></mj-section>
    <mj-section background-color="#FFFFFF" border-radius="0 0 10px 10px" padding="18px 0 26px">
      <mj-column>${document.map(mjml).join('\n')}</mj-column>
    </mj-section>
    <mj-section padding="12px 0 28px">
      <mj-column><mj-text align="center" font-size="13px" line-height="20px" color="#5A6870" padding="0 32px">${foot.map((line, i) => (i === 0 ? `<strong style="color:${ACCENT_FOR_TEXT}">${escape(line)}</strong>` : escape(line))).join('<br />')}</mj-text></mj-column>
    </mj-section>
  </mj-body>
</mjml>`;
  const { html: made, errors } = await mjml2html(source, { validationLevel: 'soft', fonts: {} });
  if (errors.length > 0) throw new Error(`the frame of e-mails is not valid MJML: ${errors.map(({ formattedMessage }) => formattedMessage).join('; ')}`);
  return made;
}
