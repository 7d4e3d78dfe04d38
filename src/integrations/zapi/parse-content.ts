import { cleanText } from '../../kit/text/clean.js';
import { Fields } from './json-fields.js';
import { parseChoices } from './parse-choices.js';
import { parseCommerce } from './parse-commerce.js';
import { parseMedia } from './parse-media.js';
import { parseContacts, parsePlace } from './parse-place.js';
import { contentOnly, type ParsedContent } from './parsed-content.js';

/** Objects of the envelope; whatever object remains beside them is the content. */
const ENVELOPE = new Set(['text', 'externalAdReply', 'notificationParameters', 'profile', 'contacts']);
const FAMILIES = [parseMedia, parsePlace, parseChoices, parseCommerce];

/**
 * Reads the content of a message (zapi.md §2.3), whatever JSON it is. Keys nobody foresaw are named, with the words they
 * hold, so that the thread never stays silent about what came.
 */
export function parseContent(body: object): ParsedContent {
  const fields = new Fields(body);
  const message = (body as { text?: { message?: unknown } | null }).text?.message;
  if (typeof message === 'string') return { kind: 'text', body: cleanText(message), content: null, attachment: null };
  const contacts = parseContacts(fields);
  if (contacts) return contacts;
  const keys = fields.objectKeys().filter((key) => !ENVELOPE.has(key));
  for (const key of keys) {
    const parsed = FAMILIES.map((parse) => parse(key, fields.object(key))).find((found) => found !== undefined);
    if (parsed) return parsed;
  }
  const key = keys[0];
  const unknown = key === undefined ? new Fields(undefined) : fields.object(key);
  const words = ['caption', 'text', 'message', 'name', 'title'].map((name) => unknown.text(name)).find((text) => text.trim() !== '') ?? '';
  return contentOnly({ is: 'unknown', key: key !== undefined && /^\w{1,40}$/.test(key) ? key : '' }, words);
}

/** Came without what it is about: no content key, or a file WhatsApp could not give. A later copy may bring it. */
export function isBare({ content, attachment }: ParsedContent): boolean {
  return (content?.is === 'unknown' && content.key === '') || (content === null && attachment !== null && attachment.url === null);
}
