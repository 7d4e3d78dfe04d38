/** A small pop-up menu beside a button: actions, and optionally a row of emojis. */
import { el } from './dom.js';
import { icon } from './icons.js';

let open = null;

/** Closes the menu that is open, if any. */
export function closeMenu() {
  open?.menu.remove();
  open?.anchor.setAttribute('aria-expanded', 'false');
  open = null;
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.right - width, innerWidth - width - 8));
  const below = box.bottom + 4;
  menu.style.left = `${box.left + width < innerWidth - 8 ? box.left : left}px`;
  menu.style.top = `${below + height < window.innerHeight ? below : Math.max(8, box.top - height - 4)}px`;
}

/**
 * @param {HTMLElement} anchor
 * @param {{label: string, icon?: string, run: () => unknown}[]} items
 * @param {{emojis?: string[], onEmoji?: (emoji: string) => unknown}} [options]
 */
export function openMenu(anchor, items, { emojis = [], onEmoji } = {}) {
  const again = open?.anchor === anchor;
  closeMenu();
  if (again) return;
  const run = (action) => () => { closeMenu(); void action(); };
  const menu = el('div', { class: 'menu', role: 'menu' },
    emojis.length ? el('div', { class: 'menu-emojis', role: 'group', 'aria-label': 'Reagir' }, ...emojis.map((emoji) => (
      el('button', { type: 'button', role: 'menuitem', 'aria-label': `Reagir com ${emoji}`, onclick: run(() => onEmoji(emoji)) }, emoji)))) : null,
    ...items.map(({ label, icon: sign, run: action }) => (
      el('button', { type: 'button', role: 'menuitem', class: 'menu-item', onclick: run(action) }, sign ? icon(sign) : null, label))));
  document.body.append(menu);
  anchor.setAttribute('aria-expanded', 'true');
  open = { menu, anchor };
  place(menu, anchor);
  menu.querySelector('button')?.focus();
}

document.addEventListener('pointerdown', (event) => {
  if (open && !open.menu.contains(event.target) && !open.anchor.contains(event.target)) closeMenu();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && open) { const { anchor } = open; closeMenu(); anchor.focus(); }
});
