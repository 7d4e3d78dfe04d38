import type { KnownBlock, ModalView } from '@slack/web-api';
import { cardOf } from '../../src/domain/inbox/find-conversations.js';
import { Refused } from '../../src/kit/errors.js';
import type { BotParts } from '../parts.js';
import { ACTS, actButton, type ActName } from '../surface.js';
import { button, literalWords, mrkdwn, section, shorten } from '../views/parts.js';
import { offeredActs } from './offered.js';

/** Everything that can be done with a conversation now, a line and a button each. @throws Refused `slack:refused.no_conversation` */
export async function actsMenu(conversationId: number, parts: BotParts): Promise<ModalView> {
  const { t } = parts;
  const card = await cardOf(parts.source.manager, conversationId);
  if (!card) throw new Refused('slack:refused.no_conversation', { number: conversationId });
  const plain = (text: string) => ({ type: 'plain_text' as const, text: shorten(text, 24), emoji: false });
  const line = (name: ActName): KnownBlock => ({
    type: 'section',
    text: mrkdwn(`*${t(`slack:act.${name}.label`)}* · \`!${ACTS[name].words[0]}\`\n${t(`slack:act.${name}.help`)}`),
    accessory: button(t(`slack:act.${name}.label`), actButton(name), String(card.id)),
  });
  return {
    type: 'modal',
    title: plain(t('slack:acts.title', { number: card.id })),
    close: plain(t('slack:form.close')),
    blocks: [section(`*${literalWords(card.contact_name || t('slack:card.no_name'))}* · ${t(`slack:status.${card.status}`)}`), ...offeredActs(card).map(line)],
  };
}
