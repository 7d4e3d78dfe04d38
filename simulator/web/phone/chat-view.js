/** The conversation of the selected person. */
import { bubble } from './bubble.js';
import { byId, el } from './dom.js';
import { current, visible } from './store.js';

const DAY = new Intl.DateTimeFormat('pt-BR', { day: '2-digit', month: 'long', year: 'numeric' });
const NEAR_END_PX = 80;

/** Whether the reader is at the end and wants to stay there; only their own scrolling changes it. */
let following = true;

/** Keeps the end in view when the chat's own height changes (banner, keyboard, suggestions). */
export function initChat() {
  const chat = byId('chat');
  chat.addEventListener('scroll', () => { following = chat.scrollHeight - chat.scrollTop - chat.clientHeight < NEAR_END_PX; });
  new ResizeObserver(() => { if (following) chat.scrollTop = chat.scrollHeight; }).observe(chat);
}

const dayOf = (at) => new Date(at).toDateString();

function dayLabel(at) {
  const today = Date.now();
  if (dayOf(at) === dayOf(today)) return 'Hoje';
  return dayOf(at) === dayOf(today - 86_400_000) ? 'Ontem' : DAY.format(at);
}

function emptyNote() {
  return el('p', { class: 'note' }, 'Esta é uma conversa simulada. Escreva como se fosse um cliente: a mensagem chega ao Slack da Carinho.');
}

/** Drawn nodes by what they show, so that only what changed is drawn (and read aloud) anew. */
let drawn = new Map();

function reuse(next, signature, make) {
  const node = drawn.get(signature) ?? make();
  next.set(signature, node);
  return node;
}

function messageNode(next, message, person, actions, isFirst) {
  const find = (id) => person.transcript.find(({ messageId }) => messageId === id);
  const quoted = message.quoted ? find(message.quoted)?.text : '';
  return reuse(next, JSON.stringify([person.number, message, isFirst, quoted]), () => {
    const node = bubble(message, { find, ...actions });
    if (isFirst) node.classList.add('first');
    return node;
  });
}

function put(chat, nodes) {
  nodes.forEach((node, index) => { if (chat.children[index] !== node) chat.insertBefore(node, chat.children[index] ?? null); });
  while (chat.children.length > nodes.length) chat.lastElementChild.remove();
}

/** Brings the conversation up to date, staying at the end when the reader was there. */
export function drawChat(actions, { toEnd = false } = {}) {
  const chat = byId('chat');
  if (toEnd) following = true;
  const person = current();
  const next = new Map();
  const nodes = [reuse(next, 'note', emptyNote)];
  let day = '';
  let side = '';
  for (const message of person ? visible(person) : []) {
    if (dayOf(message.at) !== day) {
      day = dayOf(message.at);
      side = '';
      nodes.push(reuse(next, `day ${day}`, () => el('p', { class: 'day' }, dayLabel(message.at))));
    }
    nodes.push(messageNode(next, message, person, actions, message.from !== side));
    side = message.from;
  }
  drawn = next;
  put(chat, nodes);
  if (following) chat.scrollTop = chat.scrollHeight;
}

let typingTimer;

/** Shows that the company is typing, for a while. */
export function showTyping(ms) {
  const presence = byId('presence');
  presence.textContent = 'digitando…';
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => { presence.textContent = 'conta comercial'; }, ms);
}
