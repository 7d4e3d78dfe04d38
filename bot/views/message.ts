import type { TranscriptLine } from '../../src/domain/inbox/transcript.js';
import type { Translate } from '../../src/kit/i18n.js';
import { splitText } from '../../src/kit/text/split.js';
import { whatsappToSlack } from '../../src/kit/text/whatsapp-to-slack.js';
import { clockTime } from './parts.js';

export interface MessageLook {
  t: Translate;
  now: Date;
  zone: string;
  locale: string;
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
  const written = late ? `\n_${look.t('slack:message.written_at', { time: clockTime(line.occurred_at, look.now, look.zone, look.locale) })}_` : '';
  return `${content(line, look.t)}${written}`;
}

function content(line: TranscriptLine, t: Translate): string {
  const body = whatsappToSlack(line.body);
  if (line.kind === 'text') return body.trim() === '' ? `_${t('slack:message.empty')}_` : body;
  const named = `_${t('slack:message.kind', { kind: line.kind })}_`;
  return body.trim() === '' ? named : `${named}\n${body}`;
}

/** What a thread showed so far, for the thread it moves into: `[10:32] Maria: bom dia`, in parts. */
export function transcriptParts(title: string, lines: TranscriptLine[], contactName: string, look: MessageLook): string[] {
  const rows = lines.map((line) => {
    const who = line.author_kind === 'contact' ? contactName : line.author_kind === 'agent' ? (line.agent_name ?? '') : look.t(`slack:author.${line.author_kind}`);
    return `\`${clockTime(line.occurred_at, look.now, look.zone, look.locale)}\` *${whatsappToSlack(who)}:* ${content(line, look.t)}`;
  });
  return splitText([title, ...rows].join('\n'), SLACK_MAX);
}
