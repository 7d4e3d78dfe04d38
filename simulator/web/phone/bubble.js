/** One message bubble. */
import { el } from './dom.js';
import { formatted } from './formatting.js';
import { icon } from './icons.js';
import { mediaOf, textIsOnCard } from './media.js';

const TIME = new Intl.DateTimeFormat('pt-BR', { hour: '2-digit', minute: '2-digit' });
const LABELS = {
  pending: 'enviando', held: 'esperando a conexão da empresa', accepted: 'entregue', read: 'lida pela empresa', refused: 'não aceita',
};

function tick({ status, httpStatus }) {
  const label = status === 'refused' ? `não aceita pelo sistema (HTTP ${httpStatus || 'sem resposta'})` : LABELS[status];
  const sign = { pending: icon('clock'), held: icon('clock'), accepted: '✓', read: '✓✓', refused: `⚠ ${httpStatus || 'sem resposta'}` }[status];
  return el('span', { class: `tick ${status}`, role: 'img', 'aria-label': label, title: label }, sign);
}

function quoteOf(message, find) {
  if (!message.quoted) return null;
  const original = find(message.quoted);
  return el('span', { class: 'quote' },
    el('b', {}, !original ? 'Mensagem' : original.from === 'company' ? 'Carinho' : 'Você'),
    el('span', {}, original ? original.text || 'Mídia' : 'Mensagem anterior'));
}

function choices(message, onChoose) {
  if (!message.choices?.length || message.deleted) return null;
  return el('span', { class: 'choices', role: 'group', 'aria-label': 'Opções' }, ...message.choices.map((choice) => (
    el('button', { type: 'button', class: 'choice', onclick: () => onChoose(message, choice) }, choice.label))));
}

function reactions(message) {
  const emojis = Object.values(message.reactions ?? {}).filter(Boolean);
  return emojis.length === 0 ? null : el('span', { class: 'reactions', 'aria-label': `Reações: ${emojis.join(' ')}` }, ...emojis);
}

function body(message) {
  if (message.deleted) {
    return [el('span', { class: 'gone' }, icon('ban'), message.from === 'customer' ? 'Você apagou esta mensagem' : 'Esta mensagem foi apagada')];
  }
  return [mediaOf(message), message.text && !textIsOnCard(message) ? el('span', { class: 'text' }, ...formatted(message.text)) : null];
}

/**
 * @param {object} message
 * @param {{find: (id: string) => object|undefined, onMenu: (message: object, anchor: HTMLElement) => void, onChoose: Function}} actions
 */
export function bubble(message, { find, onMenu, onChoose }) {
  const mine = message.from === 'customer';
  const menuButton = message.deleted ? null : el('button', {
    type: 'button', class: 'bubble-menu', 'aria-label': 'Opções da mensagem', 'aria-haspopup': 'menu',
    onclick: (event) => onMenu(message, event.currentTarget),
  }, '⌄');
  return el('article', {
    class: `bubble ${mine ? 'mine' : 'theirs'}${message.reactions && reactions(message) ? ' reacted' : ''}`,
    'data-message-id': message.messageId, 'data-from': message.from, 'data-status': message.status, 'data-kind': message.kind,
    'aria-label': mine ? 'Você' : 'Carinho',
  },
  message.via === 'company-phone' ? el('span', { class: 'via' }, 'digitada no celular da empresa') : null,
  message.deleted ? null : quoteOf(message, find),
  ...body(message),
  el('span', { class: 'meta' },
    message.edited && !message.deleted ? el('span', { class: 'edited' }, 'editada') : null,
    el('time', { datetime: new Date(message.at).toISOString() }, TIME.format(message.at)),
    mine ? tick(message) : null),
  choices(message, onChoose), reactions(message), menuButton);
}
