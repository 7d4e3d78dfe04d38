/** Writing: text, answers to a message, edits, sample attachments, suggestions. */
import { act, sampleUrl } from './api.js';
import { byId, el } from './dom.js';
import { openMenu } from './menu.js';
import { current, store } from './store.js';

const SUGGESTIONS = [
  'Olá, preciso de uma cuidadora para minha mãe',
  'Quanto custa o plantão noturno?',
  'URGENTE: a cuidadora não apareceu hoje',
  'Quero trabalhar como cuidadora',
  'Preciso cancelar o atendimento de amanhã',
];
const SAMPLES = [
  { label: 'Foto de exemplo', icon: 'picture', extra: () => ({ image: { imageUrl: sampleUrl('foto.png'), thumbnailUrl: sampleUrl('foto.png'), caption: 'Receita do médico', mimeType: 'image/png', viewOnce: false, width: 480, height: 320 } }) },
  { label: 'Documento PDF', icon: 'file', extra: () => ({ document: { documentUrl: sampleUrl('receita.pdf'), mimeType: 'application/pdf', title: 'receita', pageCount: 1, fileName: 'receita.pdf', caption: null } }) },
  { label: 'Áudio', icon: 'mic', extra: () => ({ audio: { ptt: true, seconds: 3, audioUrl: sampleUrl('audio.wav'), mimeType: 'audio/wav', viewOnce: false } }) },
  { label: 'Localização', icon: 'place', extra: () => ({ location: { longitude: -46.6566, latitude: -23.5614, name: 'Casa da mamãe', address: 'Av. Paulista, 1578, São Paulo', url: '' } }) },
  { label: 'Contato', icon: 'person', extra: () => ({ contact: { displayName: 'Dr. Paulo', vCard: 'BEGIN:VCARD\nVERSION:3.0\nFN:Dr. Paulo\nTEL;type=CELL;waid=5511955554444:+55 11 95555-4444\nEND:VCARD', phones: ['5511955554444'] } }) },
];

/** How the next messages travel; the conditions panel changes it. */
export const travel = { via: undefined, duplicate: undefined };
let mode = { kind: 'new', message: null };

function setMode(kind, message = null) {
  mode = { kind, message };
  byId('composing').hidden = kind === 'new';
  byId('composing-title').textContent = kind === 'edit' ? 'Editar mensagem' : `Responder a ${message?.from === 'company' ? 'Carinho' : 'si mesmo'}`;
  byId('composing-text').textContent = message?.text ?? '';
  const text = byId('text');
  if (kind === 'edit') text.value = message.text;
  fit();
  text.focus();
}

/** Answer this message with what is written next. */
export const startReply = (message) => setMode('reply', message);
/** Replace this message's text by what is written next. */
export const startEdit = (message) => setMode('edit', message);
/** Forget answer or edit, as when another person is selected. */
export function cancelComposing() {
  if (mode.kind === 'edit') byId('text').value = '';
  mode = { kind: 'new', message: null };
  byId('composing').hidden = true;
}

function fit() {
  const text = byId('text');
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, 110)}px`;
}

async function say(text, more = {}) {
  const phone = store.selected;
  if (phone) await act('says', { phone, text, ...travel, ...more });
}

async function submit() {
  const input = byId('text');
  const text = input.value.trim();
  if (!text || !current()) return;
  const { kind, message } = mode;
  input.value = '';
  cancelComposing();
  fit();
  drawSuggestions();
  if (kind === 'edit') await act('edits', { phone: store.selected, messageId: message.messageId, text });
  else await say(text, kind === 'reply' ? { quote: message.messageId } : {});
}

/** Chips with typical first messages, until the person has written. */
export function drawSuggestions() {
  const wrote = current()?.transcript.some(({ from }) => from === 'customer');
  byId('suggestions').replaceChildren(...(wrote || !current() ? [] : SUGGESTIONS.map((text) => (
    el('button', { type: 'button', class: 'chip', onclick: () => say(text) }, text)))));
}

/** Makes the composer work. */
export function initComposer() {
  const input = byId('text');
  input.addEventListener('input', fit);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); void submit(); }
    if (event.key === 'Escape') { cancelComposing(); fit(); }
  });
  byId('composer').addEventListener('submit', (event) => { event.preventDefault(); void submit(); });
  byId('composing-cancel').addEventListener('click', () => { cancelComposing(); fit(); });
  byId('attach-button').addEventListener('click', (event) => openMenu(event.currentTarget, SAMPLES.map(({ label, icon, extra }) => (
    { label, icon, run: () => say('', { extra: extra() }) }))));
}
