/**
 * U+200B: a word boundary nobody sees. Put outside a marker it lets `*b*` act against a character that is no
 * boundary (jsx-slack's "exact mode", tried in Block Kit Builder); WhatsApp sees no letter there either.
 */
export const JOINT = '\u200B';

/**
 * U+2060: not white space, not punctuation, no line break, nothing to see. Slack documents no escape for
 * its markup; a character of this kind inside a name or beside a marker is what the field uses to stop it
 * (jsx-slack does so with U+00AD, which would show as a hyphen at the end of a line).
 */
export const STOP = '\u2060';

/**
 * Body of a character class (use with the `u` flag) of what nobody sees: format characters (zero width,
 * bidi, soft hyphen, tags), controls other than white space, variation selectors, blank letters and fillers.
 */
export const INVISIBLE =
  '\\p{Cf}\\p{Cs}\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u0084\\u0086-\\u009F\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0';

// eslint-disable-next-line no-misleading-character-class -- combining characters are listed on purpose
const NOTHING_VISIBLE = new RegExp(`^[\\s\\u0085${INVISIBLE}]*$`, 'u');
const OURS = /\u200B|\u2060/g;

/** True when a reader would see nothing: only white space of any kind and invisible characters. */
export function isBlankText(s: string): boolean {
  return NOTHING_VISIBLE.test(s);
}

/** Removes every U+200B and U+2060: those our conversions put in, and any that came by copy and paste. */
export function dropOurInvisibles(s: string): string {
  return s.replace(OURS, '');
}
