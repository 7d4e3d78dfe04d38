import type { Button, KnownBlock } from '@slack/web-api';
import type { CardData } from '../../src/domain/inbox/find-conversations.js';
import type { Suggestion } from '../../src/domain/outbox/suggestions.js';
import type { Translate } from '../../src/kit/i18n.js';
import { ACTIONS } from '../surface.js';
import { actions, button, plainWords, section } from './parts.js';

/** What the house suggests, and the button that does it; undefined when it is so already or the conversation is over. */
export function suggestionView(suggestion: Suggestion, card: CardData, t: Translate): { text: string; blocks: KnownBlock[] } | undefined {
  if (suggestion.is === 'red_flag') {
    const text = t('slack:suggest.red_flag', { phrases: plainWords(suggestion.phrases.join(', ')) });
    return shown(text, card.closed_at === null && card.priority !== 'urgent' ? acceptButton(card.id, 'urgent', 'red_flag', t) : undefined);
  }
  if (card.closed_at !== null) return undefined;
  if (suggestion.is === 'region') return shown(t('slack:suggest.region'), loseButton(card.id, t));
  if (card.priority === suggestion.to) return undefined;
  return shown(t('slack:suggest.priority', { priority: t(`slack:priority.${suggestion.to}`) }), acceptButton(card.id, suggestion.to, 'start_date', t));
}

function shown(text: string, button: Button | undefined): { text: string; blocks: KnownBlock[] } {
  return { text, blocks: [section(text), ...(button ? [actions(button)] : [])] };
}

function acceptButton(id: number, to: CardData['priority'], why: 'start_date' | 'red_flag', t: Translate): Button {
  return button(t('slack:suggest.accept', { priority: t(`slack:priority.${to}`) }), ACTIONS.acceptPriority, `${id}:${to}:${why}`, to === 'urgent' ? 'danger' : 'primary');
}

/** It ends the conversation, so it asks once more. */
function loseButton(id: number, t: Translate): Button {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  return {
    ...button(t('slack:suggest.lose_region'), ACTIONS.loseRegion, String(id)),
    confirm: { title: plain(t('slack:suggest.lose_title')), text: plain(t('slack:suggest.lose_sure')), confirm: plain(t('slack:suggest.lose_yes')), deny: plain(t('slack:form.cancel')) },
  };
}
