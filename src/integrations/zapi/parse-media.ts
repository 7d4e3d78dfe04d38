import type { AttachmentKind, InboundAttachment } from '../../domain/inbox/content.js';
import type { Fields } from './json-fields.js';
import type { ParsedContent } from './parsed-content.js';

/** Where each family keeps its file, and what it is called when it says nothing else. */
const MEDIA: Record<string, { kind: AttachmentKind; url: string; mime: string }> = {
  image: { kind: 'image', url: 'imageUrl', mime: 'image/jpeg' },
  audio: { kind: 'audio', url: 'audioUrl', mime: 'audio/ogg' },
  video: { kind: 'video', url: 'videoUrl', mime: 'video/mp4' },
  ptv: { kind: 'round_video', url: 'ptvUrl', mime: 'video/mp4' },
  document: { kind: 'document', url: 'documentUrl', mime: 'application/octet-stream' },
  sticker: { kind: 'sticker', url: 'stickerUrl', mime: 'image/webp' },
};

/** As long as attachments.source_url. */
const URL_MAX = 2048;

/** A message that is a file: its caption is the body. Undefined for keys that are none. */
export function parseMedia(key: string, content: Fields): ParsedContent | undefined {
  const attachment = readAttachment(key, content);
  return attachment && { kind: attachment.kind, body: content.text('caption'), content: null, attachment };
}

/** The file under one of the media keys, wherever it stands (a message, the head of a template). */
export function readAttachment(key: string, content: Fields): InboundAttachment | undefined {
  if (!Object.hasOwn(MEDIA, key)) return undefined;
  const { kind, url, mime } = MEDIA[key] as (typeof MEDIA)[string];
  const seconds = content.number('seconds');
  const address = content.text(url, URL_MAX + 1).trim();
  const isAddress = /^https?:\/\/\S+$/.test(address) && address.length <= URL_MAX;
  return {
    kind: kindOf(kind, content),
    url: isAddress ? address : null,
    mime: content.line('mimeType', 120) || content.line('mimetype', 120) || mime,
    fileName: kind === 'document' ? content.line('fileName') || content.line('title') : '',
    seconds: seconds !== null && seconds > 0 && seconds < 1e6 ? Math.round(seconds) : null,
    viewOnce: content.flag('viewOnce'),
    error: content.line('downloadError', 300) || null,
  };
}

function kindOf(kind: AttachmentKind, content: Fields): AttachmentKind {
  if (kind === 'audio' && content.flag('ptt')) return 'voice';
  if (kind === 'video' && content.flag('isGif')) return 'gif';
  return kind;
}
