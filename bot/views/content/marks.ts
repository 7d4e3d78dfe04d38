import type { MessageStatus } from '../../../src/domain/facts.js';
import type { TranscriptLine } from '../../../src/domain/inbox/transcript.js';
import type { MessageLook } from '../message.js';
import { oneLine } from './words.js';

/** Each line struck through; what would end the stroke early is left out. */
export function struck(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, lead = '', words = ''] = /^((?:&gt; |> |• )?)(.*)$/.exec(line.replace(/[~`]/g, '')) ?? [];
      return words.trim() === '' ? line : `${lead}~${words.trim()}~`;
    })
    .join('\n');
}

const TICK: Partial<Record<MessageStatus, string>> = { queued: '⏳', sent: '✓', delivered: '✓✓', read: '👁️', played: '👁️', failed: '⚠️' };

/** How far an automatic message is: it is a post of ours, so this is where its tick stands. */
export function automaticText({ author_kind, status }: TranscriptLine, { t }: MessageLook): string {
  const tick = author_kind === 'system' ? TICK[status] : undefined;
  return tick === undefined ? '' : `_${tick} ${t('slack:message.automatic', { status: t(`slack:message_status.${status}`) })}_`;
}

/** `_↪ encaminhada_` above what was forwarded; '' otherwise. */
export function forwardedText(line: TranscriptLine, { t }: MessageLook): string {
  return line.forwarded ? `_↪ ${t('slack:content.forwarded')}_` : '';
}

/** What became of the message since: `_(editada)_`, `_apagada pelo cliente_`. */
export function fateText(line: TranscriptLine, { t }: MessageLook): string {
  if (line.deleted_at !== null) return ` _${t(line.author_kind === 'contact' ? 'slack:content.deleted_by_contact' : 'slack:content.deleted')}_`;
  return line.edited_at === null ? '' : ` _(${t('slack:content.edited')})_`;
}

/** Who reacted with what: `❤️ Maria`. */
export function reactionsText(line: TranscriptLine, { t, contactName }: MessageLook): string {
  const name = (author: string) => (author === 'contact' ? oneLine(contactName, 80) || t('slack:card.no_name') : t('slack:author.phone'));
  return line.reactions.map(({ author, emoji }) => `${oneLine(emoji)} ${name(author)}`).join(' · ');
}
