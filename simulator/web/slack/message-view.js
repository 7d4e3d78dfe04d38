import { avatar } from './avatar.js';
import { renderBlocks } from './blocks.js';
import { attempt } from './dialogs.js';
import { el } from './dom.js';
import { messageToolbar, toggleReaction } from './message-actions.js';
import { mrkdwn } from './mrkdwn.js';
import { act } from './server.js';
import { personName, readUntil, state } from './state.js';
import { clockTime, fullTime } from './time.js';

/** Where a message's elements act: on the message itself, in the current person's name. */
function placeOf(message) {
  const target = { channel: message.channel, ts: message.ts };
  return {
    act: (element, block, value) => attempt(() => (value === undefined
      ? act('click', { user: state.me, target, actionId: element.action_id, blockId: block.block_id, ...(element.value === undefined ? {} : { value: element.value }) })
      : act('choose', { user: state.me, target, actionId: element.action_id, blockId: block.block_id, value }))),
    suggest: (element, block, text) => attempt(() => act('suggest', { user: state.me, target, actionId: element.action_id, text })),
  };
}

function author(message) {
  const isApp = message.bot_id !== undefined || message.from === state.app.botUser;
  const id = message.user && !message.from ? message.user : message.from;
  return { isApp, name: message.username ?? personName(id ?? state.app.botUser), image: message.icons?.image_48, emoji: message.icons?.emoji };
}

/** Whether a message follows one by the same author closely enough to go without its name. */
export function continues(message, previous) {
  if (!previous || previous.subtype === 'tombstone' || message.subtype === 'tombstone') return false;
  return author(message).name === author(previous).name && !message.blocks?.some((block) => block.type === 'header') && Number(message.ts) - Number(previous.ts) < 300;
}

function body(message) {
  if (message.subtype === 'tombstone') return el('div', { class: 'tombstone', text: 'Esta mensagem foi excluída.' });
  const content = message.blocks?.length ? renderBlocks(message.blocks, placeOf(message)) : message.text ? el('div', { class: 'message-text' }, mrkdwn(message.text)) : null;
  const edited = message.edited && !message.bot_id ? el('span', { class: 'edited', text: ' (editada)' }) : null;
  const target = content?.querySelector(':scope > .rich-text:last-child > div:last-child') ?? content;
  if (edited) target?.append(edited);
  return el('div', { class: 'message-content' }, content, (message.attachments ?? []).map((one) => attachment(one, message)), (message.files ?? []).map(file));
}

function attachment(given, message) {
  return el('div', { class: 'attachment', data: { colour: given.color ?? '' } },
    given.blocks ? renderBlocks(given.blocks, placeOf(message)) : [given.title ? el('b', { text: given.title }) : null, given.text ? el('div', {}, mrkdwn(given.text)) : null]);
}

function file(shared) {
  const source = `./_sim/file/${encodeURIComponent(shared.id)}`;
  if (shared.mimetype.startsWith('image/')) return el('a', { href: source, target: '_blank', rel: 'noopener' }, el('img', { class: 'file-image', src: source, alt: shared.title }));
  if (shared.mimetype.startsWith('audio/')) return el('audio', { controls: true, src: source, 'aria-label': shared.title });
  return el('a', { class: 'file', href: source, target: '_blank', rel: 'noopener' }, el('span', { class: 'file-icon', text: '▤' }), el('span', { text: shared.title }));
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  return el('div', { class: 'reactions' }, message.reactions.map((reaction) => {
    const mine = reaction.users.includes(state.me);
    const names = reaction.users.map(personName).join(', ');
    return el('button', {
      class: `chip${mine ? ' chip-mine' : ''}`, type: 'button', title: `${names} · :${reaction.name}:`, 'aria-pressed': String(mine),
      'aria-label': `${reaction.name}, ${reaction.count}: ${names}`, on: { click: () => toggleReaction(message, reaction.name) },
    }, el('span', { text: state.emoji[reaction.name] ?? `:${reaction.name}:` }), el('span', { class: 'count', text: String(reaction.count) }));
  }));
}

/** "3 respostas · última às 14:05", standing out while there is something unread. */
function threadLink(message) {
  if (!message.reply_count) return null;
  const unread = message.latest_reply > readUntil(`${message.channel}/${message.ts}`);
  const count = `${message.reply_count} ${message.reply_count === 1 ? 'resposta' : 'respostas'}`;
  return el('a', { class: `thread-link${unread ? ' thread-unread' : ''}`, href: `#${message.channel}/${message.ts}` },
    unread ? el('span', { class: 'dot', 'aria-label': 'não lida' }) : null,
    el('b', { text: count }), el('span', { text: `última às ${clockTime(message.latest_reply)}` }), el('span', { class: 'thread-open', text: 'Abrir conversa ›' }));
}

/** A message row. `inThread` leaves the link to the thread out; `compact` leaves the author out. */
export function messageView(message, { inThread = false, compact = false } = {}) {
  const from = author(message);
  const time = el('time', { class: 'time', title: fullTime(message.ts), text: clockTime(message.ts) });
  const head = compact ? null : el('div', { class: 'message-head' }, el('b', { class: 'author', text: from.name }), from.isApp ? el('span', { class: 'badge', text: 'APP' }) : null, time);
  return el('article', { class: `message${compact ? ' compact' : ''}`, data: { ts: message.ts }, 'aria-label': `${from.name}, ${clockTime(message.ts)}` },
    el('div', { class: 'gutter' }, compact ? time : avatar(from.name, { image: from.image, emoji: from.emoji, app: from.isApp && !message.username })),
    el('div', { class: 'message-main' },
      message.subtype === 'thread_broadcast' ? el('div', { class: 'broadcast', text: inThread ? 'também enviada ao canal' : 'respondeu em uma conversa' }) : null,
      head, body(message), reactions(message), inThread ? null : threadLink(message)),
    message.subtype === 'tombstone' ? null : messageToolbar(message, inThread));
}

/** A message only the current person sees. */
export function ephemeralView(ephemeral) {
  const node = messageView({ ...ephemeral, reactions: undefined }, { inThread: true });
  node.classList.add('ephemeral');
  node.querySelector('.toolbar')?.remove();
  node.querySelector('.message-main').prepend(el('div', { class: 'only-you', text: 'Somente visível para você' }));
  return node;
}
