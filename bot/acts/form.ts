import type { ModalView } from '@slack/web-api';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { FORMS, type ActName } from '../surface.js';
import { section, shorten } from '../views/parts.js';
import type { ChangeAct, Person } from './act.js';
import { seenNow, writeSubject } from './subject.js';

/**
 * The form of an act, from the present state of the conversation; `notice` stands on top (what changed meanwhile).
 * @throws Refused `slack:refused.no_conversation`
 */
export async function actForm(name: ActName, act: ChangeAct, conversationId: number, parts: BotParts, person: Person, notice?: string, words = ''): Promise<ModalView> {
  const { t } = parts;
  const seen = await seenNow(parts.source.manager, conversationId);
  if (!seen || !act.form) throw new Refused('slack:refused.no_conversation', { number: conversationId });
  const plain = (text: string) => ({ type: 'plain_text' as const, text: shorten(text, 24), emoji: false });
  const { id, ...state } = seen;
  return {
    type: 'modal',
    callback_id: FORMS.act,
    private_metadata: writeSubject({ act: name, conversation: id, seen: state }),
    title: plain(t(`slack:act.${name}.title`, { number: id })),
    submit: plain(t(`slack:act.${name}.submit`)),
    close: plain(t('slack:form.cancel')),
    blocks: [...(notice === undefined ? [] : [section(`⚠️ ${notice}`)]), ...(await act.form(id, parts, person, words))],
  };
}
