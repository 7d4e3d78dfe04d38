import type { Button, KnownBlock, StaticSelect } from '@slack/web-api';
import type { CardData } from '../../src/domain/inbox/find-conversations.js';
import type { Translate } from '../../src/kit/i18n.js';
import { displayMaskedPhone } from '../../src/kit/mask.js';
import { cleanText } from '../../src/kit/text/clean.js';
import { whatsappToSlack } from '../../src/kit/text/whatsapp-to-slack.js';
import { protocolOf } from '../../src/kit/protocol.js';
import { offeredActs } from '../acts/offered.js';
import { ACTIONS, actButton, type ActName } from '../surface.js';
import { linkOr } from './content/words.js';
import { actions, button, clockTime, context, literalWords, menu, mrkdwn, shorten } from './parts.js';
import { snippet } from './snippet.js';

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

/** Acts that get a button of their own, by what is next in a conversation's life; at most three are shown. */
const ON_CARD: ActName[] = ['take', 'triage', 'template', 'reopen'];
/** The same where a proposal or a contract is what is next. */
const ON_CARD_WITH_EMAIL: ActName[] = ['take', 'email', 'template'];

const PRIORITY_MARK = { low: '', normal: '', high: '🟠 ', urgent: '🔴 ' };
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
  const fields: [string, string][] = [
    [t('slack:card.status'), `${STATUS_DOT[card.status]} ${t(`slack:status.${card.status}`)}`],
    [t('slack:card.waiting'), card.waiting_since ? `⏳ ${t('slack:card.since', { time: time(card.waiting_since) })}` : t('slack:card.nobody_waits')],
    [t('slack:card.owner'), owner],
    [t('slack:card.priority_level'), `${PRIORITY_MARK[card.priority]}${t(`slack:priority.${card.priority}`)} · ${t(`slack:level.${card.level}`)}`],
    [t('slack:card.patient'), patientLine(card, t)],
    [t('slack:card.triage'), `${progressBar(card.triage_done, card.triage_needed)} ${t('slack:card.triage_progress', { done: Number(card.triage_done), needed: Number(card.triage_needed) })}`],
    ...(card.due_kind === null ? [] : ([[t('slack:card.sla'), dueLine(card, look, time)]] as [string, string][])),
    [t('slack:card.phone'), displayMaskedPhone(card.contact_phone)],
    ...(card.tags === null ? [] : ([[t('slack:card.tags'), plain(card.tags)]] as [string, string][])),
  ];
  const blocks: KnownBlock[] = [
    { type: 'header', text: { type: 'plain_text', text: shorten(`#${card.id} · ${literalWords(cleanText(name))}`, 150), emoji: false } },
    { type: 'section', fields: fields.map(([label, value]) => mrkdwn(`*${label}*\n${value}`)) },
  ];
  if (card.last_at) blocks.push({ type: 'section', text: mrkdwn(`*${t('slack:card.last')}* (${t(`slack:author.${card.last_author}`)}, ${time(card.last_at)})\n${lastMessage(card, t)}`) });
  const notices = noticesOf(card, look, time);
  if (notices.length > 0) blocks.push(context(...notices.slice(0, 10)));
  const buttons = cardButtons(card, look);
  if (buttons.length > 0) blocks.push(actions(...buttons));
  const protocol = t('slack:card.protocol', { protocol: protocolOf(card.id, card.opened_at, look.zone) });
  blocks.push(context(`${protocol} · ${isOpen ? t(`slack:card.hint_${look.replyMode}`) : t('slack:card.ended', { time: time(card.closed_at as Date) })}`));
  return { text: t('slack:card.fallback', { number: card.id, name: plain(name), status: t(`slack:status.${card.status}`) }), blocks };
}

/** Which goal is next and when; the hour, so that the card is true until something happens. */
function dueLine(card: CardData, { t, now }: CardLook, time: (instant: Date) => string): string {
  const kind = t(`slack:sla.kind.${card.due_kind}`);
  if (card.due_at === null) return `${kind} ${t('slack:sla.paused')}`;
  const isLate = card.due_at <= now;
  return `${isLate ? '🔴 ' : ''}${kind} ${t(isLate ? 'slack:sla.was_due' : 'slack:sla.due', { time: time(card.due_at) })}`;
}

function patientLine(card: CardData, t: Translate): string {
  if (card.patient_name === null) return '—';
  const parts = [plain(card.patient_name), card.patient_age === null ? '' : t('slack:card.years', { age: card.patient_age }), plain(card.care_type ?? '')];
  const relation = card.writer_relation === null ? '' : `\n_${t('slack:card.writes', { relation: t(`slack:relation.${card.writer_relation}`) })}_`;
  return `${parts.filter((part) => part !== '').join(' · ')}${relation}`;
}

/** `▓▓▓▓░░` for 4 of 6. */
function progressBar(done: number, needed: number): string {
  return '▓'.repeat(Math.min(Number(done), Number(needed))) + '░'.repeat(Math.max(0, Number(needed) - Number(done)));
}

/** What a person must not miss, worst first. */
function noticesOf(card: CardData, { t }: CardLook, time: (instant: Date) => string): string[] {
  return [
    ...(card.failed > 0 ? [`⚠️ ${t('slack:card.failed', { count: Number(card.failed) })}`] : []),
    ...(card.unshown > 0 ? [`⚠️ ${t('slack:card.unshown', { count: Number(card.unshown) })}`] : []),
    ...(card.open_incidents > 0 ? [`🚨 ${t('slack:card.incidents', { count: Number(card.open_incidents) })}`] : []),
    ...(card.next_follow_up === null ? [] : [`⏰ ${t('slack:card.follow_up', { time: time(card.next_follow_up) })}`]),
    ...(card.loss_reason === null ? [] : [t('slack:card.lost', { reason: plain(card.loss_reason) })]),
    ...(card.started_by === null ? [] : [`🔌 ${t('slack:card.started_by', { client: plain(card.started_by) })}`]),
    ...(card.source_title === null ? [] : [`📣 ${t('slack:card.source')} · ${linkOr(card.source_url ?? '', plain(card.source_title) || t('slack:content.untitled'))}`]),
  ];
}

/** The next step of each state as buttons, everything else in the menu; only what can be done now. */
export function cardButtons(card: CardData, look: Pick<CardLook, 't' | 'replyMode'>): (Button | StaticSelect)[] {
  const offered = offeredActs(card);
  const value = String(card.id);
  const first = (card.status === 'proposal' ? ON_CARD_WITH_EMAIL : ON_CARD).filter((name) => offered.includes(name)).slice(0, 3);
  const rest = offered.filter((name) => !first.includes(name));
  return [
    ...first.map((name, i) => button(look.t(`slack:act.${name}.label`), actButton(name), value, i === 0 ? 'primary' : undefined)),
    ...(card.closed_at === null && look.replyMode === 'explicit' ? [button(look.t('slack:card.reply'), ACTIONS.reply, value)] : []),
    ...(rest.length > 0 ? [menu(look.t('slack:card.menu'), ACTIONS.menu, rest.map((name) => ({ value: `${name}:${value}`, text: look.t(`slack:act.${name}.label`) })))] : []),
  ];
}

function plain(text: string): string {
  return whatsappToSlack(shorten(text, 150));
}

function lastMessage(card: CardData, t: Translate): string {
  if (card.last_status === 'deleted') return `_${t('slack:content.deleted')}_`;
  return `> ${snippet({ kind: card.last_kind, body: card.last_body }, t, 140)}`;
}
