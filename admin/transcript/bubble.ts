import { readReason } from '../../src/domain/media/reasons.js';
import type { PageFile, PageLine } from '../../src/domain/inbox/transcript-page.js';
import type { Quoted, TranscriptLine } from '../../src/domain/inbox/transcript.js';
import type { Translate } from '../../src/kit/i18n.js';
import { labelOf } from '../codes.js';
import { presentationOf } from '../media/presentation.js';
import { contentInWords, type Words } from './content-in-words.js';

/** How a file is shown: in a player of its type, as a link, or not at all because it is not there. */
export interface BubbleFile {
  id: number;
  as: 'image' | 'audio' | 'video' | 'link' | 'missing';
  name: string;
  note: string;
}

/** One message as components/Bubble.tsx draws it. Every text is plain text; instants are ISO, UTC. */
export interface Bubble {
  id: number;
  side: 'in' | 'out';
  author: string;
  at: string;
  /** What it says of its kind, and what was written. */
  words: string;
  body: string;
  files: BubbleFile[];
  quoted: { author: string; words: string } | null;
  reactions: { emoji: string; who: string }[];
  /** What stands above it: forwarded, automatic, written on the company's phone. */
  marks: string[];
  former: { body: string; until: string }[];
  /** How it was deleted, in words. */
  deleted: string;
  status: { code: string; label: string } | null;
  failure: string;
}

const KINDS_NAMED = ['image', 'audio', 'voice', 'video', 'round_video', 'gif', 'document', 'sticker', 'location', 'contacts', 'choice', 'poll', 'vote', 'product', 'order', 'payment', 'event', 'offer', 'call', 'waiting', 'view_once'];

/** A message in words and parts. */
export function bubbleOf(line: PageLine, contactName: string, words: Words): Bubble {
  const { t } = words;
  const name = contactName || t('portal:contacts.no_name');
  const outbound = line.author_kind !== 'contact';
  const files = line.files.map((file) => fileOf(file, t));
  const said = line.content !== null ? contentInWords(line.content, line.poll_question, words) : line.kind !== 'text' && files.length === 0 ? t('slack:message.kind', { kind: line.kind }) : '';
  return {
    id: Number(line.id),
    side: outbound ? 'out' : 'in',
    author: authorOf(line, name, t),
    at: line.occurred_at.toISOString(),
    words: said === '' && line.body === '' && files.length === 0 ? t('slack:message.empty') : said,
    body: line.body,
    files,
    quoted: quotedOf(line.quoted, t),
    reactions: line.reactions.map(({ author, emoji }) => ({ emoji, who: author === 'contact' ? name : t('slack:author.phone') })),
    marks: [line.author_kind === 'system' ? t('portal:transcript.automatic') : '', line.author_kind === 'phone' ? t('portal:transcript.phone') : '', line.forwarded ? t('slack:content.forwarded') : ''].filter(Boolean),
    former: line.former.map(({ body, replaced_at }) => ({ body: body || t('slack:message.empty'), until: replaced_at.toISOString() })),
    deleted: line.deleted_at === null ? '' : t(line.author_kind === 'contact' ? 'slack:content.deleted_by_contact' : 'slack:content.deleted'),
    status: outbound && line.deleted_at === null ? { code: line.status, label: labelOf(t, 'message_status', line.status) } : null,
    failure: line.status === 'failed' ? (line.failure ?? '') : '',
  };
}

function authorOf({ author_kind, agent_name, sender_name }: Pick<TranscriptLine, 'author_kind' | 'agent_name' | 'sender_name'>, contact: string, t: Translate): string {
  if (author_kind === 'contact') return contact;
  if (sender_name) return sender_name;
  return author_kind === 'agent' && agent_name ? agent_name : labelOf(t, 'author', author_kind);
}

function quotedOf(quoted: Quoted | 'unknown' | null, t: Translate): Bubble['quoted'] {
  if (quoted === null) return null;
  if (quoted === 'unknown') return { author: '', words: t('slack:content.quote_unknown') };
  const kind = quoted.kind === 'text' ? t('slack:message.empty') : t(`slack:content.name.${KINDS_NAMED.includes(quoted.kind) ? quoted.kind : 'unknown'}`);
  return { author: authorOf(quoted, quoted.contact_name || t('portal:contacts.no_name'), t), words: quoted.body || kind };
}

function fileOf(file: PageFile, t: Translate): BubbleFile {
  const kind = t(`slack:content.file.${file.kind}`);
  const once = file.view_once === 1 ? t('slack:content.view_once') : '';
  const name = file.file_name || kind;
  if (file.state !== 'stored') return { id: file.id, as: 'missing', name, note: [missing(file, t), once].filter(Boolean).join(' · ') };
  const { type, inline } = presentationOf(file.mime);
  const family = type.split('/')[0];
  const as = inline && (family === 'image' || family === 'audio' || family === 'video') ? family : 'link';
  return { id: file.id, as, name, note: [as === 'link' && file.file_name !== '' ? kind : '', once].filter(Boolean).join(' · ') };
}

function missing({ state, error }: PageFile, t: Translate): string {
  if (state !== 'failed') return t(state === 'waiting' ? 'portal:transcript.file_waiting' : 'portal:transcript.file_gone');
  const { code, detail } = readReason(error ?? '');
  return t('slack:content.file_failed_why', { reason: t(`slack:media_reason.${code ?? 'other'}`, { detail }) });
}
