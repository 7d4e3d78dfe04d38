import type { ModalView } from '@slack/web-api';
import type { Translate } from '../../src/kit/i18n.js';
import { FORMS } from '../surface.js';
import { section, shorten } from './parts.js';

/** Where the form's one input stands in `view.state.values`. */
export const REPLY_INPUT = { block: 'message', action: 'text' } as const;

/** The message an answer will quote: mrkdwn, as `quoteOf` makes it. */
export interface Quoted {
  messageId: number;
  text: string;
}

/** What the form is about, as it carries it itself. */
export function readFormSubject(metadata: string): { conversationId: number; quotedId: number | undefined } {
  const [conversation, quoted] = metadata.split(':');
  return { conversationId: Number(conversation), quotedId: quoted === undefined ? undefined : Number(quoted) };
}

/** The form behind "Responder" and "Responder citando". Slack allows 3,000 characters in an input. */
export function replyForm(conversationId: number, contactName: string, t: Translate, quoted?: Quoted): ModalView {
  const plain = (text: string, max: number) => ({ type: 'plain_text' as const, text: shorten(text, max), emoji: false });
  return {
    type: 'modal',
    callback_id: FORMS.reply,
    private_metadata: quoted === undefined ? String(conversationId) : `${conversationId}:${quoted.messageId}`,
    title: plain(t('slack:form.title'), 24),
    submit: plain(t('slack:form.send'), 24),
    close: plain(t('slack:form.cancel'), 24),
    blocks: [
      ...(quoted === undefined ? [] : [section(`${t('slack:form.quotes')}\n${quoted.text}`)]),
      {
        type: 'input',
        block_id: REPLY_INPUT.block,
        label: plain(t('slack:form.label', { name: contactName }), 150),
        hint: plain(t('slack:form.hint'), 150),
        element: { type: 'plain_text_input', action_id: REPLY_INPUT.action, multiline: true, max_length: 3000, focus_on_load: true },
      },
    ],
  };
}
