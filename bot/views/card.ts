import type { Button, KnownBlock } from '@slack/web-api';
import type { CardData } from '../../src/domain/inbox/find-conversations.js';
import type { Translate } from '../../src/kit/i18n.js';
import { displayMaskedPhone } from '../../src/kit/mask.js';
import { cleanText } from '../../src/kit/text/clean.js';
import { whatsappToSlack } from '../../src/kit/text/whatsapp-to-slack.js';
import { ACTIONS } from '../surface.js';
import { kindName } from './content/kind-name.js';
import { linkOr } from './content/words.js';
import { actions, button, clockTime, context, literalWords, mrkdwn, shorten } from './parts.js';

export interface CardLook {
  t: Translate;
  now: Date;
  zone: string;
  locale: string;
  /** How a reply in this thread is understood; shown as the hint. */
  replyMode: 'reply' | 'explicit';
}

export interface View {
  text: string;
  blocks: KnownBlock[];
}

const STATUS_DOT = { new: '🔵', triage: '🟡', proposal: '🟣', waiting: '⏸️', active: '🟢', lost: '⚫', closed: '⚪' };

/**
 * The conversation's card, the thread's parent: who, how far, whose turn. Made from the present state only, so that it
 * can be drawn again at any time.
 */
export function cardView(card: CardData, look: CardLook): View {
  const { t } = look;
  const name = card.contact_name || t('slack:card.no_name');
  const isOpen = card.closed_at === null;
  const time = (instant: Date) => clockTime(instant, look.now, look.zone, look.locale);
  const owner = card.assignee_id === null ? `*${t('slack:card.nobody')}*` : card.assignee_slack ? `<@${card.assignee_slack}>` : plain(card.assignee_name ?? '');
  const fields = [
    [t('slack:card.phone'), displayMaskedPhone(card.contact_phone)],
    [t('slack:card.status'), `${STATUS_DOT[card.status]} ${t(`slack:status.${card.status}`)} · ${t(`slack:priority.${card.priority}`)} · ${t(`slack:level.${card.level}`)}`],
    [t('slack:card.owner'), owner],
    [t('slack:card.waiting'), card.waiting_since ? `⏳ ${t('slack:card.since', { time: time(card.waiting_since) })}` : t('slack:card.nobody_waits')],
  ] as const;
  const blocks: KnownBlock[] = [
    { type: 'header', text: { type: 'plain_text', text: shorten(`#${card.id} · ${literalWords(cleanText(name))}`, 150), emoji: false } },
    { type: 'section', fields: fields.map(([label, value]) => mrkdwn(`*${label}*\n${value}`)) },
  ];
  if (card.last_at) blocks.push({ type: 'section', text: mrkdwn(`*${t('slack:card.last')}* (${t(`slack:author.${card.last_author}`)}, ${time(card.last_at)})\n${lastMessage(card, t)}`) });
  if (card.source_title !== null) blocks.push(context(`📣 ${t('slack:card.source')} · ${linkOr(card.source_url ?? '', plain(card.source_title) || t('slack:content.untitled'))}`));
  if (card.failed > 0) blocks.push(context(`⚠️ ${t('slack:card.failed', { count: Number(card.failed) })}`));
  if (card.unshown > 0) blocks.push(context(`⚠️ ${t('slack:card.unshown', { count: Number(card.unshown) })}`));
  const buttons = isOpen ? cardButtons(card, look) : [];
  if (buttons.length > 0) blocks.push(actions(...buttons));
  blocks.push(context(isOpen ? t(`slack:card.hint_${look.replyMode}`) : t('slack:card.ended', { time: time(card.closed_at as Date) })));
  return { text: t('slack:card.fallback', { number: card.id, name: plain(name), status: t(`slack:status.${card.status}`) }), blocks };
}

/** Only what can be done in this state. */
function cardButtons(card: CardData, look: CardLook): Button[] {
  const value = String(card.id);
  return [
    ...(card.assignee_id === null ? [button(look.t('slack:card.take'), ACTIONS.take, value, 'primary')] : []),
    ...(look.replyMode === 'explicit' ? [button(look.t('slack:card.reply'), ACTIONS.reply, value)] : []),
  ];
}

function plain(text: string): string {
  return whatsappToSlack(shorten(text, 150));
}

function lastMessage(card: CardData, t: Translate): string {
  if (card.last_status === 'deleted') return `_${t('slack:content.deleted')}_`;
  const body = shorten((card.last_body ?? '').replace(/\s+/g, ' ').trim(), 140);
  const kind = card.last_kind ?? 'text';
  if (body === '') return `_${kindName(kind, t)}_`;
  return `> ${kind === 'text' ? '' : `${kindName(kind, t)} · `}${whatsappToSlack(body)}`;
}
