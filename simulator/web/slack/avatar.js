import { el, safeImage } from './dom.js';
import { emojiText } from './mrkdwn.js';

const COLOURS = 8;

/** A square with a picture, an emoji or coloured initials. */
export function avatar(name, { image, emoji, app = false } = {}) {
  const source = safeImage(image);
  if (source) return el('img', { class: 'avatar', src: source, alt: '' });
  if (emoji) return el('span', { class: 'avatar avatar-emoji', 'aria-hidden': 'true', text: emojiText(emoji) });
  const words = name.replaceAll(/[^\p{L}\p{N} ]/gu, '').split(' ').filter(Boolean);
  const initials = app ? '♥' : ((words[0]?.[0] ?? '?') + (words.length > 1 ? words.at(-1)[0] : '')).toUpperCase();
  const hash = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7);
  return el('span', { class: `avatar ${app ? 'avatar-app' : `avatar-${hash % COLOURS}`}`, 'aria-hidden': 'true', text: initials });
}
