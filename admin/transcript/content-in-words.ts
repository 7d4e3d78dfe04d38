import type { MessageContent } from '../../src/domain/inbox/content.js';
import type { Translate } from '../../src/kit/i18n.js';
import { momentOf } from './moment.js';

type Of<K extends MessageContent['is']> = Extract<MessageContent, { is: K }>;
export interface Words {
  t: Translate;
  zone: string;
  locale: string;
}

const join = (...texts: string[]): string => texts.filter((text) => text.trim() !== '').join('\n');
const stated = (amount: string, t: Translate) => (amount === '' ? '' : `${t('slack:content.stated_amount')}: ${amount}`);

function location({ live, latitude, longitude, name, address }: Of<'location'>, { t }: Words): string {
  return join(`📍 ${t(live ? 'slack:content.live_location' : 'slack:content.location')}`, name, address, `https://maps.google.com/?q=${latitude},${longitude}`);
}

function vote({ options }: Of<'vote'>, question: string | null, { t }: Words): string {
  const about = question === null ? '' : ` (${question})`;
  return options.length === 0 ? `🗳️ ${t('slack:content.vote_withdrawn')}${about}` : `🗳️ ${t('slack:content.voted')}${about}: ${options.join(' · ')}`;
}

function order({ title, items, total, note }: Of<'order'>, { t }: Words): string {
  return join(`🛒 ${t('slack:content.order')}${title === '' ? '' : `: ${title}`}`, ...items.map(({ name, quantity }) => `• ${quantity} × ${name || t('slack:content.untitled')}`), stated(total, t), note);
}

function event({ name, description, place, startsAt }: Of<'event'>, { t, zone, locale }: Words): string {
  return join(`📅 ${t('slack:content.event')}: ${name}`, startsAt === '' ? '' : `🕒 ${momentOf(new Date(startsAt), zone, locale)}`, place === '' ? '' : `📍 ${place}`, description);
}

/** What a message that is no text says, in words of plain text: the same texts as in Slack, nothing of it is markup. `poll`: the question a vote is about, when we know it. */
export function contentInWords(content: MessageContent, poll: string | null, words: Words): string {
  const { t } = words;
  switch (content.is) {
    case 'location':
      return location(content, words);
    case 'contacts':
      return join(...content.contacts.map(({ name, phones }) => `👤 ${t('slack:content.contact')}: ${[name || t('slack:card.no_name'), phones.join(', ')].filter(Boolean).join(' · ')}`));
    case 'choice':
      return join(`🔘 ${t('slack:content.chose')}: ${content.chosen}`, content.detail);
    case 'poll':
      return join(`📊 ${t(content.multiple ? 'slack:content.poll_multiple' : 'slack:content.poll')}: ${content.question}`, ...content.options.map((option) => `• ${option}`));
    case 'vote':
      return vote(content, poll, words);
    case 'product':
      return join(`🛍️ ${t('slack:content.product')}: ${content.title || t('slack:content.untitled')}`, content.description, stated(content.price, t), content.url);
    case 'order':
      return order(content, words);
    case 'payment':
      return join(`💰 ${t(`slack:content.payment.${content.what}`)}${content.amount === '' ? '' : `: ${content.amount}`}`, content.detail);
    case 'event':
      return event(content, words);
    case 'offer':
      return join(content.title, content.footer, content.options.length === 0 ? '' : `🔘 ${t('slack:content.options')}: ${content.options.join(' · ')}`);
    case 'call':
      return `${content.video ? '📹' : '📞'} ${t(`slack:content.call.${content.missed ? 'missed' : 'received'}_${content.video ? 'video' : 'voice'}`)}`;
    case 'waiting':
      return `⏳ ${t('slack:content.waiting')}`;
    case 'view_once':
      return join(`👁️ ${t('slack:content.view_once_title')}`, t('slack:content.view_once_where'));
    default:
      return t('slack:message.kind', { kind: content.key || t('slack:content.nothing') });
  }
}
