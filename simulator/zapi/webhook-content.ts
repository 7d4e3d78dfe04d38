/** Reads what kind of content a ReceivedCallback carries. */
import type { JsonObject } from './types.js';

const ENVELOPE = new Set([
  'isStatusReply', 'chatLid', 'senderLid', 'connectedPhone', 'waitingMessage', 'isEdit', 'isGroup', 'isNewsletter', 'instanceId', 'messageId',
  'phone', 'fromMe', 'momment', 'status', 'chatName', 'senderPhoto', 'senderName', 'photo', 'broadcast', 'participantLid', 'participantPhone',
  'forwarded', 'type', 'fromApi', 'referenceMessageId', 'editMessageId', 'externalAdReply', 'viewOnce', 'messageExpirationSeconds', 'notification',
]);

const CONTENT_KINDS = [
  'text', 'image', 'audio', 'video', 'ptv', 'document', 'sticker', 'contact', 'contacts', 'location', 'liveLocation', 'reaction',
  'buttonsResponseMessage', 'listResponseMessage', 'buttonsMessage', 'poll', 'pollVote', 'order', 'product', 'pixKeyMessage',
];

/** The content's kind: a known content key, else any key that is not envelope, else `text`. */
export function kindOf(body: JsonObject): string {
  const present = (key: string): boolean => body[key] !== undefined && body[key] !== null;
  return CONTENT_KINDS.find((key) => key !== 'text' && present(key))
    ?? (present('text') ? 'text' : undefined)
    ?? Object.keys(body).find((key) => !ENVELOPE.has(key) && present(key) && typeof body[key] === 'object')
    ?? (body.waitingMessage === true ? 'waiting' : 'text');
}

/** The content keys only. */
export function contentOf(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key, value]) => !ENVELOPE.has(key) && value !== undefined));
}

/** The words in it, to show on the phone. */
export function textOf(body: JsonObject): string {
  const content = body[kindOf(body)];
  if (typeof content !== 'object' || content === null) return '';
  const { message, caption, title, options } = content as JsonObject;
  if (Array.isArray(options)) return options.map((option: JsonObject) => String(option.name ?? '')).join(', ');
  return String(title ?? message ?? caption ?? '');
}
