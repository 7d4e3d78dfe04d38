import { extensionOf, safeFileName } from '../media/file-name.js';
import { bareMime, extensionOfMime } from '../media/mime-extension.js';
import { splitText } from '../../kit/text/split.js';
import { WHATSAPP_MAX } from './whatsapp-max.js';

/** A file somebody posted in a thread, as Slack describes it. */
export interface PostedFile {
  slackFileId: string;
  name: string;
  mime: string;
  bytes: number;
}

/** One that can leave. */
export interface OutgoingFile extends PostedFile {
  kind: 'image' | 'audio' | 'video' | 'document';
  /** Too large to be shown as what it is. */
  asDocument?: true;
}

/** Why a file cannot leave. */
export type WhyUnfit = 'file_kind' | 'file_size' | 'file_no_link';

/** One that cannot. */
export interface UnfitFile {
  name: string;
  why: WhyUnfit;
}

const MB = 1024 * 1024;
/** Up to here a file travels inside the call, in base64, a third larger than it is; larger ones by a link that the gateway can reach. Bytes. */
export const LARGEST_IN_CALL = 15 * MB;
/** WhatsApp's limit for documents, bytes. */
export const LARGEST_FILE = 100 * MB;
/** What WhatsApp shows as picture, sound or film, bytes; what is larger can only be a document. */
const LARGEST_SHOWN = { image: 5 * MB, audio: 16 * MB, video: 16 * MB };
/** WhatsApp's longest caption, UTF-16 units. */
export const CAPTION_MAX = 1024;

const KINDS: [mime: RegExp, kind: OutgoingFile['kind']][] = [
  [/^image\/(?:jpeg|png|webp|gif)$/, 'image'],
  [/^audio\//, 'audio'],
  [/^video\/(?:mp4|3gpp|quicktime)$/, 'video'],
];
/** What leaves as a document, by its ending: nothing that runs. */
const DOCUMENTS = new Set(['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'odp', 'rtf', 'txt', 'csv', 'heic', 'webm']);

/** Endings that say what a picture, sound or film is, for one that leaves as a document. */
const MEDIA_ENDINGS = /^(?:jpe?g|png|webp|gif|mp[34]|m4[av]|og[agv]|opus|aac|amr|wav|flac|3gp|mov)$/;

/**
 * The file as it would leave, or why it cannot.
 * @param takesLarge can the gateway fetch what is too large for a call?
 */
export function fitFile(file: PostedFile, takesLarge: boolean): OutgoingFile | WhyUnfit {
  const mime = bareMime(file.mime);
  const kind = KINDS.find(([pattern]) => pattern.test(mime))?.[1] ?? (DOCUMENTS.has(endingOf(file)) ? 'document' : undefined);
  if (kind === undefined) return 'file_kind';
  if (file.bytes > LARGEST_FILE) return 'file_size';
  if (file.bytes > LARGEST_IN_CALL && !takesLarge) return 'file_no_link';
  const name = safeFileName(file.name, 'arquivo');
  if (kind === 'document' || file.bytes <= LARGEST_SHOWN[kind]) return { ...file, mime, name, kind };
  // Shown as what it is, its type speaks for it; a document is opened by its ending.
  if (MEDIA_ENDINGS.test(extensionOf(name))) return { ...file, mime, name, kind: 'document', asDocument: true };
  const ending = extensionOfMime(mime);
  return ending === undefined ? 'file_kind' : { ...file, mime, name: `${name}.${ending}`, kind: 'document', asDocument: true };
}

/** A reply's files, those that can leave and those that cannot. */
export function fitFiles(files: PostedFile[], takesLarge: boolean): { fit: OutgoingFile[]; unfit: UnfitFile[] } {
  const judged = files.map((file) => ({ name: safeFileName(file.name, 'arquivo'), fitted: fitFile(file, takesLarge) }));
  return {
    fit: judged.flatMap(({ fitted }) => (typeof fitted === 'object' ? [fitted] : [])),
    unfit: judged.flatMap(({ name, fitted }) => (typeof fitted === 'string' ? [{ name, why: fitted }] : [])),
  };
}

/** `pdf`: by its name, else by its type. */
export function endingOf(file: Pick<PostedFile, 'name' | 'mime'>): string {
  return extensionOf(file.name) || (extensionOfMime(file.mime) ?? '');
}

/** One WhatsApp message of a reply. */
export interface PlannedMessage {
  kind: 'text' | OutgoingFile['kind'];
  body: string;
  file?: OutgoingFile;
}

/** The messages a reply leaves in: its words as the first file's caption where that can be, else before the files. */
export function planReply(body: string, files: OutgoingFile[]): PlannedMessage[] {
  const [first] = files;
  const asCaption = first !== undefined && first.kind !== 'audio' && body.length <= CAPTION_MAX;
  const words: PlannedMessage[] = asCaption ? [] : splitText(body, WHATSAPP_MAX).map((text) => ({ kind: 'text', body: text }));
  return [...words, ...files.map((file, index): PlannedMessage => ({ kind: file.kind, body: asCaption && index === 0 ? body : '', file }))];
}
