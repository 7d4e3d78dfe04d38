import MarkdownIt, { type Token } from 'markdown-it';
import { Refused } from '../../kit/errors.js';
import type { EmailTemplateDocument, Place, TemplateBlock, Words } from './document.js';
import { EMAIL_VARIABLE_NAMES, isEmailVariable, type EmailVariable } from './variables.js';

/**
 * Markdown without HTML and code: what an e-mail, its plain text and its PDF can all show. Pictures are read to be refused.
 * A line of `---` under a text is a line and never makes it a heading (lheading).
 */
const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false }).disable(['lheading', 'code', 'fence', 'backticks', 'html_block', 'html_inline', 'strikethrough', 'blockquote', 'autolink', 'reference']);

const PLACE = /\{\{([^{}]*)\}\}/g;
/** An open place while the Markdown around it is read: a letter to Markdown, and nothing a person types. */
const MARK = /\uE000(\d+)\uE001/g;
const HREF = /^(?:https:\/\/[^\s]+|mailto:[^\s@]+@[^\s@]+)$/;

/** A template's text that cannot be one. `field`: the column it stands in. */
const fault = (key: string, vars: Record<string, string | number> = {}, field = 'body') => new Refused(`mail:fault.${key}`, vars, field);

/** The names in `{{…}}`, each once, in order. @throws Refused `mail:fault.…` for one that does not exist, and for braces that are no variable */
export function emailVariablesIn(text: string, field = 'body'): EmailVariable[] {
  const names = [...text.matchAll(PLACE)].map((match) => (match[1] ?? '').trim().toLowerCase());
  const unknown = names.find((name) => !isEmailVariable(name));
  if (unknown !== undefined) throw fault('variable', { name: `{{${unknown.slice(0, 60)}}}`, known: EMAIL_VARIABLE_NAMES.map((name) => `{{${name}}}`).join(', ') }, field);
  if (/\{\{|\}\}/.test(text.replace(PLACE, ''))) throw fault('braces', { example: '{{patient_name}}' }, field);
  return [...new Set(names as EmailVariable[])];
}

/**
 * A template's text (Markdown: `#`, `##`, `**bold**`, `*italic*`, lists, tables, `---`, links) with its places open.
 * The Markdown is read before anything is filled in, so that no value is ever read as Markdown.
 * @throws Refused `mail:fault.…` for unknown variables, nested lists, pictures, and links that are neither https nor mailto
 */
export function readEmailBody(body: string): EmailTemplateDocument {
  const names = [...body.matchAll(PLACE)].map((match) => (match[1] ?? '').trim().toLowerCase() as EmailVariable);
  emailVariablesIn(body);
  let index = 0;
  const marked = body.replace(/[\uE000\uE001]/g, '').replace(PLACE, () => `\uE000${index++}\uE001`);
  return blocksOf(markdown.parse(marked, {}), names);
}

/** What is open while the tokens are read. */
interface Open {
  list?: Extract<TemplateBlock, { is: 'list' }> | undefined;
  table?: Extract<TemplateBlock, { is: 'table' }> | undefined;
  heading?: 1 | 2 | undefined;
}

function blocksOf(tokens: Token[], names: EmailVariable[]): EmailTemplateDocument {
  const blocks: EmailTemplateDocument = [];
  const open: Open = {};
  for (const token of tokens) {
    if (token.type === 'inline') place(spansOf(token.children ?? [], names), open, blocks);
    else follow(token, open, blocks);
  }
  // A table's empty first row is Markdown's way of having none.
  return blocks.map((block) => (block.is === 'table' ? { ...block, rows: block.rows.filter((row) => row.some((cell) => cell.length > 0)) } : block));
}

/** A token that opens or closes something. */
function follow({ type, tag }: Token, open: Open, blocks: EmailTemplateDocument): void {
  if (type === 'heading_open') open.heading = tag === 'h1' ? 1 : 2;
  else if (type === 'heading_close') open.heading = undefined;
  else if (/^(?:bullet|ordered)_list_open$/.test(type)) {
    if (open.list) throw fault('nested');
    blocks.push((open.list = { is: 'list', ordered: type.startsWith('ordered'), items: [] }));
  } else if (/^(?:bullet|ordered)_list_close$/.test(type)) open.list = undefined;
  else if (type === 'list_item_open') open.list?.items.push([]);
  else if (type === 'table_open') blocks.push((open.table = { is: 'table', rows: [] }));
  else if (type === 'table_close') open.table = undefined;
  else if (type === 'tr_open') open.table?.rows.push([]);
  else if (type === 'hr') blocks.push({ is: 'rule' });
}

/** Words, where they stand. */
function place(spans: (Words | Place)[], { list, table, heading }: Open, blocks: EmailTemplateDocument): void {
  if (table) table.rows.at(-1)?.push(spans);
  else if (list) {
    const item = list.items.at(-1);
    item?.push(...(item.length > 0 ? [{ text: '\n' }] : []), ...spans);
  } else if (heading) blocks.push({ is: 'heading', level: heading, spans });
  else blocks.push({ is: 'paragraph', spans });
}

function spansOf(tokens: Token[], names: EmailVariable[]): (Words | Place)[] {
  const spans: (Words | Place)[] = [];
  let [bold, italic] = [0, 0];
  let href: string | undefined;
  const look = () => ({ ...(bold > 0 ? { bold: true as const } : {}), ...(italic > 0 ? { italic: true as const } : {}) });
  const lead = () => (href === undefined ? {} : { href });
  const put = (text: string) => void (text === '' || spans.push({ text, ...look(), ...lead() }));
  for (const token of tokens) {
    if (token.type === 'strong_open') bold += 1;
    else if (token.type === 'strong_close') bold -= 1;
    else if (token.type === 'em_open') italic += 1;
    else if (token.type === 'em_close') italic -= 1;
    else if (token.type === 'link_open') href = hrefOf(token);
    else if (token.type === 'link_close') href = undefined;
    else if (token.type === 'image') throw fault('picture', { text: token.content.replace(MARK, '{{…}}').slice(0, 80) });
    else if (token.type === 'hardbreak' || token.type === 'softbreak') put('\n');
    else {
      const pieces = token.content.split(MARK);
      pieces.forEach((piece, i) => (i % 2 === 0 ? put(piece) : spans.push({ variable: names[Number(piece)] as EmailVariable, ...look(), ...lead() })));
    }
  }
  return spans;
}

/** Where a link leads, written in the template itself: a value there would lead anywhere. */
function hrefOf(token: Token): string {
  const href = String(token.attrGet('href') ?? '');
  if (!HREF.test(href) || /\uE000|%EE%80%80/i.test(href)) throw fault('link', { href: unescaped(href).replace(MARK, '{{…}}').slice(0, 80) });
  return href;
}

/** An address as it was typed; one whose escapes are none, as it is. */
function unescaped(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
