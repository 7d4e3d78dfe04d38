import { ask, attempt, popupMenu } from './dialogs.js';
import { el } from './dom.js';
import { act } from './server.js';
import { state } from './state.js';

const QUICK = ['+1', 'white_check_mark', 'eyes', 'heart', 'tada', 'pray', 'outbox_tray', 'lock', 'pushpin', 'ticket', 'x', 'warning'];

/** Adds or takes back the current person's reaction. */
export function toggleReaction(message, name) {
  const mine = message.reactions?.find((reaction) => reaction.name === name)?.users.includes(state.me);
  return attempt(() => act(mine ? 'unreact' : 'react', { user: state.me, channel: message.channel, ts: message.ts, name }));
}

/** The row of tools shown when a message is pointed at or focused. */
export function messageToolbar(message, inThread) {
  const react = tool('☺', 'Adicionar reação', () => popupMenu(react, QUICK.map((name) => ({
    label: state.emoji[name] ?? name, name, glyph: true, run: () => toggleReaction(message, name),
  })), 'Reações'));
  const more = tool('⋯', 'Mais ações', () => popupMenu(more, moreEntries(message), 'Mais ações'));
  const reply = inThread ? null : tool('↩', 'Responder na conversa', () => { location.hash = `#${message.channel}/${message.thread_ts ?? message.ts}`; });
  return el('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Ações da mensagem' }, react, reply, moreEntries(message).length > 0 ? more : null);
}

function tool(glyph, label, run) {
  return el('button', { class: 'tool', type: 'button', title: label, 'aria-label': label, text: glyph, on: { click: run } });
}

function moreEntries(message) {
  const target = { user: state.me, channel: message.channel, ts: message.ts };
  const shortcuts = state.shortcuts.filter((shortcut) => shortcut.type === 'message').map((shortcut) => ({
    label: shortcut.name, hint: state.app.name, run: () => attempt(() => act('shortcut', { ...target, callbackId: shortcut.callback_id })),
  }));
  if (message.user !== state.me) return shortcuts;
  return [
    ...shortcuts,
    { label: 'Editar mensagem', run: () => startEdit(message) },
    { label: 'Excluir mensagem…', danger: true, run: () => confirmRemove(message) },
  ];
}

async function confirmRemove(message) {
  const go = await ask({ title: 'Excluir mensagem', body: 'Tem certeza de que deseja excluir esta mensagem? Isto não pode ser desfeito.', yes: 'Excluir', danger: true });
  if (go) await attempt(() => act('remove', { user: state.me, channel: message.channel, ts: message.ts }));
}

/** What a person would have typed to get this wire text. */
function typedForm(text) {
  return text
    .replaceAll(/<@([A-Z0-9]+)>/g, (_whole, id) => `@${state.users.get(id)?.realName ?? id}`)
    .replaceAll(/<#([A-Z0-9]+)\|?[^>]*>/g, (_whole, id) => `#${state.channels.get(id)?.name ?? id}`)
    .replaceAll(/<!(\w+)>/g, '@$1').replaceAll(/<(?:mailto:[^|>]+\|)?(?:[^|>]+\|)?([^>]+)>/g, '$1').replaceAll(/^• /gm, '- ')
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function startEdit(message) {
  const row = document.querySelector(`.pane:not([hidden]) .message:hover[data-ts="${message.ts}"]`) ?? [...document.querySelectorAll(`.message[data-ts="${message.ts}"]`)].at(-1);
  const content = row?.querySelector('.message-content');
  if (!content) return;
  const input = el('textarea', { class: 'input', rows: Math.min(10, typedForm(message.text).split('\n').length + 1), 'aria-label': 'Editar mensagem', value: typedForm(message.text) });
  const stop = () => { box.replaceWith(content); };
  const save = async () => {
    if (input.value.trim() && input.value !== typedForm(message.text)) await attempt(() => act('edit', { user: state.me, channel: message.channel, ts: message.ts, text: input.value }));
    if (box.isConnected) stop();
  };
  const box = el('div', { class: 'edit-box' }, input, el('div', { class: 'dialog-foot' },
    el('button', { class: 'button', type: 'button', text: 'Cancelar', on: { click: stop } }),
    el('button', { class: 'button button-primary', type: 'button', text: 'Salvar', on: { click: save } })));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') stop();
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void save();
    }
  });
  content.replaceWith(box);
  input.focus();
  input.setSelectionRange(input.value.length, input.value.length);
}
