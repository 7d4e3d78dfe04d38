import type { TranscriptLine } from '../../../src/domain/inbox/transcript.js';
import type { MessageLook } from '../message.js';
import { kindName } from './kind-name.js';
import { linkOr, oneLine } from './words.js';

/** The message this one answers, shortened, with who wrote it and a link to where it stands; '' when it answers none. */
export function quoteText({ quoted }: TranscriptLine, look: MessageLook): string {
  if (quoted === null) return '';
  if (quoted === 'unknown') return `> _${look.t('slack:content.quote_unknown')}_`;
  const name = quoted.author_kind === 'contact' ? quoted.contact_name : quoted.author_kind === 'agent' ? (quoted.agent_name ?? '') : look.t(`slack:author.${quoted.author_kind}`);
  const words = oneLine(quoted.body, 140) || `_${kindName(quoted.kind, look.t)}_`;
  const url = quoted.place === null ? undefined : look.linkTo(quoted.place);
  const link = url === undefined ? '' : ` · ${linkOr(url, look.t('slack:content.see_message'))}`;
  return `> *${oneLine(name, 80) || look.t('slack:card.no_name')}:* ${words}${link}`;
}
