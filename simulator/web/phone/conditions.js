/** The ⚙ panel: what can go wrong between customer, gateway and company. */
import { act } from './api.js';
import { travel } from './composer.js';
import { byId, el } from './dom.js';
import { store } from './store.js';

const SLOW_MS = 8000;
const RULES = {
  slow: { action: '*', how: { delayMs: SLOW_MS } },
  ambiguous: { action: 'send-text', how: { status: 500, afterQueued: true } },
  blocked: { action: 'send-text', times: 1, how: { deliveryError: 'Whatsapp did not allow sending this message' } },
};

const ruled = (name) => store.gateway.rules.some((rule) => rule.name === name);
const setRule = (name, on) => (on ? act('fail', { name, ...RULES[name] }) : act('unfail', { name }));

const SWITCHES = [
  { label: 'Celular da empresa desconectado', hint: 'o gateway recusa envios; o que o cliente escreve espera', on: () => !store.gateway.connected, set: (on) => act(on ? 'disconnect' : 'connect') },
  { label: 'Gateway lento', hint: `cada chamada demora ${SLOW_MS / 1000} s`, on: () => ruled('slow'), set: (on) => setRule('slow', on) },
  { label: '500 depois de enfileirar', hint: 'a resposta é erro, mas a mensagem sai', on: () => ruled('ambiguous'), set: (on) => setRule('ambiguous', on) },
  { label: 'Próxima mensagem não é entregue', hint: 'aceita na hora, recusada pelo WhatsApp depois', on: () => ruled('blocked'), set: (on) => setRule('blocked', on) },
  { label: 'Segurar a fila do gateway', hint: 'mensagens da empresa ficam esperando', on: () => store.gateway.held, set: (on) => act('hold-queue', { on }) },
  { label: 'Repetir cada mensagem do cliente 3×', hint: 'o mesmo webhook três vezes ao mesmo tempo', on: () => travel.duplicate === 3, set: (on) => { travel.duplicate = on ? 3 : undefined; } },
];
const VIAS = [['', 'número completo'], ['nine-less', 'sem o nono dígito'], ['lid', 'sem número (só LID)']];

function toggle({ label, hint, on, set }, redraw) {
  const input = el('input', { type: 'checkbox', role: 'switch', 'aria-label': label });
  input.checked = on();
  input.addEventListener('change', async () => {
    input.disabled = true;
    try { await set(input.checked); } finally { input.disabled = false; redraw(); }
  });
  return el('label', { class: 'switch' }, el('span', { class: 'switch-text' }, el('b', {}, label), el('small', {}, hint)), input, el('i', { 'aria-hidden': 'true' }));
}

function viaSelect() {
  const select = el('select', { 'aria-label': 'Como o remetente aparece' }, ...VIAS.map(([value, label]) => el('option', { value }, label)));
  select.value = travel.via ?? '';
  select.addEventListener('change', () => { travel.via = select.value || undefined; });
  return el('label', { class: 'field' }, el('b', {}, 'Como o remetente aparece'), select);
}

function companyPhone() {
  const input = el('input', { type: 'text', name: 'company-text', 'aria-label': 'Mensagem digitada no celular da empresa', placeholder: 'Oi, aqui é do celular da empresa' });
  return el('form', {
    class: 'field', onsubmit: async (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (!text || !store.selected) return;
      input.value = '';
      await act('company-phone', { to: store.selected, text });
    },
  }, el('b', {}, 'Mensagem digitada no celular da empresa'),
  el('span', { class: 'field-row' }, input, el('button', { type: 'submit', class: 'primary' }, 'Enviar')));
}

/** Draws the switches as they stand; what is being typed stays. */
export function drawConditions() {
  const list = byId('condition-switches');
  list?.replaceChildren(...SWITCHES.map((item) => toggle(item, drawConditions)));
  const active = SWITCHES.some(({ on }) => on());
  byId('conditions-button').classList.toggle('active', active);
  const banner = byId('banner');
  banner.hidden = store.gateway.connected;
  banner.textContent = store.gateway.connected ? '' : 'Celular da empresa sem conexão: o que você escreve espera até ele voltar.';
}

function show(on) {
  byId('conditions').hidden = !on;
  byId('conditions-button').setAttribute('aria-expanded', String(on));
}

/** Builds the panel and its button. */
export function initConditions() {
  byId('conditions').append(
    el('header', {}, el('h2', {}, 'Condições'), el('button', { type: 'button', class: 'icon-button dark', 'aria-label': 'Fechar condições', onclick: () => show(false) }, '✕')),
    el('div', { id: 'condition-switches' }), viaSelect(), companyPhone());
  byId('conditions-button').addEventListener('click', () => show(byId('conditions').hidden));
}
