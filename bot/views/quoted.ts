import type { Translate } from '../../src/kit/i18n.js';
import { kindName } from './content/kind-name.js';
import { plainWords, shorten } from './parts.js';

/** A message repeated above what answers it: its words on one line, or what kind of message it is. mrkdwn. */
export function quotedWords(message: { body: string; kind: string }, t: Translate): string {
  const words = message.body.replace(/\s+/g, ' ').trim();
  return `> ${words === '' ? `_${kindName(message.kind, t)}_` : plainWords(shorten(words, 200))}`;
}
