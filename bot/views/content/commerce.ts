import type { MessageContent } from '../../../src/domain/inbox/content.js';
import type { MessageLook } from '../message.js';
import { lines, linkOr, oneLine } from './words.js';

type Of<K extends MessageContent['is']> = Extract<MessageContent, { is: K }>;

/** Prices come without their unit, so they are shown as what WhatsApp stated. */
const stated = (amount: string, { t }: MessageLook) => (amount === '' ? '' : `${t('slack:content.stated_amount')}: ${oneLine(amount)}`);

/** A product of a catalogue. */
export function productText(product: Of<'product'>, look: MessageLook): string {
  const title = oneLine(product.title) || look.t('slack:content.untitled');
  return lines(`🛍️ ${look.t('slack:content.product')}: ${linkOr(product.url, title)}`, oneLine(product.description, 1000), stated(product.price, look));
}

/** A cart or order with its items. */
export function orderText(order: Of<'order'>, look: MessageLook): string {
  const items = order.items.map(({ name, quantity }) => `• ${quantity} × ${oneLine(name) || look.t('slack:content.untitled')}`);
  const title = oneLine(order.title);
  return lines(`🛒 ${look.t('slack:content.order')}${title === '' ? '' : `: ${title}`}`, ...items, stated(order.total, look), oneLine(order.note, 1000));
}

/** Money asked for, sent, refused; a Pix key; how an order stands. */
export function paymentText({ what, amount, detail }: Of<'payment'>, look: MessageLook): string {
  const title = `💰 ${look.t(`slack:content.payment.${what}`)}`;
  const money = what === 'order_status' ? stated(amount, look) : oneLine(amount);
  const about = detail.split(' · ').map((word) => (what === 'pix' ? oneLine(word) : stateText(word, look))).join(' · ');
  return what === 'order_status' ? lines(title, about, money) : lines(money === '' ? title : `${title}: ${money}`, about);
}

const STATES = new Set(['pending', 'processing', 'shipped', 'completed', 'complete', 'canceled', 'paid', 'captured', 'failed', 'waiting', 'success']);

/** How WhatsApp says that a payment or order stands, in words; anything else as it came. */
function stateText(word: string, { t }: MessageLook): string {
  const code = word.toLowerCase();
  return STATES.has(code) ? t(`slack:content.state.${code}`) : oneLine(word);
}
