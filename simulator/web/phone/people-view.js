/** Who is writing: the row of people above the phone, and the dialog for a new one. */
import { act } from './api.js';
import { byId, el } from './dom.js';
import { store, unread } from './store.js';

const COLORS = ['#7c4dff', '#00897b', '#d81b60', '#ef6c00', '#3949ab', '#6d4c41'];

const initials = (name) => name.split(/\s+/u).map((word) => word[0] ?? '').filter((letter) => /\p{L}|\p{N}/u.test(letter)).slice(0, 2).join('').toUpperCase();

function tab(person, index, onSelect) {
  const count = unread(person);
  const selected = person.number === store.selected;
  return el('button', {
    type: 'button', role: 'tab', class: 'person', 'aria-selected': String(selected), 'data-number': person.number,
    'aria-label': `${person.name}${count && !selected ? `, ${count} não lidas` : ''}`, title: `${person.name} · +${person.number}`,
    onclick: () => onSelect(person.number),
  },
  el('span', { class: 'avatar', style: `background:${COLORS[index % COLORS.length]}`, 'aria-hidden': 'true' }, initials(person.name)),
  el('span', { class: 'person-name' }, person.name.split(' ').slice(0, person.name.startsWith('Dona') ? 2 : 1).join(' ')),
  count && !selected ? el('span', { class: 'badge', 'aria-hidden': 'true' }, String(count)) : null);
}

/** Draws the row. */
export function drawPeople(onSelect) {
  const list = byId('people');
  list.replaceChildren(
    ...[...store.people.values()].map((person, index) => tab(person, index, onSelect)),
    el('button', { type: 'button', class: 'person new', 'aria-label': 'Novo contato', onclick: openNewContact },
      el('span', { class: 'avatar', 'aria-hidden': 'true' }, '+'), el('span', { class: 'person-name' }, 'Novo')),
  );
}

function openNewContact() {
  byId('new-contact-error').textContent = '';
  byId('new-contact').showModal();
}

/** Digits with country code: Brazil's is added to numbers that lack it. */
function fullNumber(input) {
  const digits = input.replace(/\D/gu, '');
  const full = digits.length === 10 || digits.length === 11 ? `55${digits}` : digits;
  return /^\d{12,15}$/u.test(full) ? full : undefined;
}

/** Makes the dialog work; `onCreated` gets the new number. */
export function initNewContact(onCreated) {
  const dialog = byId('new-contact');
  const form = byId('new-contact-form');
  byId('new-contact-cancel').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const number = fullNumber(String(data.get('number')));
    if (!number) { byId('new-contact-error').textContent = 'Escreva o número com DDD, por exemplo 11 98765-4321.'; return; }
    try {
      const created = await act('phones', { number, name: String(data.get('name')).trim() });
      dialog.close();
      form.reset();
      onCreated(created.number);
    } catch (error) {
      byId('new-contact-error').textContent = error.message;
    }
  });
}
