/** What each send-* call needs, and the message it makes (zapi.md §1.4). */
import type { JsonObject } from './types.js';

/** One kind of send. */
export interface SendKind {
  kind: string;
  required: string[];
  /** Content as the echo webhook carries it. */
  content: (body: JsonObject, extension: string) => JsonObject;
  /** What the customer reads. */
  text: (body: JsonObject) => string;
  /** The optional field that turns the send into an edit. */
  editField?: string;
}

const str = (value: unknown): string => (typeof value === 'string' ? value : '');
const caption = (body: JsonObject): string => str(body.caption);
const message = (body: JsonObject): string => str(body.message);
const contacts = (body: JsonObject): JsonObject[] => (Array.isArray(body.contacts) ? body.contacts as JsonObject[] : []);
const listOf = (value: unknown, key: string): JsonObject[] => {
  const list = (value as JsonObject | undefined)?.[key];
  return Array.isArray(list) ? list as JsonObject[] : [];
};

function vcard(name: string, phone: string): string {
  return `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL;waid=${phone}:+${phone}\nEND:VCARD`;
}

const MIME: Record<string, string> = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', txt: 'text/plain', csv: 'text/csv' };

/** Every send by its action. */
export const SEND_KINDS: Record<string, SendKind> = {
  'send-text': { kind: 'text', required: ['message'], editField: 'editMessageId', text: message, content: (b) => ({ text: { message: b.message } }) },
  'send-image': {
    kind: 'image', required: ['image'], editField: 'editImageMessageId', text: caption,
    content: (b) => ({ image: { imageUrl: b.image, thumbnailUrl: b.image, caption: caption(b), mimeType: 'image/jpeg', viewOnce: b.viewOnce === true, width: 600, height: 400 } }),
  },
  'send-audio': { kind: 'audio', required: ['audio'], text: () => '', content: (b) => ({ audio: { ptt: true, seconds: 5, audioUrl: b.audio, mimeType: 'audio/ogg; codecs=opus', viewOnce: b.viewOnce === true } }) },
  'send-video': {
    kind: 'video', required: ['video'], editField: 'editVideoMessageId', text: caption,
    content: (b) => ({ video: { videoUrl: b.video, caption: caption(b), mimeType: 'video/mp4', width: 0, height: 0, seconds: 5, viewOnce: b.viewOnce === true, isGif: false } }),
  },
  'send-gif': { kind: 'video', required: ['gif'], text: caption, content: (b) => ({ video: { videoUrl: b.gif, caption: caption(b), mimeType: 'video/mp4', width: 0, height: 0, seconds: 3, viewOnce: false, isGif: true } }) },
  'send-ptv': { kind: 'ptv', required: ['ptv'], text: () => '', content: (b) => ({ ptv: { ptvUrl: b.ptv, caption: '', mimeType: 'video/mp4', width: 0, height: 0 } }) },
  'send-document': {
    kind: 'document', required: ['document'], editField: 'editDocumentMessageId', text: (b) => str(b.caption) || str(b.fileName),
    content: (b, ext) => ({ document: { documentUrl: b.document, mimeType: MIME[ext] ?? 'application/octet-stream', title: str(b.fileName), pageCount: 1, fileName: str(b.fileName), caption: b.caption ?? null } }),
  },
  'send-sticker': { kind: 'sticker', required: ['sticker'], text: () => '', content: (b) => ({ sticker: { stickerUrl: b.sticker, mimeType: 'image/webp', width: 512, height: 512 } }) },
  'send-location': {
    kind: 'location', required: ['title', 'address', 'latitude', 'longitude'], text: (b) => `${str(b.title)}\n${str(b.address)}`,
    content: (b) => ({ location: { longitude: Number(b.longitude), latitude: Number(b.latitude), name: b.title, address: b.address, url: '' } }),
  },
  'send-contact': {
    kind: 'contact', required: ['contactName', 'contactPhone'], text: (b) => str(b.contactName),
    content: (b) => ({ contact: { displayName: b.contactName, vCard: vcard(str(b.contactName), str(b.contactPhone)), phones: [b.contactPhone] } }),
  },
  'send-contacts': {
    kind: 'contacts', required: ['contacts'], text: (b) => contacts(b).map(({ name }) => str(name)).join(', '),
    content: (b) => ({ contacts: contacts(b).map((c) => ({ displayName: c.name, vCard: vcard(str(c.name), ''), phones: c.phones ?? [] })) }),
  },
  'send-link': {
    kind: 'link', required: ['message', 'linkUrl'], text: message,
    content: (b) => ({ text: { message: b.message, description: b.linkDescription ?? '', title: b.title ?? '', url: b.linkUrl, thumbnailUrl: b.image ?? '' } }),
  },
  'send-button-list': {
    kind: 'buttons', required: ['message', 'buttonList'], text: message,
    content: (b) => ({ buttonsMessage: { imageUrl: null, videoUrl: null, message: b.message, buttons: listOf(b.buttonList, 'buttons').map((button, i) => ({ buttonId: str(button.id) || String(i + 1), type: 1, buttonText: { displayText: button.label } })) } }),
  },
  'send-button-actions': { kind: 'buttons', required: ['message', 'buttonActions'], text: message, content: (b) => ({ hydratedTemplate: { header: {}, message: b.message, footer: str(b.footer), title: str(b.title), templateId: '', hydratedButtons: [] } }) },
  'send-option-list': { kind: 'option-list', required: ['message', 'optionList'], text: message, content: (b) => ({ text: { message: b.message } }) },
  'send-poll': {
    kind: 'poll', required: ['message', 'poll'], text: message,
    content: (b) => ({ poll: { question: b.message, pollMaxOptions: b.pollMaxOptions ?? 0, options: b.poll } }),
  },
  'send-reaction': { kind: 'reaction', required: ['reaction', 'messageId'], text: (b) => str(b.reaction), content: () => ({}) },
  'send-remove-reaction': { kind: 'reaction', required: ['messageId'], text: () => '', content: () => ({}) },
  'forward-message': { kind: 'text', required: ['messageId', 'messagePhone'], text: () => '', content: () => ({}) },
};
