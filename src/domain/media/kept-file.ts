import type { Readable } from 'node:stream';
import type { Sql } from '../../db/rows.js';
import { findAttachment, type Attachment } from './attachments.js';
import type { MediaStore } from './media-store.js';

/** A file that is ours and there. */
export interface KeptFile {
  attachment: Attachment;
  bytes: number;
  /** Its bytes as a stream, never the whole file in memory. @throws Broken when it went away meanwhile, TryLater storage_away */
  open(): Promise<Readable>;
}

/** The kept file of an attachment; undefined when there is none (any more). @throws TryLater storage_away */
export async function findKeptFile(sql: Sql, media: Pick<MediaStore, 'sizeOf' | 'read'>, attachmentId: number): Promise<KeptFile | undefined> {
  const attachment = await findAttachment(sql, attachmentId);
  const key = attachment?.storage_key;
  if (attachment?.state !== 'stored' || !key) return undefined;
  const bytes = await media.sizeOf(key);
  return bytes === undefined ? undefined : { attachment, bytes, open: () => media.read(key) };
}
