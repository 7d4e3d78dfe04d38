import { INVISIBLE, isBlankText } from './invisible.js';
import { blocksSource } from './slack-source.js';
import { readHead } from './slack-head.js';
import type { Head } from './slack-head.js';
import type { SlackMessageText } from './slack-to-whatsapp.js';

/** What an agent's message in a thread is for. Bodies are Slack mrkdwn, as `text` is: `{ text: body }` can be read on. */
export interface ReplyIntent {
  kind: 'note' | 'keyword' | 'reply' | 'empty';
  /** The content without `//`, `nota:`, `!` or `>>`; a leading mention stays, for it says whom the note is for. */
  body: string;
  /** What follows `!`, lower case; '' when nothing does. Only for a keyword. */
  keyword?: string;
  /** What follows the keyword. Only for a keyword. */
  args?: string;
}

const PREFIX = /^(?:\/\/|not[ae]\s*:)/;
const MENTION = /^(?:<[@!]|@[\p{L}\p{N}])/u;
const LEAD = new RegExp(`^[\\s\\u0085${INVISIBLE}]+`, 'u');
const REPLY_MARK = new RegExp(`^[\\s\\u0085${INVISIBLE}]*(?:>|&gt;)[ \\u00A0]?(?:>|&gt;)`, 'u');
const QUOTED = /^[ ]?(?:>|&gt;) ?/;

/**
 * Decides whether an agent's message may go to the customer (contract.md, "Slack surface"). The rule leans to
 * silence: it reads both the mrkdwn text and the blocks, and if either looks like a note or a keyword, after
 * dropping leading white space, invisible and formatting characters and folding full-width forms, it is no reply.
 *
 * - note: begins with `//`, `nota:` or `note:`, or a mention (`<@U…>`, `<!here>`, a group, or `@name` typed out);
 * - keyword: begins with `!`, known or not;
 * - in `explicit` mode everything else is a note too, unless text begins with `>>` and the blocks, if any, do not
 *   disagree (Slack may have made a quote of it). One `>` is a quote, not a reply.
 * - empty: nothing to see.
 */
export function readReplyIntent(message: SlackMessageText, mode: 'reply' | 'explicit'): ReplyIntent {
  const text = typeof message.text === 'string' ? message.text : '';
  const blocks = blocksSource(message.blocks);
  if (isBlankText(text) && isBlankText(blocks.source)) return { kind: 'empty', body: '' };
  const views = [text, blocks.source].filter((source) => !isBlankText(source)).map((source) => ({ source, head: readHead(source) }));
  for (const { source, head } of views) {
    const prefix = PREFIX.exec(head.text);
    if (prefix) return { kind: 'note', body: afterPrefix(source, head, prefix[0].length) };
    if (MENTION.test(head.text)) return { kind: 'note', body: trimmed(source) };
  }
  for (const { source, head } of views) if (head.text.startsWith('!')) return keyword(afterPrefix(source, head, 1));
  const shown = isBlankText(text) ? blocks.source : text;
  if (mode === 'reply') return { kind: 'reply', body: trimmed(shown) };
  return explicitReply(shown, blocks) ?? { kind: 'note', body: trimmed(shown) };
}

function explicitReply(shown: string, blocks: { source: string; quote: boolean }): ReplyIntent | undefined {
  const mark = REPLY_MARK.exec(shown);
  if (!mark) return undefined;
  const agreed = blocks.source === '' || blocks.quote || REPLY_MARK.test(blocks.source);
  if (!agreed) return undefined;
  const [first = '', ...rest] = shown.slice(mark[0].length).split('\n');
  const quotedLines = blocks.quote ? rest.findIndex((line) => !QUOTED.test(line)) : 0;
  const until = quotedLines < 0 ? rest.length : quotedLines;
  const body = trimmed([first, ...rest.map((line, i) => (i < until ? line.replace(QUOTED, '') : line))].join('\n'));
  return isBlankText(body) ? { kind: 'empty', body: '' } : { kind: 'reply', body };
}

function keyword(body: string): ReplyIntent {
  const [, first = '', args = ''] = /^(\S*)\s*([^]*)$/.exec(body) ?? [];
  const name = first.normalize('NFKC').toLowerCase().replace(/^[*_~`]+|[*_~`:;,.]+$/g, '');
  return { kind: 'keyword', body, keyword: name, args: args.trim() };
}

/** The source after the first `length` units of its head, without the partners of the marks passed over; all of it when a link holds more. */
function afterPrefix(source: string, head: Head, length: number): string {
  const end = head.ends[length - 1] ?? source.length;
  if (head.ends[length] === end) return trimmed(source);
  let body = source.slice(end);
  for (const [mark, at] of head.marks) if (at <= end && /[*_~`]/.test(mark)) body = body.replace(mark, '');
  return trimmed(body);
}

function trimmed(s: string): string {
  return s.replace(LEAD, '').trimEnd();
}
