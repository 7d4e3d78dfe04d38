import { cleanText } from '../../kit/text/clean.js';
import { INVISIBLE } from '../../kit/text/invisible.js';

const LONGEST = 60;
const UNSEEN = new RegExp(`[${INVISIBLE}]`, 'gu');
/** What WhatsApp formats with, and what a template is written with. */
const MARKERS = /[*_~`{}<>|＊＿]/g;
const TITLE = /^(?:dr|dra|sr|sra|srta|prof|profa|dona|seu|mr|mrs|ms)\.?$/i;

/**
 * A name as a customer gave it, safe to stand in our own words: one line, nothing that formats, no address. Undefined when
 * nothing in it is a name ("🌸", "+55 11 98888-7777", "www.…").
 */
export function personName(given: string | null | undefined): string | undefined {
  const words = cleanText(given ?? '').replace(UNSEEN, '').replace(MARKERS, ' ').replace(/\s+/g, ' ').trim();
  if (/:\/\/|\bwww\.|@/i.test(words)) return undefined;
  const name = words.replace(/^[^\p{L}]+/u, '');
  if (!/\p{L}/u.test(name)) return undefined;
  return [...name].slice(0, LONGEST).join('').trim();
}

/** How somebody is addressed: "Maria", "Dona Maria"; MARIA and maria are written Maria. */
export function firstName(given: string | null | undefined): string | undefined {
  const [first = '', second] = (personName(given) ?? '').split(' ').filter((word) => /\p{L}/u.test(word));
  if (first === '') return undefined;
  const bare = (word: string) => word.replace(/[^\p{L}\p{M}'’.-]+$/u, '').replace(/[,.;:!-]+$/u, (end) => (TITLE.test(word) ? end : ''));
  return TITLE.test(first) && second !== undefined ? `${written(bare(first))} ${written(bare(second))}` : written(bare(first));
}

function written(word: string): string {
  const isShouted = word.length > 2 && word === word.toUpperCase();
  return isShouted || word === word.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1).toLowerCase() : word;
}
