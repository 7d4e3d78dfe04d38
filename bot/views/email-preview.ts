import type { KnownBlock, ModalView } from '@slack/web-api';
import { pdfNameOf, type Email } from '../../src/domain/email/emails.js';
import type { BotParts } from '../parts.js';
import { FORMS } from '../surface.js';
import { textField } from '../acts/values.js';
import { emailText } from './email-text.js';
import { context, plainWords, section, shorten } from './parts.js';

const plain = (text: string) => ({ type: 'plain_text' as const, text: shorten(text, 24), emoji: false });
/** Slack shows 100 blocks; those around the text are among them. */
const MOST_BLOCKS = 90;
const SECTION_MAX = 2900;

/** What the forms of an e-mail carry. */
const subject = ({ id, conversation_id: conversation }: Pick<Email, 'id' | 'conversation_id'>) => `${conversation}:${id}`;

/** @returns undefined for anything that is not ours */
export function readEmailSubject(metadata: string): { conversation: number; emailId: number } | undefined {
  const found = /^(\d{1,9}):(\d{1,9})$/.exec(metadata);
  return found ? { conversation: Number(found[1]), emailId: Number(found[2]) } : undefined;
}

/** Blocks of text as few sections, none longer than Slack takes. */
function sections(pieces: string[]): KnownBlock[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && last.length + piece.length + 2 <= SECTION_MAX) joined[joined.length - 1] = `${last}\n\n${piece}`;
    else for (let at = 0; at < piece.length; at += SECTION_MAX) joined.push(piece.slice(at, at + SECTION_MAX));
  }
  return joined.map(section);
}

/** The e-mail as it will be read: to whom, subject, text, what hangs on it. Sending it is one more click; closing leads back to the form. */
export function emailPreview(email: Email, { t, zone }: BotParts): ModalView {
  const text = sections(emailText(email.content ?? []));
  return {
    type: 'modal',
    callback_id: FORMS.emailPreview,
    private_metadata: subject(email),
    title: plain(t('mail:preview.title')),
    submit: plain(t('mail:preview.send')),
    close: plain(t('mail:preview.back')),
    blocks: [
      section(`*${t('mail:preview.to')}* ${plainWords(email.address)}\n*${t('mail:preview.subject')}* ${plainWords(email.subject)}`),
      { type: 'divider' },
      ...text.slice(0, MOST_BLOCKS),
      ...(text.length > MOST_BLOCKS ? [context(t('mail:preview.more'))] : []),
      { type: 'divider' },
      context(email.attach_pdf === 1 ? `📎 ${plainWords(pdfNameOf(email, zone))}` : t('mail:preview.no_file'), t('mail:preview.look')),
    ],
  };
}

/** An e-mail that failed: its address, to be corrected. */
export function emailAgainForm(email: Email, why: string, { t }: BotParts): ModalView {
  return {
    type: 'modal',
    callback_id: FORMS.emailAgain,
    private_metadata: subject(email),
    title: plain(t('mail:again.title')),
    submit: plain(t('mail:again.send')),
    close: plain(t('slack:form.cancel')),
    blocks: [
      section(`⚠️ ${why}\n*${t('mail:preview.subject')}* ${plainWords(email.subject)}`),
      textField({ name: 'address', label: t('mail:form.address'), initial: email.address, max: 190 }),
    ],
  };
}
