import { whatsappToSlack } from '../../../src/kit/text/whatsapp-to-slack.js';
import { escapeText, shorten } from '../parts.js';

/** A customer's words on one line of a post. */
export function oneLine(text: string, max = 300): string {
  return whatsappToSlack(shorten(text.replace(/\s+/g, ' ').trim(), max));
}

/** A link with our own words on it; the words alone when the address is none. */
export function linkOr(url: string, label: string): string {
  return /^https?:\/\/[^\s|<>]+$/.test(url) ? `<${escapeText(url)}|${label}>` : label;
}

/** Lines that have something to say. */
export function lines(...texts: string[]): string {
  return texts.filter((text) => text.trim() !== '').join('\n');
}
