import type { Button, KnownBlock, MrkdwnElement, StaticSelect } from '@slack/web-api';
import { DateTime } from 'luxon';
import { STOP } from '../../src/kit/text/invisible.js';

/** `text` with Slack's three control characters escaped: what a customer or contact wrote can do nothing. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const MENTION = /(?<![\p{L}\p{N}\p{M}])@(?=[\p{L}\p{N}_])/gu;

/** `text` as words inside mrkdwn: escaped, and `@name` broken, because a mrkdwn text object reads some mentions by itself. */
export function plainWords(text: string): string {
  return escapeText(text).replace(MENTION, `@${STOP}`);
}

/** `text` for places that Slack shows as they are (plain_text, a poster's name): looks the same and reads as no mention anywhere. */
export function literalWords(text: string): string {
  return text.replace(/<(?=[!@#])/g, `<${STOP}`).replace(MENTION, `@${STOP}`);
}

/** Cuts on a whole character, with an ellipsis. */
export function shorten(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}

/** One line of mrkdwn. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text };
}

/** A paragraph; at most 3,000 characters (Slack's limit for a section). */
export function section(text: string): KnownBlock {
  return { type: 'section', text: mrkdwn(shorten(text, 3000)) };
}

/** Small grey lines. */
export function context(...lines: string[]): KnownBlock {
  return { type: 'context', elements: lines.map((line) => mrkdwn(shorten(line, 2000))) };
}

/** A button; its value is an id, never personal data. */
export function button(text: string, actionId: string, value: string, style?: 'primary' | 'danger' | undefined): Button {
  return { type: 'button', text: { type: 'plain_text', text: shorten(text, 75) }, action_id: actionId, value, ...(style ? { style } : {}) };
}

/** A menu; its options' values are codes and ids. At most 100 options. */
export function menu(placeholder: string, actionId: string, options: { value: string; text: string }[]): StaticSelect {
  const plain = (text: string, max: number) => ({ type: 'plain_text' as const, text: shorten(text, max) });
  return { type: 'static_select', action_id: actionId, placeholder: plain(placeholder, 150), options: options.slice(0, 100).map(({ value, text }) => ({ value, text: plain(text, 75) })) };
}

/** A row of buttons and menus. */
export function actions(...elements: (Button | StaticSelect)[]): KnownBlock {
  return { type: 'actions', elements };
}

/** An hour in the business zone, with the day when it is not today: "10:32", "seg. 23/11 10:32". */
export function clockTime(instant: Date, now: Date, zone: string, locale: string): string {
  const there = DateTime.fromJSDate(instant, { zone }).setLocale(locale);
  const sameDay = there.hasSame(DateTime.fromJSDate(now, { zone }), 'day');
  return there.toFormat(sameDay ? 'HH:mm' : 'ccc dd/MM HH:mm');
}
