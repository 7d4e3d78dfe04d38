import { extensionOf, safeFileName } from '../media/file-name.js';
import { extensionOfMime } from '../media/mime-extension.js';
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
}

/** Why a file cannot leave. */
export type WhyUnfit = 'file_kind' | 'file_size';

/** One that cannot. */
export interface UnfitFile {
  name: string;
  why: WhyUnfit;
}

/**
 * A file travels inside the call, in base64, a third larger than it is: larger ones would need an address that the
 * gateway can reach. Bytes.
 */
export const LARGEST_FILE = 20 * 1024 * 1024;
/** WhatsApp's longest caption, UTF-16 units. */
export const CAPTION_MAX = 1024;

const KINDS: [mime: RegExp, kind: OutgoingFile['kind']][] = [
  [/^image\/(?:jpeg|png|webp|gif)$/, 'image'],
  [/^audio\//, 'audio'],
  [/^video\/(?:mp4|3gpp|quicktime)$/, 'video'],
];
/** What leaves as a document, by its ending: nothing that runs. */
const DOCUMENTS = new Set(['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'odp', 'rtf', 'txt', 'csv', 'heic', 'webm']);

/** The file as it would leave, or why it cannot. */
export function fitFile(file: PostedFile): OutgoingFile | WhyUnfit {
  const mime = file.mime.split(';')[0]?.trim().toLowerCase() ?? '';
  const kind = KINDS.find(([pattern]) => pattern.test(mime))?.[1] ?? (DOCUMENTS.has(endingOf(file)) ? 'document' : undefined);
  if (kind === undefined) return 'file_kind';
  if (file.bytes > LARGEST_FILE) return 'file_size';
  return { ...file, mime, name: safeFileName(file.name, 'arquivo'), kind };
}

/** A reply's files, those that can leave and those that cannot. */
export function fitFiles(files: PostedFile[]): { fit: OutgoingFile[]; unfit: UnfitFile[] } {
  const judged = files.map((file) => ({ name: safeFileName(file.name, 'arquivo'), fitted: fitFile(file) }));
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
