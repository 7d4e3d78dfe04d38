import { el } from './dom.js';
import { emojiText, mrkdwn } from './mrkdwn.js';

/** A short notice at the bottom of the page. */
export function toast(text, kind = 'info') {
  const node = el('div', { class: `toast toast-${kind}`, text });
  document.getElementById('toasts').append(node);
  setTimeout(() => node.remove(), 5_000);
}

/** Runs something a person asked for and says so when it did not work. */
export async function attempt(work) {
  try {
    const answer = await work();
    if (answer?.error && !['silenced', 'client_validation'].includes(answer.error)) toast(failureText(answer.error), 'warning');
    return answer;
  } catch (error) {
    toast(error.message, 'warning');
    return undefined;
  }
}

function failureText(error) {
  const known = {
    http_timeout: 'O aplicativo demorou mais de 3 segundos para responder.', timeout: 'O aplicativo demorou mais de 3 segundos para responder.',
    connection_failed: 'Não foi possível falar com o aplicativo.', http_error: 'O aplicativo respondeu com um erro.',
    no_events_url: 'O aplicativo ainda não está conectado.', bot_not_in_channel: 'O aplicativo não está neste canal.',
    unknown_command: 'Comando desconhecido.', already_reacted: 'Você já reagiu assim.',
  };
  return known[error] ?? `Algo deu errado (${error}).`;
}

/** Asks before an element acts, as its `confirm` object says; resolves to whether to go on. */
export function confirmFirst(confirm) {
  if (!confirm) return Promise.resolve(true);
  return ask({
    title: emojiText(confirm.title?.text ?? 'Confirmar'), body: mrkdwn(confirm.text?.text), danger: confirm.style === 'danger',
    yes: confirm.confirm?.text ?? 'Sim', no: confirm.deny?.text ?? 'Cancelar',
  });
}

/** A yes-or-no question over the page. */
export function ask({ title, body, yes, no = 'Cancelar', danger = false }) {
  return new Promise((resolve) => {
    const dialog = el('dialog', { class: 'confirm', 'aria-label': title },
      el('h2', { text: title }), el('div', { class: 'confirm-body' }, body),
      el('div', { class: 'dialog-foot' },
        el('button', { class: 'button', type: 'button', text: no, on: { click: () => dialog.close('no') } }),
        el('button', { class: `button ${danger ? 'button-danger' : 'button-primary'}`, type: 'button', text: yes, on: { click: () => dialog.close('yes') } })));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** A small menu below a button; entries are {label, hint?, danger?, run}. */
export function popupMenu(anchor, entries, label) {
  document.querySelector('.popup')?.remove();
  const close = () => {
    menu.remove();
    document.removeEventListener('click', outside, true);
    document.removeEventListener('keydown', escape, true);
  };
  const outside = (event) => { if (!menu.contains(event.target)) close(); };
  const escape = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
    anchor.focus();
  };
  const items = entries.map((entry) => el('button', { class: `popup-item${entry.danger ? ' danger' : ''}${entry.glyph ? ' glyph' : ''}`, type: 'button', role: 'menuitem', 'aria-label': entry.name, on: { click: () => { close(); entry.run(); } } },
    el('span', { text: entry.label }), entry.hint ? el('small', { text: entry.hint }) : null));
  const menu = el('div', { class: `popup${entries.some((entry) => entry.glyph) ? ' popup-grid' : ''}`, role: 'menu', 'aria-label': label }, items);
  (anchor.closest('.modal') ?? document.body).append(menu);
  const box = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  menu.style.top = box.bottom + height + 8 > window.innerHeight ? `${Math.max(8, box.top - height - 4)}px` : `${box.bottom + 4}px`;
  setTimeout(() => {
    document.addEventListener('click', outside, true);
    document.addEventListener('keydown', escape, true);
  });
  items[0]?.focus();
}
