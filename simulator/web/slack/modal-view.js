import { renderBlocks } from './blocks.js';
import { attempt } from './dialogs.js';
import { el } from './dom.js';
import { emojiText } from './mrkdwn.js';
import { act } from './server.js';
import { state } from './state.js';

const drafts = new Map();
let shown = null;

/** Where a view's elements act; what was put in is kept while the modal is open, across its updates. */
export function viewPlace(which, viewId) {
  const kept = drafts.get(viewId) ?? new Map();
  if (which === 'view') drafts.set(viewId, kept);
  const key = (block, element) => `${block.block_id}.${element.action_id}`;
  const typed = () => valuesFor(state.views.get(state.me), kept);
  return {
    act: (element, block, value) => attempt(() => (value === undefined
      ? act('click', { user: state.me, target: which, typed: which === 'view' ? typed() : {}, actionId: element.action_id, blockId: block.block_id, ...(element.value === undefined ? {} : { value: element.value }) })
      : act('choose', { user: state.me, target: which, typed: which === 'view' ? typed() : {}, actionId: element.action_id, blockId: block.block_id, value }))),
    suggest: (element, block, text) => attempt(() => act('suggest', { user: state.me, target: which, actionId: element.action_id, text })),
    keep: (block, element, value) => kept.set(key(block, element), value),
    kept: (block, element) => kept.get(key(block, element)),
  };
}

/** Shows the current person's topmost modal, or none. */
export function renderModal(root) {
  const view = state.views.get(state.me) ?? null;
  const signature = view && `${state.me}:${view.id}:${view.hash}`;
  if (signature === shown) return;
  shown = signature;
  if (!view) {
    drafts.clear();
    return root.replaceChildren();
  }
  root.replaceChildren(modal(view));
  root.querySelector('.modal-body input, .modal-body textarea, .modal-body select, .modal-foot button')?.focus();
}

function modal(view) {
  const place = viewPlace('view', view.id);
  const title = emojiText(view.title?.text ?? '');
  const close = () => attempt(() => act('close-view', { user: state.me }));
  const submit = view.submit ? el('button', { class: 'button button-primary', type: 'submit', text: emojiText(view.submit.text) }) : null;
  const deeper = (state.depths.get(state.me) ?? 1) > 1;
  const form = el('form', {
    class: 'modal', role: 'dialog', 'aria-modal': 'true', 'aria-label': title, novalidate: true,
    on: {
      submit: (event) => { event.preventDefault(); void send(form, submit, view); },
      input: (event) => clearProblem(event.target.closest('.block-input')),
      keydown: (event) => { if (event.key === 'Escape') void close(); },
    },
  },
  el('div', { class: 'modal-head' },
    deeper ? el('button', { class: 'tool', type: 'button', 'aria-label': 'Voltar', title: 'Voltar', text: '‹', on: { click: close } }) : null,
    el('h2', { text: title }), el('button', { class: 'tool', type: 'button', 'aria-label': 'Fechar', title: 'Fechar', text: '✕', on: { click: close } })),
  el('div', { class: 'modal-body' }, renderBlocks(view.blocks, place)),
  el('div', { class: 'modal-foot' }, el('button', { class: 'button', type: 'button', text: emojiText(view.close?.text ?? (submit ? 'Cancelar' : 'Fechar')), on: { click: close } }), submit));
  return el('div', { class: 'modal-backdrop' }, form);
}

/** What was put into the elements that the view still has, by "block.action". */
function valuesFor(view, kept) {
  const elements = (view?.blocks ?? []).flatMap((block) => [block.element, block.accessory, ...(block.type === 'actions' ? block.elements : [])].filter(Boolean).map((element) => `${block.block_id}.${element.action_id}`));
  return Object.fromEntries([...kept].filter(([key]) => elements.includes(key)));
}

function clearProblem(box) {
  if (!box) return;
  box.classList.remove('invalid');
  box.querySelector('.input-error').hidden = true;
}

async function send(form, submit, view) {
  const values = valuesFor(view, drafts.get(view.id) ?? new Map());
  if (submit) submit.disabled = true;
  const answer = await attempt(() => act('submit-view', { user: state.me, values }));
  if (submit) submit.disabled = false;
  for (const box of form.querySelectorAll('.block-input')) {
    const problem = answer?.errors?.[box.dataset.blockId];
    const line = box.querySelector('.input-error');
    box.classList.toggle('invalid', Boolean(problem));
    line.hidden = !problem;
    line.textContent = problem ?? '';
  }
  form.querySelector('.invalid :is(input, textarea, select)')?.focus();
}
