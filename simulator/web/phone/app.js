/** The customer's phone: puts the parts together and follows the simulator live. */
import { act, fetchState, follow } from './api.js';
import { drawChat, initChat, showTyping } from './chat-view.js';
import { cancelComposing, drawSuggestions, initComposer, startEdit, startReply } from './composer.js';
import { drawConditions, initConditions } from './conditions.js';
import { byId } from './dom.js';
import { openMenu } from './menu.js';
import { drawPeople, initNewContact } from './people-view.js';
import { current, select, store, takeMessage, takeState, unread } from './store.js';

const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

function onMenu(message, anchor) {
  const phone = store.selected;
  const { messageId } = message;
  const own = message.from === 'customer' ? [
    ...(message.kind === 'text' ? [{ label: 'Editar', run: () => startEdit(message) }] : []),
    { label: 'Apagar para todos', run: () => act('deletes', { phone, messageId }) },
  ] : [];
  const reacted = message.reactions?.customer;
  const undo = reacted ? [{ label: `Tirar reação ${reacted}`, run: () => act('reacts', { phone, messageId, emoji: '' }) }] : [];
  openMenu(anchor, [{ label: 'Responder', run: () => startReply(message) }, ...undo, ...own], {
    emojis: EMOJIS, onEmoji: (emoji) => act('reacts', { phone, messageId, emoji }),
  });
}

const chatActions = {
  onMenu,
  onChoose: (message, choice) => act('chooses', { phone: store.selected, messageId: message.messageId, choiceId: choice.id }),
};

/** The open chat counts as read while the page can be seen. */
function readOpenChat() {
  const person = current();
  if (person && document.visibilityState === 'visible' && unread(person) > 0) void act('reads', { phone: person.number });
}

function draw(options) {
  drawPeople(choose);
  drawChat(chatActions, options);
  drawSuggestions();
  drawConditions();
  readOpenChat();
}

function choose(number) {
  select(number);
  cancelComposing();
  draw({ toEnd: true });
  byId('text').focus();
}

async function refresh(options) {
  takeState(await fetchState());
  draw(options);
}

function onMessage({ number, message }) {
  if (!takeMessage(number, message)) { void refresh(); return; }
  drawPeople(choose);
  if (number !== store.selected) return;
  drawChat(chatActions, { toEnd: message.from === 'customer' && message.status === 'pending' });
  drawSuggestions();
  readOpenChat();
}

function tickClock() {
  byId('clock').textContent = new Intl.DateTimeFormat('pt-BR', { hour: '2-digit', minute: '2-digit' }).format(Date.now());
  setTimeout(tickClock, 10_000);
}

initChat();
initComposer();
initConditions();
initNewContact((number) => { void refresh().then(() => choose(number)); });
document.addEventListener('visibilitychange', readOpenChat);
tickClock();
follow({
  message: onMessage,
  phone: () => void refresh(),
  gateway: () => void refresh(),
  typing: ({ number, ms }) => { if (number === store.selected) showTyping(ms); },
}, () => void refresh());
await refresh({ toEnd: true });
