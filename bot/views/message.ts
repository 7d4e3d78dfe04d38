import type { TranscriptLine } from '../../src/domain/inbox/transcript.js';
import type { Translate } from '../../src/kit/i18n.js';
import { splitText } from '../../src/kit/text/split.js';
import { whatsappToSlack } from '../../src/kit/text/whatsapp-to-slack.js';
import { contentText } from './content/content-text.js';
import { automaticText, fateText, forwardedText, reactionsText, struck } from './content/marks.js';
import { quoteText } from './content/quote.js';
import { lines as joined } from './content/words.js';
import { clockTime } from './parts.js';

export interface MessageLook {
  t: Translate;
  now: Date;
  zone: string;
  locale: string;
  /** Whose conversation it is: named beside their reactions. */
  contactName: string;
  /** The address of a message in Slack, when it is known. */
  linkTo(place: { channel: string; ts: string }): string | undefined;
  /** Why a file is not there, in the attendant's words; absent where a notice with a button says it. */
  explainFile?(error: string | null): string;
}

/** Slack shows posts up to 4,000 characters well; longer text is posted in several parts. UTF-16 units. */
export const SLACK_MAX = 3900;

/** A message that reached us this long after it was written says when that was, ms. */
const LATE_MS = 120_000;

/** The parts in which one post shows its messages (one, or several joined), each at most SLACK_MAX. */
export function messageParts(lines: TranscriptLine[], look: MessageLook): string[] {
  return splitText(lines.map((line) => oneMessage(line, look)).join('\n'), SLACK_MAX);
}

function oneMessage(line: TranscriptLine, look: MessageLook): string {
  const late = line.created_at.getTime() - line.occurred_at.getTime() > LATE_MS;
  const written = late ? `_${look.t('slack:message.written_at', { time: clockTime(line.occurred_at, look.now, look.zone, look.locale) })}_` : '';
  return joined(forwardedText(line, look), quoteText(line, look), content(line, look), written, automaticText(line, look), reactionsText(line, look));
}

function content(line: TranscriptLine, look: MessageLook): string {
  const text = contentText(line, look);
  return `${line.deleted_at === null ? text : struck(text)}${fateText(line, look)}`;
}

/** What a thread showed so far, for the thread it moves into: `[10:32] Maria: bom dia`, in parts. */
export function transcriptParts(title: string, lines: TranscriptLine[], look: MessageLook): string[] {
  const rows = lines.map((line) => {
    const who = line.author_kind === 'contact' ? look.contactName : line.author_kind === 'agent' ? (line.agent_name ?? '') : line.sender_name ? line.sender_name : look.t(`slack:author.${line.author_kind}`);
    const words = joined(content(line, look), reactionsText(line, look));
    // A quote starts a line of its own, or Slack does not show it as one.
    const above = joined(forwardedText(line, look), quoteText(line, look));
    return `\`${clockTime(line.occurred_at, look.now, look.zone, look.locale)}\` *${whatsappToSlack(who)}:*${above === '' ? ' ' : `\n${above}\n`}${words}`;
  });
  return splitText([title, ...rows].join('\n'), SLACK_MAX);
}
